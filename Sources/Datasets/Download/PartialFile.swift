import Foundation
import Kernels

/// A download on its way to becoming `destination`: written beside it under a name of its own, synced, then renamed
/// (see `ReplacedFile`), so that `destination` either holds everything or does not exist.
///
/// Unless `commit()` succeeds, nothing is left. The name is another for every file, so that two programs may download
/// at the same time; what killed ones left is swept away by the next.
struct PartialFile {
  private let file: ReplacedFile

  /// The system's number for the open file.
  var descriptor: Int32 { file.descriptor }

  /// The ending of files that are not finished.
  static let ending = ".partial"

  /// Creates the folder of `destination` if need be, and an empty temporary file in it.
  ///
  /// - Throws: `DatasetError.unwritable` if the system forbids either.
  init(destination: String) throws(DatasetError) {
    let folder = (destination as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path: folder, reason: Self.reason(of: error))
    }
    Self.sweep(folder)
    file = try Self.naming(destination) { () throws(ReplacedFileError) in
      while true {
        do throws(ReplacedFileError) {
          let name = "\(destination).\(getpid())-\(UInt32.random(in: 0 ... .max))\(Self.ending)"
          return try ReplacedFile(path: destination, temporary: name)
        } catch {
          // The sweep of another program came between its opening and its locking, and took it for nobody's.
          guard error == .inUse else { throw error }
        }
      }
    }
  }

  /// Appends `bytes`.
  ///
  /// - Throws: `DatasetError.unwritable`, for instance on a full disk.
  func append(_ bytes: UnsafeRawBufferPointer) throws(DatasetError) {
    try Self.naming(file.path) { () throws(ReplacedFileError) in try file.write(bytes) }
  }

  /// Puts the bytes on the disk and gives the file its name, replacing what had it before.
  func commit() throws(DatasetError) {
    try Self.naming(file.path) { () throws(ReplacedFileError) in try file.finish() }
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

  /// Adds to an error which file it is about.
  private static func naming<Value>(
    _ path: String, _ body: () throws(ReplacedFileError) -> Value
  ) throws(DatasetError) -> Value {
    do { return try body() } catch {
      switch error {
      case .refused(let reason): throw .unwritable(path: path, reason: reason)
      case .inUse: throw .unwritable(path: path, reason: "another program is writing it")
      }
    }
  }

  /// Foundation wraps the system's error; its own text would say less and take more than a line.
  private static func reason(of error: any Error) -> String {
    let wrapped = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
    guard wrapped.domain == NSPOSIXErrorDomain else { return "the folder cannot be made" }
    return String(cString: strerror(Int32(wrapped.code)))
  }
}
