import Foundation

/// A chapter while it runs: its options, its headings, its data, its training, and its way to stop.
///
/// ```swift
/// let chapter = Chapter("cnn", plan: Plan(epochs: 5, batchSize: 100, learningRate: 1e-3))
///
/// chapter.section("The data")
/// let data = chapter.data(.fashionMNIST)
/// ```
///
/// Whatever meets the outside world goes through the chapter, and nothing of it throws: what goes wrong ends the
/// program with one line on standard error. A chapter belongs to the thread that made it.
public final class Chapter {
  /// The chapter's place in the book.
  public let entry: ChapterEntry
  /// How long and how fast it trains: what the chapter says, and what the options changed in it.
  public let plan: Plan
  /// Whether `--full` was given: the document's own training.
  public let isFull: Bool
  /// What all random numbers depend on: `--seed`.
  public let seed: UInt64
  /// How many times as wide as usual every layer is: `--width`.
  public let width: Double
  /// Whether convolutions multiply every product of their definition: `--exact`.
  public let isExact: Bool
  /// The folder for the figures of this chapter.
  public let figures: String

  let trains: Bool
  let options: ChapterOptions
  let console: Console
  let interruption = Interruption()
  let began: Double
  var sections = 0
  /// The data, once the chapter has asked for it.
  var dataInUse: ChapterData?
  /// The pictures of `predict`; `nil` while the chapter runs as a chapter.
  let pictures: [String]?
  /// Whether the chapter has said how to make its network.
  var canPredict = false
  /// Where the weights were kept.
  var keptWeights: String?
  var runs: [TrainingRun] = []
  var checkpoint: CheckpointFile?
  var log: RunLog?
  var figureIndex: FigureIndex
  var follower: TrainingFollower?
  let terminal: TerminalAbilities

  /// Reads the options from the command line, prints what runs, and makes the machine ready.
  ///
  /// - Parameters:
  ///   - name: `cnn` for `chapter-cnn`; a name that the book does not know is an experiment of yours.
  ///   - plan: how long and how fast the chapter trains if no option says otherwise.
  ///   - full: the document's own training, for `--full`, where `plan` is shorter.
  ///   - takesWidth: whether the network's width follows ``width``, so that `--width` means something.
  ///   - trains: whether the chapter trains anything; otherwise options about training are refused.
  public convenience init(
    _ name: String, plan: Plan = Plan(), full: Plan? = nil, takesWidth: Bool = false, trains: Bool = true
  ) {
    StandardStreams.openMissing()
    let introduction = ChapterIntroduction(
      entry: .named(name), plan: plan, full: full, takesWidth: takesWidth, trains: trains)
    let missing = ProcessorCheck.missingInstructions()
    guard missing.isEmpty else {
      Failure.stop(introduction.entry.program, ProcessorCheck.refusal(missing))
    }
    do {
      let words = Array(CommandLine.arguments.dropFirst())
      let command = try ChapterCommand(words, for: introduction)
      try self.init(
        introduction, options: command.options, pictures: command.pictures, console: .standard)
    } catch CommandLineError.answered(let text) {
      Console.standard.print(text)
      exit(0)
    } catch {
      Failure.stop(introduction.entry.program, error)
    }
    if pictures == nil { open() } else { openForPrediction() }
  }

  /// A chapter with these options, not yet opened: nothing is printed, and the process is left alone.
  init(
    _ introduction: ChapterIntroduction, options: ChapterOptions, pictures: [String]? = nil, console: Console
  ) throws {
    let training = options.training
    var plan = training.full ? introduction.full ?? introduction.plan : introduction.plan
    plan.epochs = training.epochs ?? plan.epochs
    plan.batchSize = training.batchSize ?? plan.batchSize
    plan.learningRate = training.learningRate ?? plan.learningRate
    plan.trainLimit = options.data.trainLimit ?? plan.trainLimit
    plan.testLimit = options.data.testLimit ?? plan.testLimit
    (self.plan, isFull, isExact) = (plan, training.full, training.exact)
    (seed, width) = (training.seed ?? 1, training.width ?? 1)
    (entry, trains) = (introduction.entry, introduction.trains)
    (self.options, self.console, self.pictures) = (options, console, pictures)
    figures = options.files.figures ?? "Figures/\(introduction.entry.name)"
    figureIndex = FigureIndex(folder: figures)
    terminal = console === Console.standard ? .ofThisProcess() : .none
    began = console.now
  }

  /// Prints the heading of the chapter's next section: `4.1 The data`.
  public func section(_ title: String) {
    sections += 1
    let number = entry.number > 0 ? "\(entry.number).\(sections)" : "\(sections)"
    console.print("\n\(number) \(title)\n")
  }

  /// Ends the program with one line on standard error that says what happened; for what a chapter does with files
  /// of its own.
  public func fail(_ error: any Error) -> Never {
    Failure.stop(entry.program, error, console: console)
  }

  /// Says that the chapter is at its end, how long it took, and where to find what it left.
  public func finish() {
    var words = "\nThe end of \(entry.number > 0 ? "chapter \(entry.number)" : entry.title)"
    words += ", after \(ProgressText.clock(console.now - began))."
    if let data = dataInUse, let title = data.drawnInPlaceOf {
      words += "\nIts results are about drawn \(data.noun), not about \(title)."
    }
    if let log = options.files.log, !runs.isEmpty { words += "\nEvery loss and evaluation is in \(log)." }
    if let checkpoint = options.files.checkpoint, !runs.isEmpty {
      words += "\nThe trained network is in \(checkpoint)."
    }
    console.print(words + wordsOnWeights + listOfFigures)
  }

  var progressStyle: ProgressLine.Style { options.machine.quiet ? .hidden : .shown }
}
