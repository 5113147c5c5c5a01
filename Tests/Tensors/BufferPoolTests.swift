import Tensors
import Testing

@Suite struct BufferPoolTests {
  @Test func trimmingGivesBackWhatIsUnusedAndNothingElse() {
    let pool = BufferPool()
    BufferPool.with(pool) {
      let kept = Tensor(repeating: 3, shape: [1000])
      let afterOne = pool.statistics
      do { _ = Tensor(repeating: 1, shape: [100_000]) }
      #expect(pool.statistics.reservedBytes >= afterOne.reservedBytes + 400_000)
      pool.trim()
      #expect(pool.statistics.reservedBytes == afterOne.reservedBytes)
      #expect(kept.values() == [Float](repeating: 3, count: 1000))
      // What is asked for next is reserved anew.
      let next = Tensor(repeating: 2, shape: [100_000])
      #expect(next.values().allSatisfy { $0 == 2 } && pool.statistics.reservations == 3)
    }
  }
}
