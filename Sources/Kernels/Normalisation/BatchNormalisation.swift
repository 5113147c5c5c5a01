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
      let scale = (weight?[channel] ?? 1) / (variance[channel] + Float(epsilon)).squareRoot()
      scaleAndShift(g, channel, input, mean[channel], scale, bias?[channel] ?? 0, output)
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
      let scale = (weight?[channel] ?? 1) / (variance[channel] + Float(epsilon)).squareRoot()
      scaleAndShift(g, channel, input, mean[channel], scale, bias?[channel] ?? 0, output)
    }
  }

  /// The three gradients; one that is nil is not computed.
  ///
  /// - Parameters:
  ///   - gradient: the loss by `output`, `[batch, channels, plane]`
  ///   - mean: as the forward pass used it, `[channels]`
  ///   - variance: as the forward pass used it, `[channels]`
  /// - training: whether mean and variance came from this batch, so that the gradient flows through them
  ///     too
  public static func backward(
    _ g: BatchNormalisationGeometry, input: UnsafePointer<Float>, gradient: UnsafePointer<Float>,
    mean: UnsafePointer<Float>, variance: UnsafePointer<Float>, epsilon: Double,
    weight: UnsafePointer<Float>?, training: Bool, inputGradient: UnsafeMutablePointer<Float>?,
    weightGradient: UnsafeMutablePointer<Float>?, biasGradient: UnsafeMutablePointer<Float>?
  ) {
    parallelFor(g.channels) { channel in
      let inverse = 1 / (variance[channel] + Float(epsilon)).squareRoot()
      let center = mean[channel]
      var biasSum = 0.0
      var weightSum = 0.0
      if training || weightGradient != nil || biasGradient != nil {
        for image in 0..<g.batch {
          let x = input + g.start(image: image, channel: channel)
          let dy = gradient + g.start(image: image, channel: channel)
          var (biasLanes, weightLanes) = (Vector.zero, Vector.zero)
          forEachVector(in: 0..<g.plane) { index in
            biasLanes += dy.vector(at: index)
            weightLanes += dy.vector(at: index) * (x.vector(at: index) - Vector(repeating: center))
          } scalar: { index in
            biasSum += Double(dy[index])
            weightSum += Double(dy[index] * (x[index] - center))
          }
          biasSum += Double(biasLanes.sum())
          weightSum += Double(weightLanes.sum())
        }
      }
      biasGradient?[channel] = Float(biasSum)
      weightGradient?[channel] = Float(weightSum) * inverse
      guard let inputGradient else { return }
      let scale = (weight?[channel] ?? 1) * inverse
      let count = Double(g.valuesPerChannel)
      let shift = training ? Float(biasSum / count) : 0
      let slope = training ? Float(weightSum / count) * inverse * inverse : 0
      for image in 0..<g.batch {
        let x = input + g.start(image: image, channel: channel)
        let dy = gradient + g.start(image: image, channel: channel)
        let dx = inputGradient + g.start(image: image, channel: channel)
        forEachVector(in: 0..<g.plane) { index in
          let pull = (x.vector(at: index) - Vector(repeating: center)) * slope + Vector(repeating: shift)
          dx.store((dy.vector(at: index) - pull) * scale, at: index)
        } scalar: { index in
          dx[index] = (dy[index] - ((x[index] - center) * slope + shift)) * scale
        }
      }
    }
  }

  /// Mean and biased variance of one channel; the variance about the mean found first, which does not cancel.
  @inline(__always)
  private static func statistics(
    _ g: BatchNormalisationGeometry, _ channel: Int, _ input: UnsafePointer<Float>
  ) -> (Float, Float) {
    var sum = 0.0
    for image in 0..<g.batch {
      let x = input + g.start(image: image, channel: channel)
      sum += Double(laneSum(g.plane, vector: x.vector(at:), scalar: { x[$0] }))
    }
    let center = Float(sum / Double(g.valuesPerChannel))
    var squares = 0.0
    for image in 0..<g.batch {
      let x = input + g.start(image: image, channel: channel)
      let sum = laneSum(g.plane) { index in
        let difference = x.vector(at: index) - Vector(repeating: center)
        return difference * difference
      } scalar: { index in
        (x[index] - center) * (x[index] - center)
      }
      squares += Double(sum)
    }
    return (center, Float(squares / Double(g.valuesPerChannel)))
  }

  /// (x − center) · scale + shift over one channel.
  @inline(__always)
  private static func scaleAndShift(
    _ g: BatchNormalisationGeometry, _ channel: Int, _ input: UnsafePointer<Float>, _ center: Float,
    _ scale: Float, _ shift: Float, _ output: UnsafeMutablePointer<Float>
  ) {
    for image in 0..<g.batch {
      let x = input + g.start(image: image, channel: channel)
      let y = output + g.start(image: image, channel: channel)
      forEachVector(in: 0..<g.plane) { index in
        y.store(
          (x.vector(at: index) - Vector(repeating: center)) * scale + Vector(repeating: shift), at: index)
      } scalar: { index in
        y[index] = (x[index] - center) * scale + shift
      }
    }
  }
}
