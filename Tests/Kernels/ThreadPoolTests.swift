import Foundation
import Testing

@testable import Kernels

@Suite struct ThreadPoolTests {
  @Test(arguments: [1, 2, 3, 8]) func everyTurnIsTakenExactlyOnce(threads: Int) {
    withThreads(threads) {
      for count in [0, 1, 2, 7, 1000] {
        var taken = [Int](repeating: 0, count: count)
        taken.withUnsafeMutableBufferPointer { buffer in
          let taken = buffer.baseAddress
          parallelFor(count) { taken?[$0] += 1 }
        }
        #expect(taken.allSatisfy { $0 == 1 })
      }
    }
  }

  /// Every turn waits until as many as there are threads have begun, which only happens if each runs on a thread
  /// of its own; a minute is for machines that are busy with other things.
  @Test(arguments: [1, 2, 3, 8]) func asManyThreadsAsAskedForTakePart(threads: Int) {
    let (arrived, seen) = (NSCondition(), Seen())
    withThreads(threads) {
      #expect(ThreadPool.threadCount == threads)
      parallelFor(threads) { _ in
        arrived.withLock {
          seen.contexts.append(ThreadContext.current)
          arrived.broadcast()
          let deadline = Date(timeIntervalSinceNow: 60)
          while seen.contexts.count < threads, arrived.wait(until: deadline) {}
        }
      }
      let all = seen.contexts.count
      parallelFor(100 * threads) { _ in arrived.withLock { seen.contexts.append(ThreadContext.current) } }
      #expect(seen.contexts.count == all + 100 * threads)
    }
    #expect(Set(seen.contexts.prefix(threads).map(ObjectIdentifier.init)).count == threads)
    #expect(Set(seen.contexts.map(ObjectIdentifier.init)).count <= threads)
  }

  private final class Seen: @unchecked Sendable {
    var contexts: [ThreadContext] = []
  }

  @Test func theNumberOfThreadsIsTheTasksOwn() async {
    let ordinary = ThreadPool.threadCount
    await withTaskGroup { group in
      for threads in 1...8 {
        group.addTask {
          withThreads(threads) {
            for _ in 0..<100 { #expect(ThreadPool.threadCount == threads) }
            withThreads(9) { #expect(ThreadPool.threadCount == 9) }
            #expect(ThreadPool.threadCount == threads)
          }
        }
      }
    }
    #expect(ThreadPool.threadCount == ordinary)
  }

  @Test func aLoopInsideALoopEnds() {
    var sums = [Int](repeating: 0, count: 16)
    sums.withUnsafeMutableBufferPointer { buffer in
      let sums = buffer.baseAddress
      parallelFor(16) { outer in parallelFor(100) { inner in sums?[outer] += inner } }
    }
    #expect(sums == [Int](repeating: 4950, count: 16))
  }

  @Test func chunksCoverTheRangeAndTheLastIsShorter() {
    var lengths = [Int](repeating: 0, count: 3)
    lengths.withUnsafeMutableBufferPointer { buffer in
      let lengths = buffer.baseAddress
      parallelChunks(10, chunk: 4) { lengths?[$0.lowerBound / 4] = $0.count }
    }
    #expect(lengths == [4, 4, 2])
  }

  @Test func manyShortLoopsInARowLoseNoTurn() {
    var total = 0
    for _ in 0..<20_000 {
      var parts = (0, 0)
      withUnsafeMutablePointer(to: &parts) { parts in
        let parts = UnsafeMutableRawPointer(parts).assumingMemoryBound(to: Int.self)
        parallelFor(2) { parts[$0] = 1 }
      }
      total += parts.0 + parts.1
    }
    #expect(total == 40_000)
  }
}

@Suite struct ScratchTests {
  @Test func nestedLoansDoNotOverlap() {
    Scratch.withFloats(100) { outer in
      outer.update(repeating: 1, count: 100)
      Scratch.withFloats(200) { inner in inner.update(repeating: 2, count: 200) }
      #expect((0..<100).allSatisfy { outer[$0] == 1 })
    }
  }

  @Test func aLoanIsAlignedToACacheLine() {
    Scratch.withFloats(3) { #expect(UInt(bitPattern: $0) % 64 == 0) }
  }
}
