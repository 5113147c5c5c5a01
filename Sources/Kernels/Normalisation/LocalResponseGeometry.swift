/// The sizes of a local response normalisation over `[batch, channels, plane]`, and its four constants.
///
/// The AlexNet paper (§3.3) has k = 2, n = 5, α = 10⁻⁴, β = 0.75 and multiplies the sum of squares by α;
/// PyTorch divides α by n first, so that the paper's network is written `alpha: 5e-4` here.
public struct LocalResponseGeometry: Hashable, Sendable {
  /// Images in the batch.
  public let batch: Int
  /// Channels of an image.
  public let channels: Int
  /// Values in a channel: height · width.
  public let plane: Int
  /// n, the number of neighbouring channels that are looked at.
  public let size: Int
  /// α, how strongly neighbours damp; divided by n.
  public let alpha: Double
  /// β, the exponent.
  public let beta: Double
  /// k, what the sum of squares is added to.
  public let k: Double

  /// The sizes and constants; `size` must be at least 1.
  public init(batch: Int, channels: Int, plane: Int, size: Int, alpha: Double, beta: Double, k: Double) {
    precondition(size > 0, "local response normalisation: size \(size) must be at least 1")
    self.batch = batch
    self.channels = channels
    self.plane = plane
    self.size = size
    self.alpha = alpha
    self.beta = beta
    self.k = k
  }

  /// The channels whose squares are summed for `channel`; beyond the first and the last lie zeros.
  @inline(__always)
  func window(of channel: Int) -> Range<Int> {
    max(0, channel - size / 2)..<min(channels, channel + (size - 1) / 2 + 1)
  }

  /// The channels whose windows hold `channel`: the window mirrored, which differs when `size` is even.
  @inline(__always)
  func windows(holding channel: Int) -> Range<Int> {
    max(0, channel - (size - 1) / 2)..<min(channels, channel + size / 2 + 1)
  }
}
