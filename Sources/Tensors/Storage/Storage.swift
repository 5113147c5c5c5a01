/// The memory of a tensor's values, shared by all tensors that hold the same ones, given back with the last of them.
final class Storage: @unchecked Sendable {
  let values: UnsafeMutablePointer<Float>
  let count: Int
  private let byteCount: Int
  private let pool: BufferPool

  /// Room for `count` values, uninitialised, from the current pool.
  init(count: Int) {
    pool = BufferPool.current
    let block = pool.take(byteCount: count * MemoryLayout<Float>.stride)
    values = block.memory.bindMemory(to: Float.self, capacity: count)
    byteCount = block.byteCount
    self.count = count
  }

  deinit {
    pool.give(UnsafeMutableRawPointer(values), byteCount: byteCount)
  }
}
