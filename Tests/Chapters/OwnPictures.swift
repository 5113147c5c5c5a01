import Foundation
import Lookbook
import TestSupport
import Testing

/// What every chapter with a network does for pictures of the reader's own: it learns them, keeps its weights, and says
/// what a picture shows.
@Suite struct OwnPictures {
  static let chapters = [
    ["dnn"], ["cnn"], ["lenet"], ["alexnet", "--width", "0.05"],
  ]

  @Test(arguments: chapters) func twoClassesAreLearnedAndToldApart(_ chapter: [String]) throws {
    let (pictures, folder) = (try PictureFolder(), try TemporaryFolder())
    let program = BuiltProgram(name: "chapter-\(chapter[0])")
    let environment = ["XDG_CACHE_HOME": folder.path(of: "cache")]
    let outcome = try program.run(
      ["--dataset", pictures.path, "--epochs", "2", "--batch-size", "4"] + chapter.dropFirst(),
      environment: environment, in: folder.path)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.output.contains("marks, 2 classes of your own pictures,"))
    #expect(outcome.output.contains("8 to learn from and 2 held out to test"))
    #expect(!outcome.output.contains("garment"))
    let weights = folder.path(of: "cache/lookbook/trained/\(chapter[0]).safetensors")
    #expect(outcome.output.contains("The network's weights are in \(weights)."))

    let figures = folder.path(of: "Figures/\(chapter[0])/")
    let list = try JSONDecoder().decode(
      [FigureEntry].self, from: Data(contentsOf: URL(fileURLWithPath: figures + "figures.json")))
    #expect(!list.isEmpty && list.allSatisfy { $0.faults.isEmpty && $0.data == "marks" })

    let answer = try program.run(
      ["predict", "\(pictures.path)/bars/0.png"], environment: environment, in: folder.path)
    #expect(answer.status == 0 && answer.errors.isEmpty, "\(answer.errors)")
    #expect(answer.output.contains("learned from marks: 2 classes,\n"))
    #expect(answer.output.contains("bars/0.png, 48×36 pixels:\n"))
    let percents = answer.output.matches(of: /(\d+\.\d)%  (a disc|bars)/).compactMap { Double($0.1) }
    #expect(percents.count == 2 && percents == percents.sorted(by: >))
    // Each is rounded to a tenth.
    #expect(abs(percents.reduce(0, +) - 100) <= 0.1001)
    let figure = try Picture(readingPNG: figures + "predict.png")
    #expect(figure.width == 1440)
    // The list of the chapter's own figures is left as it was.
    #expect(
      try JSONDecoder().decode(
        [FigureEntry].self, from: Data(contentsOf: URL(fileURLWithPath: figures + "figures.json"))) == list)
  }
}
