/// What can go wrong outside when figures are written and pictures are read.
///
/// Each case carries where it happened, what was expected and what was found; `description` says it in one line that
/// tells what to do next.
public enum DrawingError: Error, Equatable {
  /// The system refused to open or read a file; `reason` is the system's own message.
  case unreadable(path: String, reason: String)
  /// The system refused to write; what was there before is unchanged.
  case unwritable(path: String, reason: String)
  /// The memory did not suffice for this.
  case outOfMemory(String)
}

extension DrawingError: CustomStringConvertible {
  /// One line: what happened, where, and what to do next.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path): cannot be read (\(reason)); check the path and its permissions"
    case .unwritable(let path, let reason):
      "\(path): cannot be written (\(reason)); free some space or name another folder for figures"
    case .outOfMemory(let what): "the memory did not suffice for \(what); close other programs"
    }
  }
}
