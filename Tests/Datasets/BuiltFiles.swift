import CZlib

/// `bytes` as a gzip file.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  deflateInit2_(
    &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, zlibVersion(), Int32(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&stream) }
  var input = bytes
  var output = [UInt8](repeating: 0, count: bytes.count + 1024)
  let room = output.count
  let produced = input.withUnsafeMutableBufferPointer { source in
    output.withUnsafeMutableBufferPointer { target in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      stream.next_out = target.baseAddress
      stream.avail_out = UInt32(room)
      deflate(&stream, Z_FINISH)
      return room - Int(stream.avail_out)
    }
  }
  return Array(output[..<produced])
}

/// A four-byte big-endian number.
func bigEndian(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }

/// An IDX file of images whose bytes count up.
func idxImages(_ count: Int, height: Int = 28, width: Int = 28) -> [UInt8] {
  [0, 0, 8, 3] + bigEndian(count) + bigEndian(height) + bigEndian(width)
    + (0..<count * height * width).map { UInt8(truncatingIfNeeded: $0 &* 31) }
}

/// An IDX file of labels 0, 1, … 9, 0, …
func idxLabels(_ count: Int) -> [UInt8] {
  [0, 0, 8, 1] + bigEndian(count) + (0..<count).map { UInt8($0 % 10) }
}
