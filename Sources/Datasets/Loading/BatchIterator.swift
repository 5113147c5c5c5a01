import Foundation
import Kernels
import Tensors

/// Hands out batches one after the other, each made on another thread while the one before was in use.
///
/// At most one batch is ready or in the making. When an iteration is abandoned midway the thread ends by
/// itself.
public final class BatchIterator: IteratorProtocol {
  private let handover = Handover()
  private var remaining: Int

  init(maker: BatchMaker, range: Range<Int>) {
    remaining = range.count
    guard !range.isEmpty else { return }
    let handover = handover
    // Over there tensors come from the pool, and loops have the threads, of whoever iterates.
    let (pool, threads) = (BufferPool.current, ThreadPool.threadCount)
    Thread.detachNewThread {
      BufferPool.with(pool) {
        withThreads(threads) {
          for number in range {
            guard handover.waitUntilWanted() else { return }
            handover.put(maker.batch(number))
          }
        }
      }
    }
  }

  deinit { handover.abandon() }

  /// The next batch, or nil after the last.
  public func next() -> Batch? {
    guard remaining > 0 else { return nil }
    remaining -= 1
    return handover.take()
  }
}

/// The place of one batch between the thread that makes it and the one that uses it.
private final class Handover: @unchecked Sendable {
  private let condition = NSCondition()
  private var batch: Batch?
  private var isAbandoned = false

  /// Waits until the batch before is taken; false if no further one is wanted.
  func waitUntilWanted() -> Bool {
    condition.withLock {
      while batch != nil && !isAbandoned { condition.wait() }
      return !isAbandoned
    }
  }

  func put(_ batch: Batch) {
    condition.withLock {
      self.batch = batch
      condition.signal()
    }
  }

  /// Waits for the batch and takes it away.
  func take() -> Batch? {
    condition.withLock {
      while batch == nil { condition.wait() }
      defer {
        batch = nil
        condition.signal()
      }
      return batch
    }
  }

  func abandon() {
    condition.withLock {
      isAbandoned = true
      condition.signal()
    }
  }
}
