#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Raw memory for numbers: aligned for vectors, and in large pages when there is much of it.
public enum Memory {
  /// The alignment of every block in bytes: one cache line, and the width of the widest vector.
  public static let alignment = 64

  /// From this size on a block is aligned to a large page. A walk through 58 million parameters otherwise spends
  /// its time looking up 4 KiB pages.
  private static let largePage = 2 << 20

  /// Reserves `byteCount` bytes, uninitialised. The caller gives them back with ``release(_:)``.
  ///
  /// Memory that the system cannot give ends the program with one line: no caller could go on without it.
  public static func reserve(byteCount: Int) -> UnsafeMutableRawPointer {
    var pointer: UnsafeMutableRawPointer?
    let isLarge = byteCount >= largePage
    let status = posix_memalign(&pointer, isLarge ? largePage : alignment, max(byteCount, alignment))
    guard status == 0, let pointer else {
      let megabytes = max(1, byteCount / 1_000_000)
      endProgram(
        "out of memory: the system has no \(megabytes) MB more; "
          + "try a smaller batch or network (--batch-size, --width)")
    }
    #if os(Linux)
      if isLarge { madvise(pointer, byteCount, MADV_HUGEPAGE) }
    #endif
    return pointer
  }

  /// Gives back what ``reserve(byteCount:)`` returned.
  public static func release(_ pointer: UnsafeMutableRawPointer) {
    free(pointer)
  }
}
