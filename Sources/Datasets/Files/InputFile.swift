import Foundation
import Kernels

/// A regular file opened for reading, closed when it goes out of use.
final class InputFile {
  /// The path as the caller gave it, for messages.
  let path: String
  /// Its size in bytes when it was opened.
  let size: Int
  /// When it was last changed, in nanoseconds since 1970.
  let modified: Int
  /// Takes in every byte that is read, so that a file needs no second reading for its digest.
  var digest: Digest?
  /// Called after every reading, with the bytes that were read so far.
  var onRead: (Int) -> Void = { _ in }
  private var position = 0
  private let descriptor: Int32

  /// Opens `path`.
  ///
  /// - Throws: `DatasetError.unreadable` for a path that is missing, forbidden, or no regular file.
  init(path: String) throws(DatasetError) {
    self.path = path
    // Not blocking: a named pipe put in the place of a file is refused below instead of waited for.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(path: path, reason: systemMessage()) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .unreadable(path: path, reason: "it is not a regular file")
    }
    size = Int(status.st_size)
    modified = nanoseconds(of: status)
  }

  deinit { close(descriptor) }

  /// The first bytes of the file, without moving the place where reading goes on.
  func beginning(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let received = pread(descriptor, &bytes, count, 0)
    return Array(bytes.prefix(max(0, received)))
  }

  /// All of it, from where reading has come to.
  func content() throws(DatasetError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: size)
    let received = try Datasets.read(&bytes, from: self)
    bytes.removeLast(size - received)
    return bytes
  }

  /// Reads the next bytes into `buffer` and returns how many; fewer than its size only at the end of the
  /// file.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int {
    guard let base = buffer.baseAddress else { return 0 }
    var filled = 0
    while filled < buffer.count {
      let received = Foundation.read(descriptor, base + filled, buffer.count - filled)
      if received == 0 { break }
      if received < 0 {
        if errno == EINTR { continue }
        throw .unreadable(path: path, reason: systemMessage())
      }
      filled += received
    }
    digest?.update(UnsafeRawBufferPointer(start: base, count: filled))
    position += filled
    onRead(position)
    return filled
  }
}

/// When a file or folder was last changed, in nanoseconds since 1970.
func nanoseconds(of status: stat) -> Int {
  #if os(Linux)
    let time = status.st_mtim
  #else
    let time = status.st_mtimespec
  #endif
  return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
}
