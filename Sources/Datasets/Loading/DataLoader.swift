import Kernels
import Synchronization

/// A data set in batches: a sequence whose next batch is made while the present one is in use.
///
///     for batch in DataLoader(training, batchSize: 100, shuffle: 7) {
///       print(batch.images.shape, batch.labels)     // [100, 1, 28, 28] [3, 0, 9, …]
///     }
///
/// Every pass over a loader is a new epoch with an order of its own. `epoch(_:startingAt:)` gives any epoch,
/// from any batch on: order and random transforms are pure functions of the seed and the epoch, so a resumed
/// run meets the very batches that it would have met.
public final class DataLoader: Sequence, Sendable {
  /// The pictures.
  public let dataset: any ImageDataset
  /// Pictures in a batch; the last batch of an epoch holds what remains.
  public let batchSize: Int
  /// The seed of the order; nil leaves the data set's own order.
  public let shuffle: UInt64?

  private let nextEpoch = Atomic<Int>(0)

  /// A loader of `dataset`.
  ///
  /// - Parameter shuffle: a seed, from which each epoch's order and the transforms' chances follow; nil keeps the data
  ///   set's order, and random transforms follow from seed 0.
  public init(_ dataset: any ImageDataset, batchSize: Int, shuffle: UInt64? = nil) {
    precondition(batchSize > 0, "DataLoader: a batch size of \(batchSize)")
    self.dataset = dataset
    self.batchSize = batchSize
    self.shuffle = shuffle
  }

  /// Batches in an epoch, the last, smaller one included.
  public var count: Int { (sampleCount + batchSize - 1) / batchSize }

  /// Pictures in an epoch.
  public var sampleCount: Int { dataset.count }

  /// The positions in the data set in the order in which `epoch` visits them.
  public func order(ofEpoch epoch: Int) -> [Int32] {
    guard let shuffle else { return Array(0..<Int32(sampleCount)) }
    var random = RandomStream(seed: shuffle, purpose: .shuffling, lane: UInt64(epoch))
    return random.permutation(sampleCount)
  }

  /// The batches of `epoch`, counted from 0, without the first `batch`.
  public func epoch(_ epoch: Int, startingAt batch: Int = 0) -> Epoch {
    precondition(epoch >= 0 && batch >= 0, "DataLoader: epoch \(epoch) from batch \(batch) on")
    return Epoch(loader: self, number: epoch, start: batch)
  }

  /// The batches of the epoch after the one that was asked for last.
  public func makeIterator() -> BatchIterator {
    epoch(nextEpoch.add(1, ordering: .relaxed).oldValue).makeIterator()
  }

  /// One pass over a loader's data set.
  public struct Epoch: Sequence, Sendable {
    let loader: DataLoader
    let number: Int
    let start: Int

    /// Batches in this pass.
    public var count: Int { Swift.max(0, loader.count - start) }

    /// The same as `count`: nothing is underestimated.
    public var underestimatedCount: Int { count }

    /// Begins the pass; if its batches are large, the first is in the making from now on.
    public func makeIterator() -> BatchIterator {
      let maker = BatchMaker(
        dataset: loader.dataset, order: loader.order(ofEpoch: number), batchSize: loader.batchSize,
        seed: loader.shuffle ?? 0, epoch: number)
      return BatchIterator(maker: maker, range: Swift.min(start, loader.count)..<loader.count)
    }
  }
}
