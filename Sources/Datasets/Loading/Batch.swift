import Tensors

/// Some labelled pictures that go through the network together.
public struct Batch: Sendable {
  /// `[batch, channels, height, width]`.
  public let images: Tensor
  /// The class of each picture.
  public let labels: [Int]

  /// Pictures and their classes, as many of the one as of the other.
  public init(images: Tensor, labels: [Int]) {
    precondition(
      images.shape.rank > 0 && images.shape[0] == labels.count,
      "Batch: pictures of shape \(images.shape) and \(labels.count) labels")
    self.images = images
    self.labels = labels
  }

  /// How many pictures there are: the loader's batch size, or fewer in the last batch of an epoch.
  public var count: Int { labels.count }
}
