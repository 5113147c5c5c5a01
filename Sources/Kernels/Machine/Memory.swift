import Synchronization

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
  private static let largePage: UInt = 2 << 20

  /// The bytes of all blocks that were reserved and not given back.
  private static let reservedBytes = Atomic<Int>(0)

  /// Reserves `byteCount` bytes, uninitialised. The caller gives them back with ``release(_:byteCount:)``.
  ///
  /// Memory that the system cannot give ends the program with one line: no caller could go on without it. So does more
  /// than the machine has. Linux would promise that, and end the program without a word when the promise is called in.
  public static func reserve(byteCount: Int) -> UnsafeMutableRawPointer {
    let total = reservedBytes.add(byteCount, ordering: .relaxed).newValue
    if let limit = MemoryLimit.ofThisProcess, total > limit {
      refuse("\(megabytes(total)) MB are needed, and there are \(megabytes(limit)) MB")
    }
    var pointer: UnsafeMutableRawPointer?
    let isLarge = byteCount >= largePage
    let status = posix_memalign(&pointer, isLarge ? Int(largePage) : alignment, max(byteCount, alignment))
    guard status == 0, let pointer else { refuse("the system has no \(megabytes(byteCount)) MB more") }
    if isLarge { preferLargePages(pointer, byteCount: byteCount) }
    return pointer
  }

  /// Asks for large pages for memory that nobody has written to yet. It is a wish: less than such a page, another system,
  /// or one that has none to give, and the memory stays as it is.
  package static func preferLargePages(_ pointer: UnsafeMutableRawPointer, byteCount: Int) {
    #if os(Linux)
      // Only a whole large page within the memory can become one.
      let start = (UInt(bitPattern: pointer) + largePage - 1) / largePage * largePage
      let end = (UInt(bitPattern: pointer) + UInt(byteCount)) / largePage * largePage
      if start < end { madvise(UnsafeMutableRawPointer(bitPattern: start), Int(end - start), MADV_HUGEPAGE) }
    #endif
  }

  /// Gives back what ``reserve(byteCount:)`` returned for as many bytes.
  public static func release(_ pointer: UnsafeMutableRawPointer, byteCount: Int) {
    reservedBytes.subtract(byteCount, ordering: .relaxed)
    free(pointer)
  }

  private static func megabytes(_ byteCount: Int) -> Int { max(1, byteCount / 1_000_000) }

  private static func refuse(_ reason: String) -> Never {
    endProgram(
      "out of memory: \(reason); try a smaller batch or network (in a chapter: --batch-size, --width)")
  }
}
