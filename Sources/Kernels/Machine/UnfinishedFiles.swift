import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The temporary files that this program is writing, so that none of them stays when it ends in the middle.
package enum UnfinishedFiles {
  private static let paths = Mutex<Set<String>>([])

  /// Ends the program at once, after removing what it has not finished. Nothing else runs, neither `deinit` nor what
  /// is registered with `atexit`.
  package static func removeAndExit(_ status: Int32) -> Never {
    // Inside the lock: nobody begins another file before the end.
    paths.withLock {
      for path in $0 { unlink(path) }
      _exit(status)
    }
  }

  /// Opens a file for writing, made if it is not there, and locks it: a lock tells the file of a program that runs
  /// from what a killed one left.
  ///
  /// - Throws: ``ReplacedFileError``; then the file is nobody's, or somebody else's.
  static func open(_ path: String) throws(ReplacedFileError) -> Int32 {
    try paths.withLock { (paths) throws(ReplacedFileError) in
      let descriptor = systemOpen(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw .refused(systemMessage()) }
      // A file system without locks refuses otherwise; there, two programs that write one file may disturb each other.
      let isTaken = flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
      guard !isTaken, isStillThere(descriptor, path) else {
        close(descriptor)
        throw .inUse
      }
      paths.insert(path)
      return descriptor
    }
  }

  /// Gives an unfinished file its name.
  static func rename(_ path: String, to place: String) -> Bool {
    paths.withLock {
      guard systemRename(path, place) == 0 else { return false }
      $0.remove(path)
      return true
    }
  }

  /// Removes one that nobody will finish.
  static func discard(_ path: String) {
    paths.withLock {
      unlink(path)
      $0.remove(path)
    }
  }

  /// Whether an open file is the one at `path`: between opening and locking, its writer may have put it in its place,
  /// or another program may have removed it as nobody's.
  private static func isStillThere(_ descriptor: Int32, _ path: String) -> Bool {
    var (own, current) = (stat(), stat())
    return fstat(descriptor, &own) == 0 && stat(path, &current) == 0 && own.st_ino == current.st_ino
      && own.st_dev == current.st_dev
  }
}

/// The system's functions, whose names the methods above hide.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }
private func systemRename(_ path: String, _ place: String) -> Int32 { rename(path, place) }
