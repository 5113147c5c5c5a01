/// Why a weight file or a checkpoint cannot be read or written.
///
/// Every case begins with the file's path; `offset` counts bytes from the beginning of the file.
public enum WeightFileError: Error, Equatable {
  /// The file cannot be opened.
  case cannotOpen(path: String, reason: String)
  /// The system failed to read at this place.
  case cannotRead(path: String, offset: Int, reason: String)
  /// The file cannot be written: a full disk, a folder without permission. What was there before is
  /// unchanged.
  case cannotWrite(path: String, reason: String)
  /// The file is not in the safetensors format.
  case foreign(path: String, expected: String, found: String)
  /// The file ends too early, or goes on after its end.
  case wrongLength(path: String, expected: Int, found: Int)
  /// The header is not as the format wants it.
  case malformed(path: String, offset: Int, expected: String, found: String)
  /// A name occurs twice.
  case duplicate(path: String, name: String)
  /// A tensor's numbers are of a kind that Lookbook does not read.
  case unsupportedType(path: String, name: String, found: String)
  /// A tensor that is needed is not there.
  case missing(path: String, name: String, expected: String)
  /// A tensor is there that nobody asked for.
  case unexpected(path: String, name: String, found: String)
  /// A tensor has another shape or kind of number than is needed.
  case mismatch(path: String, name: String, expected: String, found: String)
}

extension WeightFileError: CustomStringConvertible {
  /// One line: which file, which place, what was expected, what was found.
  public var description: String {
    switch self {
    case .cannotOpen(let path, let reason): "\(path): cannot be opened: \(reason)"
    case .cannotRead(let path, let offset, let reason): "\(path): cannot be read at byte \(offset): \(reason)"
    case .cannotWrite(let path, let reason): "\(path): cannot be written: \(reason)"
    case .foreign(let path, let expected, let found): "\(path): expected \(expected), found \(found)"
    case .wrongLength(let path, let expected, let found):
      "\(path): expected \(expected) bytes, found \(found): the file is "
        + (found < expected ? "cut short; copy or download it again" : "longer than its header says")
    case .malformed(let path, let offset, let expected, let found):
      "\(path): expected \(expected) at byte \(offset), found \(found)"
    case .duplicate(let path, let name): "\(path): the name \(name) occurs twice"
    case .unsupportedType(let path, let name, let found):
      "\(path): \(name) holds numbers of type \(found), expected F32 or I64; convert it before, in PyTorch with "
        + ".float()"
    case .missing(let path, let name, let expected):
      "\(path): \(name) is missing, expected \(expected): is the file from another network?"
    case .unexpected(let path, let name, let found):
      "\(path): \(name), \(found), has no place here: is the file from another network?"
    case .mismatch(let path, let name, let expected, let found):
      "\(path): expected \(name) to be \(expected), found \(found)"
    }
  }
}
