/// Why a chapter cannot say anything about a picture, apart from the picture and from broken files.
public enum PredictionError: Error, Equatable {
  /// No weights were kept yet.
  case notTrained(path: String, program: String, options: String = "")
  /// The file holds weights, but not those that a chapter kept: a checkpoint, or another program's.
  case notKept(path: String, program: String)
  /// What the file says of its network is not what a chapter wrote.
  case altered(path: String, program: String)
  /// The weights belong to another chapter's network.
  case otherChapter(path: String, expected: String, found: String)
  /// The program did not say how to make its network.
  case unable(program: String)
}

extension PredictionError: CustomStringConvertible {
  /// One line: what happened, where, and what to do next.
  public var description: String {
    switch self {
    case .notTrained(let path, let program, let options):
      "\(path): expected the weights of a trained network, found no such file; run 'swift run \(program)\(options)' first, "
        + "which keeps them"
    case .notKept(let path, let program):
      "\(path): expected weights that \(program) kept after its training, found a file without its description; "
        + "run 'swift run \(program)' anew, or name another file with --weights"
    case .altered(let path, let program):
      "\(path): expected the description of a network as \(program) writes it, found it altered; "
        + "run 'swift run \(program)' anew"
    case .otherChapter(let path, let expected, let found):
      "\(path): expected weights of \(expected), found those of \(found); ask 'swift run \(found) predict', or name "
        + "another file with --weights"
    case .unable(let program):
      "predict: \(program) does not say how to make its network; add chapter.predicts { … } to it"
    }
  }
}
