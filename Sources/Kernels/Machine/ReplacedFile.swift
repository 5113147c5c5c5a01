#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a ``ReplacedFile`` cannot be written; whoever writes one adds which file it is.
package enum ReplacedFileError: Error, Equatable {
  /// The system refused: a full disk, a folder without permission. The text is the system's own.
  case refused(String)
  /// Another program is writing the temporary file.
  case inUse
}

/// A file that takes the place of another only when it is complete.
///
/// It is written beside its place under another name, forced to the disk, and renamed. If anything fails, or
/// ``finish()`` is never called, nothing is left of it and what was there before is unchanged.
package final class ReplacedFile {
  /// The place that it will take.
  package let path: String
  /// The system's number for the open file.
  package let descriptor: Int32
  private let temporary: String
  private var isFinished = false

  /// Opens the temporary file, and locks it until the end. What a killed program left there is written over.
  package init(path: String, temporary: String) throws(ReplacedFileError) {
    (self.path, self.temporary) = (path, temporary)
    descriptor = try UnfinishedFiles.open(temporary)
    // What cannot be cut to nothing is no ordinary file, and has no old contents.
    ftruncate(descriptor, 0)
  }

  deinit {
    if !isFinished { UnfinishedFiles.discard(temporary) }
    close(descriptor)
  }

  /// Appends these bytes; the system may need several turns.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(ReplacedFileError) {
    guard let start = bytes.baseAddress else { return }
    var done = 0
    while done < bytes.count {
      let count = systemWrite(descriptor, start + done, bytes.count - done)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw .refused(systemMessage()) }
      done += count
    }
  }

  /// Puts the file in its place.
  package func finish() throws(ReplacedFileError) {
    guard fsync(descriptor) == 0, UnfinishedFiles.rename(temporary, to: path) else {
      throw .refused(systemMessage())
    }
    isFinished = true
    // The new name is an entry of the folder, which has to reach the disk as well. Some file systems refuse
    // to be asked.
    let folder = open(Self.folder(of: path), O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// The system's function, whose name a method above hides.
private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, start, count)
}
