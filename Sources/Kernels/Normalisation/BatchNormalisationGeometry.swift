/// The sizes of a batch normalisation: `[batch, channels, plane]`, where `plane` is height · width, or 1 for
/// a matrix.
public struct BatchNormalisationGeometry: Hashable, Sendable {
  /// Images in the batch.
  public let batch: Int
  /// Channels of an image.
  public let channels: Int
  /// Values in a channel of one image: height · width.
  public let plane: Int

  /// The sizes of `[batch, channels, plane]`.
  public init(batch: Int, channels: Int, plane: Int) {
    self.batch = batch
    self.channels = channels
    self.plane = plane
  }

  /// Values that share one mean and one variance.
  public var valuesPerChannel: Int { batch * plane }

  /// Where a channel of one image begins.
  @inline(__always)
  func start(image: Int, channel: Int) -> Int { (image * channels + channel) * plane }
}
