import ArgumentParser

/// Which data, and how much of it.
struct DataOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder that holds \(introduction.entry.data.folderName)/. (default: $LOOKBOOK_DATA, else the cache)",
      valueName: "dir"),
    completion: .directory, transform: OptionValues.existingFolder)
  var data: String?

  @Option(
    help: ArgumentHelp(
      "Which data: \(introduction.datasetWords). (default: \(introduction.entry.data.rawValue))",
      valueName: "name"),
    completion: .directory, transform: DatasetChoice.init(word:))
  var dataset: DatasetChoice?

  @Flag(
    help: ArgumentHelp(
      "Draw the \(introduction.entry.data.noun) instead of reading them; needs neither files nor a network."))
  var drawn = false

  @Flag(help: "Download nothing.")
  var offline = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Use at most this many training images. \(Self.trainLimit)", valueName: "n"),
    transform: OptionValues.wholeNumber(from: 1...1_000_000_000))
  var trainLimit: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Use at most this many test images. \(Self.testLimit)", valueName: "n"),
    transform: OptionValues.wholeNumber(from: 1...1_000_000_000))
  var testLimit: Int?

  /// Whether the data is the reader's own pictures.
  var hasOwnPictures: Bool {
    if case .folder = dataset { true } else { false }
  }

  private static var introduction: ChapterIntroduction { ChapterOptions.introduction }
  private static var trainLimit: String { ChapterOptions.introduction.standard(\.trainLimit, Self.limit) }
  private static var testLimit: String { ChapterOptions.introduction.standard(\.testLimit, Self.limit) }
  private static func limit(_ count: Int?) -> String { count.map { "\($0)" } ?? "all" }
}

/// How the network learns, and in which batches and order it sees the images.
struct TrainingOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Passes over the training images. \(Self.epochs)", valueName: "n",
      visibility: ParticularOption.epochs.visibility),
    transform: OptionValues.wholeNumber(from: 1...100_000))
  var epochs: Int?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Images a batch. \(Self.batchSize)", valueName: "n"),
    transform: OptionValues.wholeNumber(from: 1...60_000))
  var batchSize: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The (highest) learning rate. \(Self.learningRate)", valueName: "x",
      visibility: ParticularOption.learningRate.visibility),
    transform: OptionValues.learningRate)
  var learningRate: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Which random numbers: same seed, same result. (default: 1)", valueName: "n"),
    transform: OptionValues.seed)
  var seed: UInt64?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Make every hidden layer this many times as wide. (default: 1)", valueName: "x",
      visibility: ParticularOption.width.visibility),
    transform: OptionValues.positiveNumber(upTo: 4))
  var width: Double?

  @Flag(
    help: ArgumentHelp(
      "Train in full: as long as the documents, with all pictures.",
      visibility: ParticularOption.full.visibility
    ))
  var full = false

  @Flag(
    help: ArgumentHelp(
      "Multiply every product of a convolution's definition, not Winograd's fewer: slower, rounds a quarter as much.",
      visibility: ParticularOption.exact.visibility))
  var exact = false

  private static var epochs: String { ChapterOptions.introduction.standard(\.epochs) { "\($0)" } }
  private static var batchSize: String { ChapterOptions.introduction.standard(\.batchSize) { "\($0)" } }
  private static var learningRate: String { ChapterOptions.introduction.standard(\.learningRate) { "\($0)" } }
}

/// What a run leaves behind.
struct FileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder for the figures, made if it is missing. (default: Figures/<chapter>)", valueName: "dir"),
    completion: .directory, transform: OptionValues.folder)
  var figures: String?

  @Option(
    help: ArgumentHelp(
      "Save the state here after every epoch, and on Ctrl-C.", valueName: "file",
      visibility: ParticularOption.checkpoint.visibility),
    completion: .file(), transform: OptionValues.file)
  var checkpoint: String?

  @Flag(
    help: ArgumentHelp(
      "Go on from the checkpoint as if never stopped; needs --checkpoint.",
      visibility: ParticularOption.resume.visibility))
  var resume = false

  @Option(
    help: ArgumentHelp(
      "Keep the trained network's weights here, for predict. (default: in the cache)", valueName: "file",
      visibility: ParticularOption.weights.visibility),
    completion: .file(), transform: OptionValues.file)
  var weights: String?

  @Option(
    help: ArgumentHelp(
      "Write every step's loss and every evaluation here, a JSON object a line.", valueName: "file",
      visibility: ParticularOption.log.visibility),
    completion: .file(), transform: OptionValues.file)
  var log: String?
}

/// How it runs here.
struct MachineOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Threads that share the work; results do not depend on it. (default: all)", valueName: "n"),
    transform: OptionValues.wholeNumber(from: 1...256))
  var threads: Int?

  @Flag(help: "Show no progress, only the chapter's own text.")
  var quiet = false
}
