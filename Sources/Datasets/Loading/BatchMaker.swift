import Kernels
import Tensors

/// Makes any batch of one epoch: a pure function of data set, seed, epoch and the batch's number.
final class BatchMaker: @unchecked Sendable {
  private let dataset: any ImageDataset
  private let transform: Compose
  /// The sizes before and after the transform.
  private let size: ImageSize
  private let outputSize: ImageSize
  private let order: [Int32]
  private let batchSize: Int
  private let seed: UInt64
  private let epoch: Int
  /// One for each turn of the parallel loop, where pictures are more than converted. Only one batch is made at a time.
  private var workspaces: [ImageWorkspace] = []

  /// Pictures that one turn of the parallel loop prepares.
  private static let chunk = 8
  /// Batches with fewer values than this are made by threads of the pool while these wait for the next loop: a thread of
  /// their own would be one more than there are cores and hold up the step's loops for longer than it saves. A hundred
  /// pictures of the small networks take 10 to 40 microseconds. The worst case is twenty pictures of AlexNet's size, just
  /// below this: the step, more than a hundred times as long, waits at most a millisecond for them.
  private static let worthAThread = 1 << 20

  init(dataset: any ImageDataset, order: [Int32], batchSize: Int, seed: UInt64, epoch: Int) {
    self.dataset = dataset
    transform = dataset.transform
    size = dataset.imageSize
    outputSize = transform.outputSize(for: size)
    self.order = order
    self.batchSize = batchSize
    self.seed = seed
    self.epoch = epoch
  }

  /// The shape of the pictures of batch `number`.
  func shape(_ number: Int) -> Shape {
    [places(number).count, outputSize.channels, outputSize.height, outputSize.width]
  }

  /// Whether batch `number` is better made on another thread, beside the training step.
  func isWorthAThread(_ number: Int) -> Bool { shape(number).count >= Self.worthAThread }

  /// Writes the pictures of batch `number`, which fill its ``shape(_:)``.
  func make(_ number: Int, to output: UnsafeMutablePointer<Float>) {
    prepareWorkspaces(number)
    parallelFor(turns(number)) { make(number, turn: $0, to: output) }
  }

  /// The same, done by threads of the pool that have nothing else to do, or by whoever finishes it.
  func makeSpare(_ number: Int, to output: UnsafeMutablePointer<Float>) -> SpareLoop {
    prepareWorkspaces(number)
    nonisolated(unsafe) let output = output
    return SpareLoop(turns(number)) { self.make(number, turn: $0, to: output) }
  }

  /// The classes of the pictures of batch `number`.
  func labels(_ number: Int) -> [Int] {
    places(number).map { dataset.label(at: Int(order[$0])) }
  }

  private func turns(_ number: Int) -> Int { (places(number).count + Self.chunk - 1) / Self.chunk }

  private func prepareWorkspaces(_ number: Int) {
    guard transform.conversion == nil else { return }
    while workspaces.count < turns(number) { workspaces.append(ImageWorkspace()) }
  }

  private func make(_ number: Int, turn: Int, to output: UnsafeMutablePointer<Float>) {
    let range = places(number)
    let first = turn * Self.chunk
    let places = range.lowerBound + first..<min(range.lowerBound + first + Self.chunk, range.upperBound)
    make(order[places], turn: turn, to: output + first * outputSize.count)
  }

  /// Where in the epoch's order the pictures of batch `number` are.
  private func places(_ number: Int) -> Range<Int> {
    number * batchSize..<min((number + 1) * batchSize, order.count)
  }

  /// Writes the pictures with these positions in the data set, one after the other.
  ///
  /// All are read before the first is transformed: they lie anywhere in memory, and so the waits for them overlap. Pictures
  /// that are only turned to floats, as the small networks' are, need no workspace for that.
  private func make(
    _ indices: ArraySlice<Int32>, turn: Int, to output: UnsafeMutablePointer<Float>
  ) {
    Scratch.withFloats((indices.count * size.count + 3) / 4) { scratch in
      let pixels = UnsafeMutableRawPointer(scratch).assumingMemoryBound(to: UInt8.self)
      dataset.readPixels(at: indices, into: pixels)
      if let conversion = transform.conversion {
        for place in 0..<indices.count {
          conversion.convert(pixels + place * size.count, to: output + place * size.count, size: size)
        }
        return
      }
      let workspace = workspaces[turn]
      for (place, index) in indices.enumerated() {
        // An epoch in the high half and a picture in the low half: no two pictures share a stream.
        let lane = UInt64(epoch) << 32 | UInt64(dataset.originalIndex(of: Int(index)))
        var random = RandomStream(seed: seed, purpose: .augmentation, lane: lane)
        workspace.run(
          transform, from: size, to: outputSize, random: &random, to: output + place * outputSize.count
        ) {
          $0.update(from: pixels + place * size.count, count: size.count)
        }
      }
    }
  }
}
