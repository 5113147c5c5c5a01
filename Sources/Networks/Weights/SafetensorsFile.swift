import Kernels
import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open safetensors file, its header read and checked, its numbers still on the disk.
///
///     let file = try SafetensorsFile(path: "alexnet.safetensors")
///     let filters = try file.read("conv1.0.weight")
public final class SafetensorsFile {
  /// The file's path.
  public let path: String
  /// Free text of whoever wrote the file.
  public var metadata: [String: String] { header.metadata }
  /// The names of the tensors, in the order in which they lie in the file.
  public var names: [String] { header.entries.map(\.name) }

  let header: SafetensorsHeader
  private let descriptor: Int32
  private let dataStart: Int

  /// Opens a file and checks all that its header says: against the format, and against the file's length. No
  /// memory is reserved for what a header merely claims.
  public init(path: String) throws(WeightFileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: systemMessage()) }
    do throws(WeightFileError) {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw .cannotOpen(path: path, reason: systemMessage()) }
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw .cannotOpen(path: path, reason: "it is not a file")
      }
      let size = Int(status.st_size)
      let text = try Self.headerText(descriptor, fileSize: size, path: path)
      dataStart = HeaderLength.byteCount + text.count
      header = try SafetensorsHeader(text, dataCount: size - dataStart, path: path)
    } catch {
      close(descriptor)
      throw error
    }
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Reads one tensor.
  public func read(_ name: String) throws(WeightFileError) -> StoredValue {
    guard let entry = header.entries.first(where: { $0.name == name }) else {
      throw .missing(path: path, name: name, expected: "a tensor of that name")
    }
    return try read(entry)
  }

  /// Reads all tensors.
  public func readAll() throws(WeightFileError) -> [(name: String, value: StoredValue)] {
    var values: [(name: String, value: StoredValue)] = []
    for entry in header.entries { values.append((entry.name, try read(entry))) }
    return values
  }

  func read(_ entry: SafetensorsHeader.Entry) throws(WeightFileError) -> StoredValue {
    let offset = dataStart + entry.bytes.lowerBound
    switch NumberType(rawValue: entry.type) {
    case .float32:
      let tensor = Tensor(uninitialized: entry.shape)
      let memory = UnsafeMutableRawBufferPointer(start: tensor.mutablePointer, count: entry.bytes.count)
      try Self.read(descriptor, memory, offset: offset, path: path)
      return .tensor(tensor)
    case .int64:
      var integers = [Int64](repeating: 0, count: entry.shape.count)
      let fault = integers.withUnsafeMutableBytes { memory in
        Result { () throws(WeightFileError) in
          try Self.read(descriptor, memory, offset: offset, path: path)
        }
      }
      try fault.get()
      return .integers(integers, shape: entry.shape)
    case nil:
      throw .unsupportedType(path: path, name: entry.name, found: entry.type)
    }
  }

  private static func headerText(
    _ descriptor: Int32, fileSize: Int, path: String
  ) throws(WeightFileError) -> [UInt8] {
    let expected = "a safetensors file"
    var start = [UInt8](repeating: 0, count: min(fileSize, HeaderLength.byteCount + 1))
    try readBytes(descriptor, &start, offset: 0, path: path)
    if start.starts(with: Array("PK".utf8)) {
      throw .foreign(
        path: path, expected: expected,
        found: "a zip archive, perhaps PyTorch's: write it anew with safetensors.torch.save_file")
    }
    if start.count <= HeaderLength.byteCount {
      throw .foreign(path: path, expected: expected, found: "a file of \(fileSize) bytes")
    }
    // A foreign file's first bytes make an absurd length, or no brace follows: better said so than taken at
    // their word.
    let length = HeaderLength.decode(start.prefix(HeaderLength.byteCount))
    if length > UInt64(SafetensorsHeader.largest) || start.last != UInt8(ascii: "{") {
      throw .foreign(path: path, expected: expected, found: "another format, or a header of \(length) bytes")
    }
    let end = HeaderLength.byteCount + Int(length)
    if end > fileSize { throw .wrongLength(path: path, expected: end, found: fileSize) }
    var text = [UInt8](repeating: 0, count: Int(length))
    try readBytes(descriptor, &text, offset: HeaderLength.byteCount, path: path)
    return text
  }

  private static func readBytes(
    _ descriptor: Int32, _ bytes: inout [UInt8], offset: Int, path: String
  ) throws(WeightFileError) {
    let result = bytes.withUnsafeMutableBytes { memory in
      Result { () throws(WeightFileError) in try read(descriptor, memory, offset: offset, path: path) }
    }
    try result.get()
  }

  /// Fills `memory` from the file; the system may need several turns.
  private static func read(
    _ descriptor: Int32, _ memory: UnsafeMutableRawBufferPointer, offset: Int, path: String
  ) throws(WeightFileError) {
    guard let start = memory.baseAddress else { return }
    var done = 0
    while done < memory.count {
      let count = pread(descriptor, start + done, memory.count - done, off_t(offset + done))
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw .cannotRead(path: path, offset: offset + done, reason: systemMessage()) }
      if count == 0 { throw .wrongLength(path: path, expected: offset + memory.count, found: offset + done) }
      done += count
    }
  }
}
