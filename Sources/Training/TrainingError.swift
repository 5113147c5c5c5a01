import Foundation

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
  /// A checkpoint's run learned from other pictures than the folder of this name holds now.
  case changedPictures(path: String, name: String)
}

extension TrainingError: CustomStringConvertible {
  /// A number as one would write it: three digits tell what there is to tell, and NaN has no sign.
  private static func words(_ value: some BinaryFloatingPoint) -> String {
    if value.isNaN { return "NaN (not a number)" }
    if value.isInfinite { return value < 0 ? "minus infinity" : "infinity" }
    return String(format: "%.3g", Double(value))
  }

  /// One line: what happened, where, and what to do next.
  public var description: String {
    switch self {
    case .lossNotFinite(let loss, let step, let epoch, let learningRate):
      "step \(step) (epoch \(epoch)): expected a finite loss, found \(Self.words(loss)) at learning rate "
        + "\(Self.words(learningRate)); try a smaller one, for example \(Self.words(learningRate / 10))"
    case .unwritable(let path, let reason):
      "\(path): cannot be written (\(reason)); free some space or choose another place"
    case .unreadable(let path, let reason):
      "\(path): cannot be read (\(reason)); check the path and its permissions"
    case .malformed(let path, let expected, let found):
      "\(path): expected \(expected), found \(found); run without --resume to start anew"
    case .otherRun(let path, let option, let expected, let found):
      "\(path): was written by a run with \(option) \(expected), found \(option) \(found) now; "
        + "use the same, or run without --resume to start anew"
    case .changedPictures(let path, let name):
      "\(path): the pictures in \(name) have changed since it was written; run without --resume to start anew"
    }
  }
}
