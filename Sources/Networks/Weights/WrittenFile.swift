import Kernels

/// A weight file on its way to the disk: written beside its place, then renamed; see `ReplacedFile`.
struct WrittenFile {
  private let file: ReplacedFile

  init(path: String) throws(WeightFileError) {
    file = try Self.naming(path) { () throws(ReplacedFileError) in try ReplacedFile(replacing: path) }
  }

  /// Writes the elements of an array as they lie in memory.
  func write<Element: BitwiseCopyable>(_ elements: [Element]) throws(WeightFileError) {
    try Self.naming(file.path) { () throws(ReplacedFileError) in try file.write(elements) }
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
    do { return try body() } catch { throw .cannotWrite(path: path, reason: error.reason) }
  }
}
