import Foundation
import Kernels

/// Reads files whose size nobody vouches for.
enum ReadFile {
  /// The bytes of the regular file `path`.
  ///
  /// - Throws: ``DrawingError/unreadable(path:reason:)`` for what is missing, forbidden or no regular file,
  ///   ``DrawingError/tooLarge(path:found:limit:)`` for more than `limit` bytes, before memory is reserved for them.
  static func bytes(of path: String, limit: Int) throws(DrawingError) -> [UInt8] {
    // Not blocking: a named pipe is refused below instead of waited for.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(path: path, reason: systemMessage()) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(path: path, reason: "it is not a regular file")
    }
    let size = Int(status.st_size)
    guard size <= limit else { throw .tooLarge(path: path, found: "\(size) bytes", limit: "\(limit) bytes") }
    var failure: String?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size, let base = buffer.baseAddress {
        let received = read(descriptor, base + count, size - count)
        if received == 0 { break }
        if received < 0 && errno == EINTR { continue }
        if received < 0 {
          failure = systemMessage()
          break
        }
        count += received
      }
    }
    if let failure { throw .unreadable(path: path, reason: failure) }
    return bytes
  }
}
