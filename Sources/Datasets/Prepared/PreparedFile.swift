import Foundation
import Kernels

/// The file that prepared pictures are written to: beside its place until it is complete. Where the cache folder takes
/// none, a file without a name, which is gone with the program.
final class PreparedFile {
  /// The place that it will take.
  let path: String
  /// Why it will not; `nil` if it will.
  let reasonNotKept: String?

  private let named: PartialFile?
  private let descriptor: Int32

  /// Begins a file.
  ///
  /// - Throws: `DatasetError.unwritable` if neither the folder of `path` nor the system's temporary one takes a file.
  init(path: String) throws(DatasetError) {
    self.path = path
    do throws(DatasetError) {
      let file = try PartialFile(destination: path)
      (named, reasonNotKept) = (file, nil)
      // A descriptor of its own, closed with this object.
      descriptor = dup(file.descriptor)
    } catch {
      guard case .unwritable(_, let reason) = error, let file = tmpfile() else { throw error }
      (named, reasonNotKept) = (nil, reason)
      descriptor = dup(fileno(file))
      fclose(file)
    }
    guard descriptor >= 0 else { throw .unwritable(path: path, reason: systemMessage()) }
  }

  deinit { close(descriptor) }

  /// Writes `bytes` at `offset`.
  ///
  /// - Throws: `DatasetError.unwritable`, for instance on a full disk.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(DatasetError) {
    guard let start = bytes.baseAddress else { return }
    var done = 0
    while done < bytes.count {
      let count = pwrite(descriptor, start + done, bytes.count - done, off_t(offset + done))
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .unwritable(path: path, reason: systemMessage()) }
      done += count
    }
  }

  /// Writes `bytes` at `offset`.
  func write(_ bytes: [UInt8], at offset: Int) throws(DatasetError) {
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(DatasetError) in try write(bytes, at: offset) }
    }
    try result.get()
  }

  /// Gives the file its name, if it has one, and returns a descriptor to read it by, which the caller closes.
  func finish() throws(DatasetError) -> Int32 {
    try named?.commit()
    let reading = named == nil ? dup(descriptor) : open(path, O_RDONLY | O_CLOEXEC)
    guard reading >= 0 else { throw .unreadable(path: path, reason: systemMessage()) }
    return reading
  }
}
