import Foundation
import Kernels

/// A weight file on its way to the disk: beside its place as `NAME.writing`, then renamed (see `ReplacedFile`).
///
/// Since the name is always the same, what a killed program leaves behind is written over the next time. A link is
/// followed, so that the file it points to is replaced; a device or a folder is left alone.
struct WrittenFile {
  private let file: ReplacedFile

  init(path: String) throws(WeightFileError) {
    file = try Self.naming(path) { () throws(ReplacedFileError) in
      let place = try Self.place(path)
      return try ReplacedFile(path: place, temporary: "\(place).writing")
    }
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

  /// Writes the elements of an array as they lie in memory.
  func write<Element: BitwiseCopyable>(_ elements: [Element]) throws(WeightFileError) {
    let result = elements.withUnsafeBytes { bytes in
      Result { () throws(WeightFileError) in try write(bytes) }
    }
    try result.get()
  }

  /// Writes these bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(WeightFileError) {
    try Self.naming(file.path) { () throws(ReplacedFileError) in try file.write(bytes) }
  }

  /// Puts the file in its place.
  func finish() throws(WeightFileError) {
    try Self.naming(file.path) { () throws(ReplacedFileError) in try file.finish() }
  }

  /// Adds to an error which file it is about.
  private static func naming<Value>(
    _ path: String, _ body: () throws(ReplacedFileError) -> Value
  ) throws(WeightFileError) -> Value {
    do { return try body() } catch {
      switch error {
      case .refused(let reason): throw .cannotWrite(path: path, reason: reason)
      case .inUse: throw .cannotWrite(path: path, reason: "another program is writing it")
      }
    }
  }
}
