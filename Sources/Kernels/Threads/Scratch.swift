import Synchronization

/// Working memory of a kernel: each thread keeps its own and uses it again, so that no step allocates.
public enum Scratch {
  /// The bytes that all threads together hold in reserve; a test watches that it stops growing.
  public static var reservedBytes: Int { ScratchArena.reservedBytes.load(ordering: .relaxed) }

  /// Lends `count` uninitialised floats, aligned to a cache line, to `body` on the calling thread.
  ///
  /// Calls nest: the inner one gets other memory.
  public static func withFloats<Result>(
    _ count: Int, _ body: (UnsafeMutablePointer<Float>) throws -> Result
  ) rethrows -> Result {
    let context = ThreadContext.current
    let memory = context.scratch.push(byteCount: count * MemoryLayout<Float>.stride)
    defer { context.scratch.pop() }
    return try body(memory.assumingMemoryBound(to: Float.self))
  }
}

/// A stack of blocks, one for each depth of nesting, each as large as the largest request at that depth so far.
struct ScratchArena: ~Copyable {
  static let reservedBytes = Atomic<Int>(0)

  private var blocks: [(memory: UnsafeMutableRawPointer, byteCount: Int)] = []
  private var depth = 0

  mutating func push(byteCount: Int) -> UnsafeMutableRawPointer {
    if depth == blocks.count {
      blocks.append((Self.reserve(byteCount), byteCount))
    } else if blocks[depth].byteCount < byteCount {
      Self.release(blocks[depth])
      blocks[depth] = (Self.reserve(byteCount), byteCount)
    }
    depth += 1
    return blocks[depth - 1].memory
  }

  mutating func pop() {
    depth -= 1
  }

  deinit {
    for block in blocks { Self.release(block) }
  }

  private static func reserve(_ byteCount: Int) -> UnsafeMutableRawPointer {
    reservedBytes.add(byteCount, ordering: .relaxed)
    return Memory.reserve(byteCount: byteCount)
  }

  private static func release(_ block: (memory: UnsafeMutableRawPointer, byteCount: Int)) {
    reservedBytes.subtract(block.byteCount, ordering: .relaxed)
    Memory.release(block.memory)
  }
}
