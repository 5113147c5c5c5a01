import CZlib

/// CRC-32 (ISO 3309, as in gzip): tells damage, not forgery.
enum Checksum {
  /// Of `count` bytes.
  static func of(_ bytes: UnsafeRawPointer, count: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32_z(0, bytes.assumingMemoryBound(to: UInt8.self), count))
  }

  /// Of all bytes.
  static func of(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBytes { bytes in bytes.baseAddress.map { of($0, count: bytes.count) } ?? 0 }
  }
}
