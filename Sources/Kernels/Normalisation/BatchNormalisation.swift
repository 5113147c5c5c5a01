/// Batch normalisation (Ioffe & Szegedy 2015, algorithm 1): every channel is shifted and scaled to mean 0 and
/// variance 1 over the batch, then scaled by a learned γ and shifted by a learned β.
///
///     μ = Σ x / m          σ² = Σ (x − μ)² / m          x̂ = (x − μ) / √(σ² + ε)          y = γ x̂ + β
///
/// with m = batch · height · width. With g the gradient by y, and μ and σ² themselves depending on x,
///
///     ∂β = Σ g          ∂γ = Σ g x̂          ∂x = γ / √(σ² + ε) · (g − ∂β / m − x̂ ∂γ / m)
///
/// In evaluation μ and σ² are constants, and ∂x = γ / √(σ² + ε) · g.
///
/// One channel is one task. In FashionCNN a channel of a batch is 306 KiB, so that the second and third pass
/// over it find it in the core's own cache. Sums run in single precision within an image and in double
/// precision across images.
///
/// ``Reference`` is the same written to be read.
public enum BatchNormalisation {
  /// Mean and biased variance (divided by m, not m − 1) of every channel.
  ///
  /// - Parameters:
  ///   - input: `[batch, channels, plane]`
  ///   - mean: `[channels]`
  ///   - variance: `[channels]`
  public static func statistics(
    _ g: BatchNormalisationGeometry, input: UnsafePointer<Float>, mean: UnsafeMutablePointer<Float>,
    variance: UnsafeMutablePointer<Float>
  ) {
    parallelFor(g.channels) { channel in
      (mean[channel], variance[channel]) = statistics(g, channel, input)
    }
  }

  /// Normalises with a given mean and variance: evaluation with the running statistics.
  ///
  /// - Parameters:
  ///   - epsilon: added to the variance before the root
  ///   - weight: γ, `[channels]`; nil for ones
  ///   - bias: β, `[channels]`; nil for zeros
  public static func forward(
    _ g: BatchNormalisationGeometry, input: UnsafePointer<Float>, mean: UnsafePointer<Float>,
    variance: UnsafePointer<Float>, epsilon: Double, weight: UnsafePointer<Float>?,
    bias: UnsafePointer<Float>?, output: UnsafeMutablePointer<Float>
  ) {
    parallelFor(g.channels) { channel in
      let line = ChannelLine(channel, mean, variance, epsilon, weight, bias)
      forEachPlane(g, channel) { line.apply(g.plane, input + $0, output + $0) }
    }
  }

  /// Normalises with the batch's own mean and biased variance, and writes them for `backward` and the running
  /// statistics.
  public static func forwardTraining(
    _ g: BatchNormalisationGeometry, input: UnsafePointer<Float>, epsilon: Double,
    weight: UnsafePointer<Float>?,
    bias: UnsafePointer<Float>?, mean: UnsafeMutablePointer<Float>, variance: UnsafeMutablePointer<Float>,
    output: UnsafeMutablePointer<Float>
  ) {
    parallelFor(g.channels) { channel in
      (mean[channel], variance[channel]) = statistics(g, channel, input)
      let line = ChannelLine(channel, mean, variance, epsilon, weight, bias)
      forEachPlane(g, channel) { line.apply(g.plane, input + $0, output + $0) }
    }
  }

  /// The three gradients; one that is nil is not computed.
  ///
  /// - Parameters:
  ///   - gradient: the loss by `output`, `[batch, channels, plane]`
  ///   - mean: as the forward pass used it, `[channels]`
  ///   - variance: as the forward pass used it, `[channels]`
  ///   - training: whether mean and variance came from this batch, so that the gradient flows through them
  ///     too
  public static func backward(
    _ g: BatchNormalisationGeometry, input: UnsafePointer<Float>, gradient: UnsafePointer<Float>,
    mean: UnsafePointer<Float>, variance: UnsafePointer<Float>, epsilon: Double,
    weight: UnsafePointer<Float>?, training: Bool, inputGradient: UnsafeMutablePointer<Float>?,
    weightGradient: UnsafeMutablePointer<Float>?, biasGradient: UnsafeMutablePointer<Float>?
  ) {
    parallelFor(g.channels) { channel in
      backward(
        g, channel, input: input, mean: mean, variance: variance, epsilon: epsilon, weight: weight,
        training: training, inputGradient: inputGradient, weightGradient: weightGradient,
        biasGradient: biasGradient
      ) { gradient + $0 }
    }
  }
}
