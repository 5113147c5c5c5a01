/// The content of a file from first to last byte, as it is stored or unpacked on the way.
protocol ByteReader: AnyObject {
  /// The file's path, for messages.
  var path: String { get }
  /// Fills `buffer` with the next bytes of content and returns how many; fewer than its size only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int
}

extension InputFile: ByteReader {}

/// Opens `path` for reading and unpacks it if its first two bytes say gzip, whatever it is called.
func openContent(_ path: String) throws(DatasetError) -> any ByteReader {
  try contentReader(of: InputFile(path: path))
}

/// The content of a file that is open: unpacked if its first two bytes say gzip.
func contentReader(of file: InputFile) throws(DatasetError) -> any ByteReader {
  file.beginning(2) == GzipReader.magic ? try GzipReader(file) : file
}

/// Fills `bytes` from `reader` and returns how many bytes came.
func read(_ bytes: inout [UInt8], from reader: any ByteReader) throws(DatasetError) -> Int {
  // `withUnsafeMutableBytes` rethrows untyped, so the error travels as a value.
  let result = bytes.withUnsafeMutableBytes { buffer -> Result<Int, DatasetError> in
    do throws(DatasetError) { return .success(try reader.read(into: buffer)) } catch {
      return .failure(error)
    }
  }
  return try result.get()
}
