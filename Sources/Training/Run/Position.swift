/// How far a training is, between two steps.
public struct Position: Codable, Equatable, Sendable {
  /// The epoch in progress, from 1; one more than there are when all is done.
  public var epoch = 1
  /// How many batches of this epoch the network has learned from.
  public var batch = 0
  /// How many images those were.
  public var images = 0

  /// A position, by default the beginning of a training.
  public init(epoch: Int = 1, batch: Int = 0, images: Int = 0) {
    (self.epoch, self.batch, self.images) = (epoch, batch, images)
  }

  /// Whether a training can stand here after so many steps: every epoch takes one or more, and every step one or
  /// more images. A batch never comes near 2³⁰ of them; the bound keeps sums of images far from overflowing.
  func isPossible(after steps: Int) -> Bool {
    epoch >= 1 && epoch - 1 <= steps && batch >= 0 && batch <= steps && images >= batch
      && images <= batch << 30
  }

  /// The beginning of the epoch after this one.
  public var nextEpoch: Position { Position(epoch: epoch + 1) }
}

extension Position: CustomStringConvertible {
  /// `epoch 2 after 3 batches of 300 images`, for the message about one that cannot be.
  public var description: String { "epoch \(epoch) after \(batch) batches of \(images) images" }
}
