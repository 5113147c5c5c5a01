/// What the command line needs to know of a chapter.
struct ChapterIntroduction: Sendable {
  var entry: ChapterEntry
  var plan = Plan()
  /// The document's own training, where the default is shorter.
  var full: Plan?
  var takesWidth = false
  /// Whether anything is trained; a chapter that only looks at data uses the plan's batch size and limits.
  var trains = true

  /// The part of `--help` between the title and the options.
  var discussion: String {
    """
    It prints its text as it goes, in order: \
    \(trains ? "what runs, the data, the network, the\ntraining, the result." : "what runs, then the data.")

    EXAMPLES, each after the words 'swift run':
    \(examples)

    WHERE THE DATA COMES FROM
      1. The folder of --data, or of the variable LOOKBOOK_DATA. What is
         missing or broken there is an error.
      2. Else the cache, \(DataLocation.cacheName). What it lacks is
         downloaded and verified.
      3. Without a network, or with --drawn, it is drawn:
         \(entry.data.drawnKinds). Then every result says so.
    \(trains ? Self.ownPictures : "")
    """
  }

  private static let ownPictures = """
      With --dataset FOLDER it is your own pictures: the folder holds a folder
      of JPEG or PNG pictures for each class. A fifth of them is held out to
      test.
    """

  private var examples: String {
    let program = entry.program
    guard trains else {
      return """
          \(program)
          \(program) --drawn
              needs neither files nor a network
          \(program) --train-limit 2000 --seed 7
              fewer images, in another order
        """
    }
    return """
        \(program)
        \(program) --epochs 1 --train-limit 2000
            a quick look
        \(program) --dataset birds
            your own pictures: birds/heron/1.jpg, birds/swift/1.png, …
        \(program) predict heron.jpg
            what the trained network says about a picture (predict --help)
        \(program) --checkpoint run.safetensors
            can be stopped with Ctrl-C, which saves the state
        \(program) --checkpoint run.safetensors --resume
            goes on from there as if never stopped
        \(program) --log run.jsonl --seed 7
            every loss in a file, and other random numbers
      """
  }

  /// How a default reads in `--help`, with that of `--full` where it differs.
  func standard<Value: Equatable>(_ part: (Plan) -> Value, _ words: (Value) -> String) -> String {
    let usual = part(plan)
    guard let full, part(full) != usual else { return "(default: \(words(usual)))" }
    return "(default: \(words(usual)); with --full: \(words(part(full))))"
  }
}
