import Testing

@testable import Kernels

@Suite struct ParallelForTests {
  /// Every value is in one range; the ranges are as long as they should be; their number hangs on nothing but the total.
  @Test(arguments: [0, 1, 63, 64, 65, 8192, 25_600, 200_704, 1_048_576, 1_048_577, 58_281_610])
  func rangesAreEvenAndCoverEverything(total: Int) {
    let ranges = Ranges()
    parallelRanges(total, least: 4096) { ranges.add($0) }
    let all = ranges.sorted
    #expect(all.map(\.count).reduce(0, +) == total)
    #expect(all.first?.lowerBound ?? 0 == 0)
    #expect(zip(all, all.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
    #expect(all.dropLast().allSatisfy { $0.upperBound % 64 == 0 })
    #expect(Set(all.dropLast().map(\.count)).count <= 1)
    if total >= 16 * 4096 && total <= 16 << 16 { #expect(all.count == 16) }
    #expect(all.dropLast().allSatisfy { (4096...65536).contains($0.count) })
    for threads in [1, 2, 3, 8] {
      withThreads(threads) {
        let same = Ranges()
        parallelRanges(total, least: 4096) { same.add($0) }
        #expect(same.sorted == all)
      }
    }
  }

  private final class Ranges: @unchecked Sendable {
    private let lock = Lock()
    private var ranges: [Range<Int>] = []

    func add(_ range: Range<Int>) { lock.withLock { ranges.append(range) } }
    var sorted: [Range<Int>] { ranges.sorted { $0.lowerBound < $1.lowerBound } }
  }
}
