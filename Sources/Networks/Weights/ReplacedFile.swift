#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that takes the place of another only when it is complete.
///
/// It is written beside its place as `NAME.writing`, forced to the disk, and renamed. If anything fails, or ``finish()`` is
/// never called, nothing is left of it and what was there before is unchanged. What a killed program leaves behind is
/// written over the next time; a lock tells it from the file of a program that still runs.
final class ReplacedFile {
  private let path: String
  private let temporary: String
  private var descriptor: Int32

  init(path: String) throws(WeightFileError) {
    self.path = path
    temporary = "\(path).writing"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: systemMessage()) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, isStillThere else {
      close(descriptor)
      descriptor = -1
      throw .cannotWrite(path: path, reason: "another program is writing it")
    }
    // What cannot be cut to nothing is no ordinary file, and has no old contents.
    ftruncate(descriptor, 0)
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
      unlink(temporary)
    }
  }

  /// Writes the elements of an array as they lie in memory.
  func write<Element: BitwiseCopyable>(_ elements: [Element]) throws(WeightFileError) {
    let result = elements.withUnsafeBytes { bytes in
      Result { () throws(WeightFileError) in try write(bytes) }
    }
    try result.get()
  }

  /// Writes these bytes; the system may need several turns.
  func write(_ bytes: UnsafeRawBufferPointer) throws(WeightFileError) {
    guard let start = bytes.baseAddress else { return }
    var done = 0
    while done < bytes.count {
      let count = Self.write(descriptor, start + done, bytes.count - done)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw .cannotWrite(path: path, reason: systemMessage()) }
      done += count
    }
  }

  /// Puts the file in its place.
  func finish() throws(WeightFileError) {
    guard fsync(descriptor) == 0, rename(temporary, path) == 0 else {
      throw .cannotWrite(path: path, reason: systemMessage())
    }
    close(descriptor)
    descriptor = -1
    // The new name is an entry of the folder, which has to reach the disk as well. Some file systems refuse
    // to be asked.
    let folder = open(Self.folder(of: path), O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  /// Whether the open file is the one under the temporary name: between opening and locking, its writer may have put it in
  /// its place.
  private var isStillThere: Bool {
    var (own, current) = (stat(), stat())
    return fstat(descriptor, &own) == 0 && stat(temporary, &current) == 0 && own.st_ino == current.st_ino
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The system's function, whose name the methods above hide.
  private static func write(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, start, count)
    #else
      Darwin.write(descriptor, start, count)
    #endif
  }
}
