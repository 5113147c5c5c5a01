import Foundation

/// A file on its way to becoming `destination`: written beside it under another name, synced, then renamed,
/// so that `destination` either holds everything or does not exist. Unless `commit()` succeeds, nothing is
/// left.
final class PartialFile {
  /// The path the file will have.
  let destination: String
  private let temporary: String
  let descriptor: Int32
  private var isCommitted = false

  /// The ending of files that are not finished.
  static let ending = ".partial"

  /// Creates the folder of `destination` if need be, and an empty temporary file in it.
  ///
  /// - Throws: `DatasetError.unwritable` if the system forbids either.
  init(destination: String) throws(DatasetError) {
    self.destination = destination
    let folder = (destination as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path: folder, reason: Self.reason(of: error))
    }
    Self.sweep(folder)
    temporary = "\(destination).\(getpid())-\(UInt32.random(in: 0 ... .max))\(Self.ending)"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritable(path: temporary, reason: lastSystemMessage()) }
    // Tells the sweep of another run that this file is being written. Where the file system knows no locks, two
    // runs that download at the same time may disturb each other; nothing worse.
    _ = flock(descriptor, LOCK_EX)
  }

  deinit {
    close(descriptor)
    if !isCommitted { unlink(temporary) }
  }

  /// Appends `bytes`.
  ///
  /// - Throws: `DatasetError.unwritable`, for instance on a full disk.
  func append(_ bytes: UnsafeRawBufferPointer) throws(DatasetError) {
    guard let base = bytes.baseAddress else { return }
    var written = 0
    while written < bytes.count {
      let count = write(descriptor, base + written, bytes.count - written)
      if count < 0 {
        if errno == EINTR { continue }
        throw .unwritable(path: destination, reason: lastSystemMessage())
      }
      written += count
    }
  }

  /// Puts the bytes on the disk and gives the file its name, replacing what had it before.
  func commit() throws(DatasetError) {
    guard fsync(descriptor) == 0, rename(temporary, destination) == 0 else {
      throw .unwritable(path: destination, reason: lastSystemMessage())
    }
    isCommitted = true
    // The new name is on the disk only when the folder is.
    let folder = open((destination as NSString).deletingLastPathComponent, O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  /// Removes what killed runs left in `folder`: unfinished files that nobody holds the lock of.
  private static func sweep(_ folder: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where name.hasSuffix(ending) {
      let path = folder + "/" + name
      let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(descriptor)
    }
  }

  /// Foundation wraps the system's error; its own text would say less and take more than a line.
  private static func reason(of error: any Error) -> String {
    let wrapped = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
    guard wrapped.domain == NSPOSIXErrorDomain else { return "the folder cannot be made" }
    return String(cString: strerror(Int32(wrapped.code)))
  }
}
