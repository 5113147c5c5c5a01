/// What can go wrong outside when figures are written and pictures are read.
///
/// Each case carries where it happened, what was expected and what was found; `description` says it in one line that
/// tells what to do next.
public enum DrawingError: Error, Equatable {
  /// The system refused to open or read a file; `reason` is the system's own message.
  case unreadable(path: String, reason: String)
  /// The system refused to write; what was there before is unchanged.
  case unwritable(path: String, reason: String)
  /// A file that should be a PNG picture begins like something else.
  case notPNG(path: String, found: String)
  /// A PNG file is cut off, altered, or not what the specification allows. `offset` counts bytes, where it is known.
  case damagedPNG(path: String, offset: Int?, expected: String, found: String)
  /// A file, or the picture that it claims to hold, is larger than what is read.
  case tooLarge(path: String, found: String, limit: String)
  /// Cairo could not draw what it was told to; `reason` is its own message.
  case notDrawn(reason: String)
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
    case .notPNG(let path, let found):
      "\(path): expected a PNG picture, found \(found); convert the picture to PNG"
    case .damagedPNG(let path, let offset, let expected, let found):
      "\(path): \(offset.map { "at byte \($0) " } ?? "")expected \(expected), found \(found); get the picture anew"
    case .tooLarge(let path, let found, let limit):
      "\(path): found \(found), expected no more than \(limit); make the picture smaller"
    case .notDrawn(let reason):
      "the figure could not be drawn (Cairo: \(reason)); close other programs, or draw it smaller"
    case .outOfMemory(let what): "the memory did not suffice for \(what); close other programs"
    }
  }
}
