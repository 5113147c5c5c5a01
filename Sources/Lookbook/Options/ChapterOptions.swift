import ArgumentParser

/// The options of a chapter, the same for all of them. They are grouped as `--help` shows them.
struct ChapterOptions: ParsableCommand {
  /// What the chapter says about itself, for `--help`. Task local, since the parser asks the type, not a value.
  @TaskLocal static var introduction = ChapterIntroduction(entry: .named("lookbook"))

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Training") var training: TrainingOptions
  @OptionGroup(title: "What is kept") var files: FileOptions
  @OptionGroup(title: "Machine and screen") var machine: MachineOptions

  static var configuration: CommandConfiguration {
    let entry = introduction.entry
    return CommandConfiguration(
      commandName: entry.program, abstract: "\(entry.heading). \(entry.about)",
      usage: "\(entry.program) [options]",
      discussion: introduction.discussion)
  }

  /// Options that contradict each other.
  func validate() throws {
    if data.data != nil, data.drawn {
      throw ValidationError(
        "'--drawn' draws the data and '--data' names it: expected one of them, found both")
    }
    if files.resume, files.checkpoint == nil {
      throw ValidationError(
        "'--resume' goes on from a checkpoint: expected '--checkpoint <file>' beside it, found none")
    }
    if let log = files.log, log == files.checkpoint {
      throw ValidationError("'--log' and '--checkpoint' must be two files: found '\(log)' for both")
    }
    if let width = training.width, !introduction.takesWidth {
      throw ValidationError(
        "'--width \(width)': expected no width, since the network of \(introduction.entry.program) has a fixed one"
      )
    }
  }

  private var introduction: ChapterIntroduction { Self.introduction }
}

/// What the command line needs to know of a chapter.
struct ChapterIntroduction: Sendable {
  var entry: ChapterEntry
  var plan = Plan()
  /// The document's own training, where the default is shorter.
  var full: Plan?
  var takesWidth = false

  /// The part of `--help` between the title and the options.
  var discussion: String {
    let program = entry.program
    return """
      It prints its text as it goes, in order: what runs, the data, the network, the
      training, the result.

      EXAMPLES, each after the words 'swift run':
        \(program)
        \(program) --epochs 1 --train-limit 2000
            a quick look
        \(program) --checkpoint run.safetensors
            can be stopped with Ctrl-C, which saves the state
        \(program) --checkpoint run.safetensors --resume
            goes on from there as if never stopped
        \(program) --log run.jsonl --seed 7
            every loss in a file, and other random numbers

      WHERE THE DATA COMES FROM
        1. The folder of --data, or of the variable LOOKBOOK_DATA. What is
           missing or broken there is an error.
        2. Else the cache, ~/.cache/lookbook. What it lacks is downloaded and
           verified.
        3. Without a network, or with --drawn, it is drawn: ten kinds of
           garments. Then every result says so.
      """
  }

  /// How a default reads in `--help`, with that of `--full` where it differs.
  func standard<Value: Equatable>(_ part: (Plan) -> Value, _ words: (Value) -> String) -> String {
    let usual = part(plan)
    guard let full, part(full) != usual else { return "(default: \(words(usual)))" }
    return "(default: \(words(usual)); with --full: \(words(part(full))))"
  }
}
