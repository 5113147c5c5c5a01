/// What can go wrong around a training, apart from the data: numbers that run away, and files.
public enum TrainingError: Error, Equatable {
  /// The loss of a step is infinite or not a number; nothing that follows would mean anything.
  case lossNotFinite(loss: Float, step: Int, epoch: Int, learningRate: Double)
  /// A file cannot be written; `reason` is the system's own.
  case unwritable(path: String, reason: String)
  /// A file cannot be read; `reason` is the system's own.
  case unreadable(path: String, reason: String)
  /// A file is no checkpoint, or not all of one.
  case malformed(path: String, expected: String, found: String)
  /// A checkpoint belongs to a run with other options.
  case otherRun(path: String, option: String, expected: String, found: String)
}

extension TrainingError: CustomStringConvertible {
  /// One line: what happened, where, and what to do next.
  public var description: String {
    switch self {
    case .lossNotFinite(let loss, let step, let epoch, let learningRate):
      "step \(step) (epoch \(epoch)): expected a finite loss, found \(loss) at learning rate \(learningRate); "
        + "try a smaller one, for example --learning-rate \(learningRate / 10)"
    case .unwritable(let path, let reason):
      "\(path): cannot be written (\(reason)); free some space or choose another place"
    case .unreadable(let path, let reason):
      "\(path): cannot be read (\(reason)); check the path and its permissions"
    case .malformed(let path, let expected, let found):
      "\(path): expected \(expected), found \(found); run without --resume to start anew"
    case .otherRun(let path, let option, let expected, let found):
      "\(path): was written by a run with \(option) \(expected), found \(option) \(found) now; "
        + "use the same, or run without --resume to start anew"
    }
  }
}
