import Foundation
import Testing

@testable import Kernels

/// The pool holds one spare loop, the newest: these tests offer theirs one after the other. Loaders in other tests offer
/// some, too.
@Suite(.serialized) struct SpareLoopTests {
  @Test(arguments: [1, 2, 3, 8]) func everyTurnIsTakenExactlyOnce(threads: Int) {
    withThreads(threads) {
      for count in [0, 1, 2, 7, 1000] {
        let taken = Counts(count)
        let loop = SpareLoop(count) { taken.add($0) }
        // Between these short loops the workers have nothing else to do.
        for _ in 0..<20 { parallelFor(threads) { _ in } }
        loop.finish()
        #expect(taken.all == [Int](repeating: 1, count: count))
      }
    }
  }

  /// A worker begins a turn that takes a while; whoever finishes or cancels the loop meanwhile returns only after it.
  ///
  /// Other tests' loops may take the place of this one's, so it tries again; a minute is for machines that are busy with
  /// other things.
  @Test(arguments: [true, false]) func aTurnThatAWorkerHasBegunIsWaitedFor(cancels: Bool) {
    let deadline = Date(timeIntervalSinceNow: 60)
    var isBegun = false
    withThreads(3) {
      while !isBegun, Date() < deadline {
        let (begun, ended) = (Counts(1), Counts(1))
        let loop = SpareLoop(1) { turn in
          begun.add(turn)
          Foundation.Thread.sleep(forTimeInterval: 0.02)
          ended.add(turn)
        }
        // A loop wakes the workers; what they find after it is the spare one.
        for _ in 0..<1000 where begun.all == [0] { parallelFor(3) { _ in } }
        isBegun = begun.all == [1]
        if cancels { loop.cancel() } else { loop.finish() }
        #expect(ended.all == begun.all)
      }
    }
    #expect(isBegun, "nobody but its owner takes turns of a spare loop")
  }

  @Test func aloneItsOwnerTakesAllTurns() {
    let taken = Counts(50)
    withThreads(1) {
      let owner = ObjectIdentifier(ThreadContext.current)
      let loop = SpareLoop(50) { turn in
        if ObjectIdentifier(ThreadContext.current) == owner { taken.add(turn) }
      }
      withThreads(4) { for _ in 0..<20 { parallelFor(4) { _ in } } }
      #expect(taken.all.allSatisfy { $0 == 0 })
      loop.finish()
    }
    #expect(taken.all == [Int](repeating: 1, count: 50))
  }

  @Test func afterCancellingNoTurnRuns() {
    withThreads(4) {
      for count in 1...50 {
        let taken = Counts(count)
        let loop = SpareLoop(count) { taken.add($0) }
        if count % 2 == 0 { parallelFor(4) { _ in } }
        loop.cancel()
        let before = taken.all
        parallelFor(4) { _ in }
        #expect(taken.all == before && before.allSatisfy { $0 <= 1 })
        // Once more does no harm, nor does finishing what was cancelled.
        loop.cancel()
        loop.finish()
        #expect(taken.all == before)
      }
    }
  }

  @Test func aNewerOneLeavesTheOlderToItsOwner() {
    withThreads(4) {
      let (first, second) = (Counts(300), Counts(300))
      let older = SpareLoop(300) { first.add($0) }
      let newer = SpareLoop(300) { second.add($0) }
      for _ in 0..<20 { parallelFor(4) { _ in } }
      older.finish()
      newer.finish()
      #expect(first.all == [Int](repeating: 1, count: 300) && second.all == first.all)
    }
  }

  /// A loop inside a turn runs on the turn's thread alone, whoever takes it.
  @Test func aLoopInsideATurnHasOneThread() {
    withThreads(4) {
      let taken = Counts(20)
      let loop = SpareLoop(20) { turn in
        let thread = ThreadContext.current
        let same = Counts(8)
        parallelFor(8) { if ThreadContext.current === thread { same.add($0) } }
        if same.all.allSatisfy({ $0 == 1 }) { taken.add(turn) }
      }
      parallelFor(4) { _ in }
      loop.finish()
      #expect(taken.all == [Int](repeating: 1, count: 20))
      #expect(!ThreadContext.current.isInsideParallelLoop)
    }
  }

  private final class Counts: @unchecked Sendable {
    private let lock = NSLock()
    private var counts: [Int]

    init(_ count: Int) { counts = [Int](repeating: 0, count: count) }

    func add(_ index: Int) { lock.withLock { counts[index] += 1 } }
    var all: [Int] { lock.withLock { counts } }
  }
}
