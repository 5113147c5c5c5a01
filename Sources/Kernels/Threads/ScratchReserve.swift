import Synchronization

/// The scratch memory of turns: for each depth of nesting as many blocks as there are threads that may take turns,
/// all as large as the largest request of any of them.
///
/// A turn that needs more than any before makes blocks for everybody at once, so it does not matter who takes the
/// turns like it in the next step. What nobody touches costs addresses only, no memory.
final class ScratchReserve: Sendable {
  static let shared = ScratchReserve()

  private struct Level {
    var byteCount = 0
    var free: [ScratchBlock] = []
  }

  private struct State {
    var levels: [Level] = []
    /// Threads that may take turns. At first those that are not of the pool: the one that trains, those that make
    /// its batches and the batches of a test meanwhile, and a predecessor of these that has not quite ended.
    var threads = 4
  }

  private let state = Mutex(State())

  /// One more thread will take turns.
  func addThread() {
    state.withLock { state in
      state.threads += 1
      for depth in state.levels.indices {
        state.levels[depth].free.append(ScratchBlock(byteCount: state.levels[depth].byteCount))
      }
    }
  }

  /// A block of at least `byteCount` bytes for a request at this depth.
  func take(byteCount: Int, depth: Int) -> ScratchBlock {
    state.withLock { state in
      while state.levels.count <= depth { state.levels.append(Level()) }
      if state.levels[depth].byteCount < byteCount {
        for block in state.levels[depth].free { block.release() }
        let blocks = (0..<state.threads).map { _ in ScratchBlock(byteCount: byteCount) }
        state.levels[depth] = Level(byteCount: byteCount, free: blocks)
      }
      return state.levels[depth].free.popLast() ?? ScratchBlock(byteCount: state.levels[depth].byteCount)
    }
  }

  /// Takes back a block that a thread at this depth no longer needs.
  func give(_ block: ScratchBlock, depth: Int) {
    state.withLock { state in
      if block.byteCount == state.levels[depth].byteCount {
        state.levels[depth].free.append(block)
      } else {
        block.release()
      }
    }
  }
}
