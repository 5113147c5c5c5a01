import Synchronization

/// A stack of blocks that belongs to one thread, one block for each depth of nesting, each as large as the largest
/// request at that depth so far.
struct ScratchArena: ~Copyable {
  /// Where larger blocks come from and all go back to; nil for memory that no other thread has a use for.
  private let reserve: ScratchReserve?
  private var blocks: [ScratchBlock] = []
  private var depth = 0

  init(from reserve: ScratchReserve? = nil) { self.reserve = reserve }

  mutating func push(byteCount: Int) -> UnsafeMutableRawPointer {
    if depth == blocks.count {
      blocks.append(take(byteCount))
    } else if blocks[depth].byteCount < byteCount {
      give(blocks[depth], depth)
      blocks[depth] = take(byteCount)
    }
    depth += 1
    return blocks[depth - 1].memory
  }

  mutating func pop() {
    depth -= 1
  }

  deinit {
    for (depth, block) in blocks.enumerated() { give(block, depth) }
  }

  private func take(_ byteCount: Int) -> ScratchBlock {
    reserve?.take(byteCount: byteCount, depth: depth) ?? ScratchBlock(byteCount: byteCount)
  }

  private func give(_ block: ScratchBlock, _ depth: Int) {
    if let reserve { reserve.give(block, depth: depth) } else { block.release() }
  }
}

/// Some memory and its size.
struct ScratchBlock: @unchecked Sendable {
  /// The bytes of all blocks that there are.
  static let reservedBytes = Atomic<Int>(0)

  let memory: UnsafeMutableRawPointer
  let byteCount: Int

  init(byteCount: Int) {
    Self.reservedBytes.add(byteCount, ordering: .relaxed)
    self.byteCount = byteCount
    memory = Memory.reserve(byteCount: byteCount)
  }

  func release() {
    Self.reservedBytes.subtract(byteCount, ordering: .relaxed)
    Memory.release(memory, byteCount: byteCount)
  }
}
