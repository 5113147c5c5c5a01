import Kernels
import Synchronization

/// Keeps memory that tensors have given back, for the next tensor of that size.
///
/// A training step asks for the same sizes in the same order every time, so after the first step everything it needs is
/// here already: asking the system for memory, and waiting while it clears each page, would cost more than some layers.
public final class BufferPool: Sendable {
  /// What a pool holds and has done.
  public struct Statistics: Equatable, Sendable {
    /// Bytes taken from the system and not given back, in use or not.
    public var reservedBytes = 0
    /// How many times the system was asked.
    public var reservations = 0
  }

  private struct State {
    var free: [Int: [Block]] = [:]
    var statistics = Statistics()
  }

  private struct Block: @unchecked Sendable {
    let memory: UnsafeMutableRawPointer
  }

  private let state = Mutex(State())

  /// An empty pool.
  public init() {}

  /// The pool from which new tensors of this task come. There is one for the whole process, unless
  /// ``with(_:_:)`` puts another in its place.
  @TaskLocal public static var current = BufferPool()

  /// Lets `body` take its tensors from `pool`, to count what it needs for instance.
  public static func with<Result>(_ pool: BufferPool, _ body: () throws -> Result) rethrows -> Result {
    try $current.withValue(pool, operation: body)
  }

  /// What this pool holds and has done.
  public var statistics: Statistics { state.withLock(\.statistics) }

  /// Returns a block of at least `byteCount` bytes and its true size, uninitialised.
  func take(byteCount: Int) -> (memory: UnsafeMutableRawPointer, byteCount: Int) {
    let size = Self.sizeClass(byteCount)
    let block = state.withLock { state -> Block? in
      if let block = state.free[size]?.popLast() { return block }
      state.statistics.reservedBytes += size
      state.statistics.reservations += 1
      return nil
    }
    return (block?.memory ?? Memory.reserve(byteCount: size), size)
  }

  /// Takes back a block and the size that ``take(byteCount:)`` told.
  func give(_ memory: UnsafeMutableRawPointer, byteCount: Int) {
    let block = Block(memory: memory)
    state.withLock { $0.free[byteCount, default: []].append(block) }
  }

  /// Gives what no tensor uses back to the system: at the end of a training, whose sizes may never be asked for again.
  public func trim() {
    let unused = state.withLock { state in
      let unused = state.free
      state.free = [:]
      for (byteCount, blocks) in unused { state.statistics.reservedBytes -= byteCount * blocks.count }
      return unused
    }
    Self.release(unused)
  }

  deinit { Self.release(state.withLock(\.free)) }

  private static func release(_ free: [Int: [Block]]) {
    for (byteCount, blocks) in free {
      for block in blocks { Memory.release(block.memory, byteCount: byteCount) }
    }
  }

  /// Rounds up to one of eight steps between two powers of two, so that tensors of nearly the same size share blocks and
  /// at most an eighth is wasted.
  static func sizeClass(_ byteCount: Int) -> Int {
    let bytes = max(byteCount, 512)
    let step = 1 << (Int.bitWidth - 1 - (bytes - 1).leadingZeroBitCount - 3)
    return (bytes + step - 1) / step * step
  }
}
