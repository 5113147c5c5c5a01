import Foundation
import Lookbook
import TestSupport
import Testing

@testable import chapter_viewing_images

/// What chapter 2 claims.
@Suite @MainActor struct ViewingImagesChapter {
  @Test func everySectionDrawsWhatItTalksAbout() throws {
    let run = try ChapterRun("viewing-images", "--train-limit", "2000", "--test-limit", "10")
    #expect(
      run.figures.map(\.name) == [
        "batch", "twenty", "shirts", "means", "pixels", "transforms", "normalisation",
      ])
    // Whose licence a picture has must be known before it is committed.
    #expect(
      run.figures.filter { $0.content == .images }.map(\.name) == [
        "batch", "twenty", "shirts", "means", "transforms",
      ])
    #expect(run.lines.contains("100 of 200 images of the class Shirt"))
    #expect(run.output.contains("after Resize      [1, 227, 227]"))
    #expect(run.lines.contains("Figures, in Figures/viewing-images:"))
    // Nobody has outlined anything in drawn places.
    #expect(run.lines.contains("Drawn as asked, so there are no photographs of scenes here."))
  }

  @Test func garmentsAreShownInCharactersAnywhere() throws {
    let run = try ChapterRun("viewing-images", "--train-limit", "20", "--test-limit", "10")
    // Two garments of 28 characters with two blanks between them, 14 lines of blocks, in a pipe without colours.
    let blocks = run.lines.filter { line in line.contains { "░▒▓█".contains($0) } }
    #expect((5...14).contains(blocks.count))
    #expect(blocks.allSatisfy { $0.count == 58 } && !run.output.contains("\u{1B}"))
  }

  @Test(.enabled(if: RealData.hasPlaces, "LOOKBOOK_DATA names no folder with MiniPlaces"))
  func outlinedScenesAreShownWhereThereAreSome() throws {
    let folder = try TemporaryFolder()
    let output = try RealData.run(
      "viewing-images", "--train-limit", "200", "--test-limit", "10", "--figures", folder.path)
    let list = try JSONDecoder().decode([FigureEntry].self, from: Data(folder.read("figures.json")))
    #expect(list.first { $0.name == "scenes" }?.data == "MiniPlaces")
    #expect(list.first { $0.name == "batch" }?.data == "Fashion-MNIST")
    #expect(output.contains("scenes.png         Scenes, and what is in them"))
  }

  @Test func anArchiveThatIsBrokenCostsTheScenesAndNothingElse() throws {
    let root = try TemporaryFolder()
    let folder = root.path(of: "miniplaces")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in [
      ("data.tar.gz", "no archive"), ("object_categories.txt", "sky 0\n"), ("categories.txt", "/a/abbey 0\n"),
    ] { root.append(text, to: "miniplaces/\(name)") }
    let program = BuiltProgram(name: "chapter-viewing-images")
    // A garment of each class is enough; the cache of a run has none, and drawings take their place.
    let outcome = try program.run(
      ["--offline", "--train-limit", "2000", "--test-limit", "10"],
      script:
        "mkdir -p \"$XDG_CACHE_HOME/lookbook\" && cp -r \(folder) \"$XDG_CACHE_HOME/lookbook\" && \"$0\" \"$@\""
    )
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("There are no scenes here: "), "\(outcome.output)")
    #expect(outcome.output.contains("The end of chapter 2"))
  }

  @Test func theDistanceOfTwoPicturesIsTheRootOfTheMeanSquare() {
    let (first, second) = (
      Picture(pixels: [0, 255, 0, 0], width: 2, height: 2, channels: 1),
      Picture(pixels: [0, 0, 0, 0], width: 2, height: 2, channels: 1)
    )
    #expect(distance(first, second) == 0.5 && distance(first, first) == 0)
  }

  @Test func normalisationMovesMeanAndDeviationToZeroAndOne() {
    let garments = DrawnGarments.draw(.training, count: 200, seed: 1, because: "a test")
    let statistics = garments.pixelStatistics
    let normalised = garments.transformed(
      by: Compose([ToTensor(), Normalize(mean: statistics.mean, deviation: statistics.deviation)]))
    let values = (0..<200).flatMap { normalised.image(at: $0).values() }.map(Double.init)
    let mean = values.reduce(0, +) / Double(values.count)
    let square = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
    // Mean and deviation were rounded to single precision: 2⁻²⁴ of 1 and of 3, which is how large values are.
    #expect(abs(mean) < 1e-6 && abs(square - 1) < 1e-6)
  }
}
