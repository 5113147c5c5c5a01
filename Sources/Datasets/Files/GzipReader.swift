import CZlib

/// Unpacks a gzip file as it is read: only what is asked for takes memory, whatever the file would unfold to.
///
/// zlib checks the header, and at the end the CRC-32 and the length that the file carries.
final class GzipReader: ByteReader {
  /// The two bytes every gzip file starts with (RFC 1952, section 2.3.1).
  static let magic: [UInt8] = [0x1f, 0x8b]

  var path: String { file.path }

  private let file: InputFile
  private let stream: UnsafeMutablePointer<z_stream>
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  private var unpacked = 0
  private var isFinished = false

  /// Starts unpacking `file` from its first byte.
  init(_ file: InputFile) throws(DatasetError) {
    self.file = file
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15: the largest window; + 16: a gzip header and trailer are expected, no raw or zlib stream.
    let status = inflateInit2_(stream, 15 + 16, zlibVersion(), Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      throw .unreadable(path: file.path, reason: "zlib could not start: status \(status)")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int {
    guard let base = buffer.baseAddress, !isFinished else { return 0 }
    var filled = 0
    while filled < buffer.count && !isFinished {
      if stream.pointee.avail_in == 0 { try refill() }
      let step = min(buffer.count - filled, Int(UInt32.max))
      stream.pointee.next_out = (base + filled).assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(step)
      let status = inflate(stream, Z_NO_FLUSH)
      let produced = step - Int(stream.pointee.avail_out)
      filled += produced
      unpacked += produced
      if status == Z_STREAM_END {
        isFinished = true
        try requireEndOfFile()
      } else if status != Z_OK {
        throw .malformed(
          path: path, offset: unpacked, expected: "sound gzip data",
          found: "damage (\(stream.pointee.msg.map { String(cString: $0) } ?? "zlib status \(status)"))")
      }
    }
    return filled
  }

  private func refill() throws(DatasetError) {
    let received = try file.read(into: input)
    guard received > 0 else {
      throw .malformed(
        path: path, offset: unpacked, expected: "more gzip data",
        found: "the end of the file after \(file.size) compressed bytes: it is cut off")
    }
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(received)
  }

  /// Bytes after the gzip trailer are nobody's: the file is not the one it claims to be.
  private func requireEndOfFile() throws(DatasetError) {
    let extra = stream.pointee.avail_in > 0 ? Int(stream.pointee.avail_in) : try file.read(into: input)
    guard extra == 0 else {
      throw .malformed(
        path: path, offset: unpacked, expected: "the end of the file after the gzip trailer",
        found: "\(extra) or more bytes that do not belong to it")
    }
  }
}
