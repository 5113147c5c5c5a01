import Foundation
import TestSupport
import Testing

@testable import Lookbook

/// Kept weights, and `predict`.
@Suite struct PredictionTests {
  private let trained = TrainedNetwork(
    chapter: "dnn", classNames: ["wee \"one\"", "großes Ding"], channels: 1, side: 28, width: 1,
    preparation: .garment, transforms: [.toTensor, .normalize(mean: [0.286], deviation: [0.353])],
    data: "Drawn garments", drawings: "drawn garments, not from Fashion-MNIST", accuracy: 0.75, testCount: 8)

  private func keep(_ trained: TrainedNetwork, in folder: TemporaryFolder) throws -> String {
    let path = folder.path(of: "kept.safetensors")
    try Sequential { Linear(2, 2) }.save(to: path, metadata: trained.metadata())
    return path
  }

  @Test func whatIsKeptOfANetworkComesBackAsItWas() throws {
    let folder = try TemporaryFolder()
    let path = try keep(trained, in: folder)
    #expect(try TrainedNetwork(path: path, chapter: .named("dnn")) == trained)
  }

  @Test func aKeptNetworkThatATrainingWillReplaceIsNamedWithItsResult() throws {
    let folder = try TemporaryFolder()
    let path = try keep(trained, in: folder)
    func words(_ options: [String], at path: String, chapter name: String = "dnn") throws -> String? {
      let introduction = ChapterIntroduction(entry: .named(name))
      let console = Console(text: { _ in }, clock: { 0 })
      let chapter = try Chapter(
        introduction, options: .parsed(options, for: introduction), console: console)
      return chapter.replacedNetwork(at: path)
    }
    let replaced = try words([], at: path)
    #expect(
      replaced == "The network kept in the cache (Drawn garments, 75.0% of 8 test images right)\n"
        + "will be replaced; --weights FILE keeps both.")
    #expect(try words(["--weights", folder.path(of: "other")], at: path) == nil)
    #expect(try words([], at: "/nowhere") == nil)
    #expect(try words([], at: path, chapter: "cnn") == nil)
    #expect(try words([], at: folder.write(Array("no weights".utf8), to: "foreign")) == nil)
  }

  @Test func weightsOfAnotherChapterAndFilesWithoutADescriptionAreRefused() throws {
    let folder = try TemporaryFolder()
    let path = try keep(trained, in: folder)
    #expect(
      throws: PredictionError.otherChapter(path: path, expected: "chapter-cnn", found: "chapter-dnn")
    ) { try TrainedNetwork(path: path, chapter: .named("cnn")) }
    let bare = folder.path(of: "bare.safetensors")
    try Sequential { Linear(2, 2) }.save(to: bare)
    #expect(throws: PredictionError.notKept(path: bare, program: "chapter-dnn")) {
      try TrainedNetwork(path: bare, chapter: .named("dnn"))
    }
    #expect(throws: PredictionError.notTrained(path: "/nowhere", program: "chapter-dnn")) {
      try TrainedNetwork(path: "/nowhere", chapter: .named("dnn"))
    }
    let foreign = try folder.write(Array("no weights at all".utf8), to: "foreign")
    #expect(throws: WeightFileError.self) { try TrainedNetwork(path: foreign, chapter: .named("dnn")) }
  }

  @Test func anAlteredDescriptionIsRefused() throws {
    let folder = try TemporaryFolder()
    var metadata = try trained.metadata()
    metadata["lookbook"] = metadata["lookbook"]?.replacing("\"side\":28", with: "\"side\":29")
    let path = folder.path(of: "altered.safetensors")
    try Sequential { Linear(2, 2) }.save(to: path, metadata: metadata)
    #expect(throws: PredictionError.altered(path: path, program: "chapter-dnn")) {
      try TrainedNetwork(path: path, chapter: .named("dnn"))
    }
  }

  @Test(arguments: [
    (0, 28, 1.0), (2, 28, 1.0), (1, 0, 1.0), (1, 1_000_000, 1.0), (1, 28, 0), (1, 28, 1e9), (3, 28, 1.0),
  ])
  func aDescriptionThatNoChapterWritesIsRefusedEvenWithItsDigest(_ numbers: (Int, Int, Double)) throws {
    let folder = try TemporaryFolder()
    let path = try keep(
      TrainedNetwork(
        chapter: "dnn", classNames: ["a", "b"], channels: numbers.0, side: numbers.1, width: numbers.2,
        preparation: .garment, transforms: [.toTensor], data: "", drawings: nil, accuracy: 0, testCount: 0),
      in: folder)
    #expect(throws: PredictionError.altered(path: path, program: "chapter-dnn")) {
      try TrainedNetwork(path: path, chapter: .named("dnn"))
    }
  }

  @Test func picturesOfOneNameAreToldApartByTheirFolders() {
    #expect(AskedPicture.titles(["a/cat.png", "b/dog.png"]) == ["cat.png", "dog.png"])
    #expect(AskedPicture.titles(["a/1.png", "b/1.png", "2.png"]) == ["a/1.png", "b/1.png", "2.png"])
    #expect(AskedPicture.titles(["/x/a/1.png", "/y/a/1.png"]) == ["x/a/1.png", "y/a/1.png"])
    #expect(AskedPicture.titles(["1.png", "a/1.png", "a/1.png"]) == ["1.png", "a/1.png", "a/1.png"])
    #expect(AskedPicture.titles(["/1.png", "1.png"]) == ["/1.png", "1.png"])
    #expect(AskedPicture.titles([]).isEmpty)
  }

  // MARK: - As a user meets it

  private func line(_ words: [String], by name: String = "chapter-dnn", in folder: String? = nil) throws
    -> String
  {
    let outcome = try BuiltProgram(name: name).run(words, in: folder)
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    return outcome.errors
  }

  @Test func beforeTheTrainingOneLineSaysWhatToRunFirst() throws {
    #expect(try line(["predict", "boot.png"]).contains("run 'swift run chapter-dnn' first"))
    #expect(
      try line(["predict", "boot.png", "--weights", "no.safetensors"])
        .contains("run 'swift run chapter-dnn --weights no.safetensors' first"))
  }

  @Test func aChapterWithoutANetworkHasNothingToSay() throws {
    #expect(
      try line(["predict", "boot.png"], by: "chapter-loading-data").contains(
        "'predict' means nothing to chapter-loading-data: nothing is trained in it"))
  }

  @Test func helpTeachesInEightyColumnsAndPicturesAreAskedFor() throws {
    let help = try BuiltProgram(name: "chapter-dnn").run(["predict", "--help"])
    #expect(help.status == 0 && help.errors.isEmpty)
    #expect(help.output.contains("USAGE: chapter-dnn predict <picture> ... [options]"))
    #expect(help.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    for word in ["EXAMPLES", "--weights", "--figures", "light on dark"] {
      #expect(help.output.contains(word), "\(word)")
    }
    let onPlaces = try BuiltProgram(name: "chapter-lenet").run(["predict", "--help"]).output
    #expect(onPlaces.contains("predict abbey.jpg") && !onPlaces.contains("boot"))
    #expect(try line(["predict"]).contains("Missing expected argument '<picture> ...'"))
    #expect(try line(["predict", "a.png", "--epochs", "1"]).contains("Unknown option '--epochs'"))
  }

  @Test func aNetworkThatLearnedFromDrawingsSaysSoAndWhatWasDoneToThePicture() throws {
    let folder = try TemporaryFolder()
    let program = BuiltProgram(name: "chapter-dnn")
    let brief = ["--drawn", "--train-limit", "200", "--test-limit", "50", "--epochs", "1"]
    let weights = folder.path(of: "own.safetensors")
    let training = try program.run(brief + ["--weights", weights], in: folder.path)
    #expect(training.status == 0, "\(training.errors)")
    #expect(training.output.contains("swift run chapter-dnn predict PICTURE --weights \(weights)"))

    let boot = Page(size: Size(60, 40))
    boot.fill(.rectangle(20, 10, 10, 20), Color.grey(0.2))
    try folder.write(boot.png(), to: "boot.png")
    let answer = try program.run(["predict", "boot.png", "--weights", weights], in: folder.path)
    #expect(answer.status == 0 && answer.errors.isEmpty, "\(answer.errors)")
    #expect(answer.output.contains("learned from drawn garments, not from Fashion-MNIST: 10 classes,"))
    #expect(
      answer.output.contains(
        """
        boot.png, 120×80 pixels:
          turned dark on light into light on dark, cut to the garment (20×40 of 120×80),
          scaled to 14×28, centred on 28×28

        """))
    #expect(answer.output.matches(of: #/\d+\.\d%  /#).count == 5)

    try folder.write(Array("RIFF....WEBPVP8 ".utf8), to: "web.jpg")
    let mixed = try program.run(
      ["predict", "none.png", "boot.png", "web.jpg", "own.safetensors", "Figures", "--weights", weights],
      in: folder.path)
    #expect(mixed.status == 1 && mixed.output.contains("boot.png, 120×80 pixels:"))
    #expect(mixed.errorLines.count == 4, "\(mixed.errors)")
    for (line, words) in zip(
      mixed.errorLines,
      [
        "none.png: cannot be read (No such file",
        "web.jpg: it is a WebP picture; convert it to JPEG or PNG",
        "own.safetensors: expected a JPEG or PNG picture",
        "Figures: it is a folder; name pictures, for instance Figures/*.png",
      ])
    {
      #expect(line.hasPrefix("chapter-dnn: \(words)"), "\(line)")
    }
    let other = try line(
      ["predict", "boot.png", "--weights", weights], by: "chapter-cnn", in: folder.path)
    #expect(other.contains("expected weights of chapter-cnn, found those of chapter-dnn"))
  }
}
