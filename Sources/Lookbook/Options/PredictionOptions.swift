import ArgumentParser

/// The options of `chapter-cnn predict PICTURE…`.
struct PredictionOptions: ParsableCommand {
  @Argument(help: ArgumentHelp("JPEG or PNG pictures.", valueName: "picture"), completion: .file())
  var pictures: [String]

  @Option(
    help: ArgumentHelp(
      "The weights. (default: those that the chapter kept last)", valueName: "file"),
    completion: .file())
  var weights: String?

  @Option(
    help: ArgumentHelp(
      "The folder for predict.png. (default: Figures/<chapter>)", valueName: "dir"),
    completion: .directory, transform: OptionValues.folder)
  var figures: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Threads. (default: all)", valueName: "n"),
    transform: OptionValues.wholeNumber(from: 1...256))
  var threads: Int?

  @Flag(help: "Do not show the figure in the terminal.")
  var quiet = false

  static var configuration: CommandConfiguration {
    let introduction = ChapterOptions.introduction
    let program = introduction.entry.program
    return CommandConfiguration(
      commandName: "\(program) predict",
      abstract: "What the network of \(program) says about pictures of yours.",
      usage: "\(program) predict <picture> ... [options]", discussion: introduction.predictionDiscussion)
  }

  /// The same as options of a chapter.
  func chapterOptions(for introduction: ChapterIntroduction) throws(CommandLineError) -> ChapterOptions {
    var options = try ChapterOptions.parsed([], for: introduction)
    (options.files.weights, options.files.figures) = (weights, figures)
    (options.machine.threads, options.machine.quiet) = (threads, quiet)
    return options
  }
}

/// What the words of a command line ask for.
struct ChapterCommand {
  let options: ChapterOptions
  /// The pictures after `predict`; `nil` for a run of the chapter.
  let pictures: [String]?

  static let prediction = "predict"

  init(_ words: [String], for introduction: ChapterIntroduction) throws(CommandLineError) {
    guard words.first == Self.prediction else {
      (options, pictures) = (try .parsed(words, for: introduction), nil)
      return
    }
    let program = introduction.entry.program
    guard introduction.trains else {
      throw .refused(
        reason: "'\(Self.prediction)' means nothing to \(program): nothing is trained in it", program: program
      )
    }
    let prediction = try PredictionOptions.parsed(
      Array(words.dropFirst()), for: introduction, program: "\(program) \(Self.prediction)")
    (options, pictures) = (try prediction.chapterOptions(for: introduction), prediction.pictures)
  }
}

extension ChapterIntroduction {
  fileprivate var predictionDiscussion: String {
    """
    A run of the chapter keeps the weights of its network. With them it answers
    here: the five best classes of every picture, with probabilities, what was
    done to the picture before, and a figure of it.

    \(entry.data == .fashionMNIST ? Self.onGarments : Self.onPhotographs)

    EXAMPLES, each after the words 'swift run':
      \(entry.program)
          trains, and keeps the weights
      \(entry.program) predict \(entry.data == .fashionMNIST ? "boot.jpg shirts" : "abbey.jpg beaches")/*.png
      \(entry.program) predict heron.jpg --weights birds.safetensors
          of a run with --dataset birds --weights birds.safetensors
    """
  }

  private static let onGarments = """
    A network that learned garments wants one garment before a plain
    background. The picture is prepared as Fashion-MNIST was: cut to the
    garment, turned into light on dark, scaled and centred. One that learned
    from your own pictures gets the middle square, as they did.
    """

  private static let onPhotographs = """
    Of every picture the network gets the middle square, upright and scaled as
    those that it learned from.
    """
}
