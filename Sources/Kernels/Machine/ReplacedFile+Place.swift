import Foundation

extension ReplacedFile {
  /// Opens the file that will take the place of `path`, beside it as `NAME.writing`. Since that name is always the
  /// same, what a killed program leaves behind is written over the next time.
  ///
  /// A link is followed, so that the file it points to is replaced; a device or a folder is left alone.
  package convenience init(replacing path: String) throws(ReplacedFileError) {
    let place = try Self.place(path)
    try self.init(path: place, temporary: "\(place).writing")
  }

  /// Appends the elements of an array as they lie in memory.
  package func write<Element: BitwiseCopyable>(_ elements: [Element]) throws(ReplacedFileError) {
    let result = elements.withUnsafeBytes { bytes in
      Result { () throws(ReplacedFileError) in try write(bytes) }
    }
    try result.get()
  }

  /// The path itself, or where it leads to if something is there already: nothing but a file may be replaced.
  private static func place(_ path: String) throws(ReplacedFileError) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return path }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .refused("it is there, and it is not a file") }
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

extension ReplacedFileError {
  /// Why, to be put behind the file's name.
  package var reason: String {
    switch self {
    case .refused(let reason): reason
    case .inUse: "another program is writing it"
    }
  }
}
