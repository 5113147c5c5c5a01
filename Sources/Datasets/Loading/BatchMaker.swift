import Kernels
import Tensors

/// Makes any batch of one epoch: a pure function of data set, seed, epoch and the batch's number.
final class BatchMaker: @unchecked Sendable {
  private let dataset: any ImageDataset
  private let transform: Compose
  private let order: [Int32]
  private let batchSize: Int
  private let seed: UInt64
  private let epoch: Int
  /// One for each turn of the parallel loop. Only one batch is made at a time.
  private var workspaces: [ImageWorkspace] = []

  /// Pictures that one turn of the parallel loop prepares.
  private static let chunk = 8
  /// Batches with fewer values than this are made on the loader's own thread, beside the training step:
  /// sharing them out would hold up its loops for longer than it saves. 100 pictures of 28×28 are a tenth of
  /// a millisecond.
  private static let worthSharing = 1 << 18

  init(dataset: any ImageDataset, order: [Int32], batchSize: Int, seed: UInt64, epoch: Int) {
    self.dataset = dataset
    transform = dataset.transform
    self.order = order
    self.batchSize = batchSize
    self.seed = seed
    self.epoch = epoch
  }

  /// The shape of the pictures of batch `number`.
  func shape(_ number: Int) -> Shape {
    let size = transform.outputSize(for: dataset.imageSize)
    return [places(number).count, size.channels, size.height, size.width]
  }

  /// Writes the pictures of batch `number`, which fill its ``shape(_:)``, and returns their labels.
  func make(_ number: Int, to output: UnsafeMutablePointer<Float>) -> [Int] {
    let range = places(number)
    let size = transform.outputSize(for: dataset.imageSize)
    let turns = (range.count + Self.chunk - 1) / Self.chunk
    while workspaces.count < turns { workspaces.append(ImageWorkspace()) }
    let makeChunk = { [self] (turn: Int) in
      for place in turn * Self.chunk..<min((turn + 1) * Self.chunk, range.count) {
        let index = Int(order[range.lowerBound + place])
        make(index, in: workspaces[turn], to: output + place * size.count)
      }
    }
    if range.count * size.count >= Self.worthSharing {
      parallelFor(turns, makeChunk)
    } else {
      for turn in 0..<turns { makeChunk(turn) }
    }
    return range.map { dataset.label(at: Int(order[$0])) }
  }

  /// Where in the epoch's order the pictures of batch `number` are.
  private func places(_ number: Int) -> Range<Int> {
    number * batchSize..<min((number + 1) * batchSize, order.count)
  }

  private func make(_ index: Int, in workspace: ImageWorkspace, to output: UnsafeMutablePointer<Float>) {
    // An epoch in the high half and a picture in the low half: no two pictures share a stream.
    let lane = UInt64(epoch) << 32 | UInt64(dataset.originalIndex(of: index))
    var random = RandomStream(seed: seed, purpose: .augmentation, lane: lane)
    workspace.run(transform, size: dataset.imageSize, random: &random, to: output) {
      dataset.readPixels(at: index, into: $0)
    }
  }
}
