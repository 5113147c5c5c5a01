import Foundation
import Kernels
import Tensors

/// Hands out batches one after the other, each made while the one before was in use: large ones on another thread, small
/// ones by the threads of the pool in moments in which these have nothing to do, and what is left by all threads when
/// the batch is asked for.
///
/// At most one batch is ready or in the making. Its memory is taken and given back on the thread that iterates: so what a
/// training step needs in all does not depend on which thread happens to be faster. An iteration that is abandoned midway
/// waits until a large batch in the making is made, and of a small one until nobody writes to it.
public final class BatchIterator: IteratorProtocol {
  private let maker: BatchMaker
  /// Between this thread and the one that makes batches; nil if there is no other.
  private let handover: Handover?
  /// The batches that are still to be ordered.
  private var remaining: Range<Int>
  /// Where the ordered batch is being written.
  private var images: Tensor?
  /// A small batch in the making.
  private var spare: (loop: SpareLoop, batch: Batch)?

  init(maker: BatchMaker, range: Range<Int>) {
    self.maker = maker
    remaining = range
    guard let first = range.first, maker.isWorthAThread(first) else {
      handover = nil
      return
    }
    let handover = Handover()
    self.handover = handover
    // Loops over there have the threads of whoever iterates.
    let threads = ThreadPool.threadCount
    Thread.detachNewThread {
      withThreads(threads) {
        while let (number, output) = handover.waitForOrder() {
          maker.make(number, to: output)
          handover.finish(labels: maker.labels(number))
        }
      }
    }
    order(from: handover)
  }

  deinit {
    handover?.end()
    spare?.loop.cancel()
  }

  /// The next batch, or nil after the last.
  public func next() -> Batch? {
    guard let handover else { return nextSmall() }
    guard let images = images.take() else { return nil }
    let labels = handover.waitForLabels()
    order(from: handover)
    return Batch(images: images, labels: labels)
  }

  private func nextSmall() -> Batch? {
    guard let (loop, batch) = spare ?? begun(remaining.popFirst()) else { return nil }
    loop.finish()
    spare = begun(remaining.popFirst())
    return batch
  }

  private func begun(_ number: Int?) -> (loop: SpareLoop, batch: Batch)? {
    guard let number else { return nil }
    let images = Tensor(uninitialized: maker.shape(number))
    let loop = maker.makeSpare(number, to: images.mutablePointer)
    return (loop, Batch(images: images, labels: maker.labels(number)))
  }

  private func order(from handover: Handover) {
    guard let number = remaining.popFirst() else { return handover.end() }
    let images = Tensor(uninitialized: maker.shape(number))
    handover.order(number, to: images.mutablePointer)
    self.images = images
  }
}

/// What passes between the thread that uses batches and the one that makes them.
private final class Handover: @unchecked Sendable {
  private enum State {
    case idle
    case ordered(Int, UnsafeMutablePointer<Float>)
    case making
    case made([Int])
    case ended
  }

  private let condition = NSCondition()
  private var state = State.idle

  /// Orders batch `number`, its pictures to be written to `output`.
  func order(_ number: Int, to output: UnsafeMutablePointer<Float>) {
    set(.ordered(number, output))
  }

  /// Waits for an order; nil if there will be none.
  func waitForOrder() -> (Int, UnsafeMutablePointer<Float>)? {
    condition.withLock {
      while true {
        if case .ordered(let number, let output) = state {
          state = .making
          return (number, output)
        }
        if case .ended = state { return nil }
        condition.wait()
      }
    }
  }

  /// The ordered batch is written, and these are its labels.
  func finish(labels: [Int]) {
    set(.made(labels))
  }

  /// Waits until the ordered batch is made.
  func waitForLabels() -> [Int] {
    condition.withLock {
      while true {
        if case .made(let labels) = state {
          state = .idle
          return labels
        }
        condition.wait()
      }
    }
  }

  /// No more orders. Waits for a batch in the making, whose memory must not go before.
  func end() {
    condition.withLock {
      while case .making = state { condition.wait() }
      state = .ended
      condition.broadcast()
    }
  }

  private func set(_ new: State) {
    condition.withLock {
      state = new
      condition.broadcast()
    }
  }
}
