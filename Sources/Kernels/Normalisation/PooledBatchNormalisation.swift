/// Batch normalisation, a ReLU or none, and max pooling in one: ``BatchNormalisation`` followed by ``MaxPooling``, to the
/// bit, without the large tensor between them.
///
/// Both go plane by plane. What is normalised is pooled at once, while the core's nearest cache holds it, and on the way
/// back the gradient of a normalised plane is made again for each of the two passes over it. That is less work than
/// reading it from memory once, above all with windows of 2×2 that touch, where three of its four values are zero. The
/// composition of the two is its readable twin.
public enum PooledBatchNormalisation {
  /// Normalises with a given mean and variance, and pools.
  ///
  /// - Parameters:
  ///   - pooling: of `batch · channels` planes
  ///   - output: `[batch, channels, outputHeight, outputWidth]`
  ///   - indices: the winners' numbers for `backward`, as in ``MaxPooling``; nil when no gradient will be asked for
  ///   - isRectified: whether a ReLU stands before the pooling; it is taken after it
  ///
  /// The others are ``BatchNormalisation``'s.
  public static func forward(
    _ g: BatchNormalisationGeometry, _ pooling: PoolingGeometry, input: UnsafePointer<Float>,
    mean: UnsafePointer<Float>, variance: UnsafePointer<Float>, epsilon: Double,
    weight: UnsafePointer<Float>?, bias: UnsafePointer<Float>?, output: UnsafeMutablePointer<Float>,
    indices: UnsafeMutablePointer<UInt8>?, isRectified: Bool
  ) {
    require(g, pooling)
    parallelFor(g.channels) { channel in
      let line = BatchNormalisation.ChannelLine(channel, mean, variance, epsilon, weight, bias)
      pool(g, pooling, channel, line, input, output, indices, isRectified)
    }
  }

  /// The same with the batch's own mean and biased variance, which are written.
  public static func forwardTraining(
    _ g: BatchNormalisationGeometry, _ pooling: PoolingGeometry, input: UnsafePointer<Float>,
    epsilon: Double, weight: UnsafePointer<Float>?, bias: UnsafePointer<Float>?,
    mean: UnsafeMutablePointer<Float>, variance: UnsafeMutablePointer<Float>,
    output: UnsafeMutablePointer<Float>, indices: UnsafeMutablePointer<UInt8>?, isRectified: Bool
  ) {
    require(g, pooling)
    parallelFor(g.channels) { channel in
      (mean[channel], variance[channel]) = BatchNormalisation.statistics(g, channel, input)
      let line = BatchNormalisation.ChannelLine(channel, mean, variance, epsilon, weight, bias)
      pool(g, pooling, channel, line, input, output, indices, isRectified)
    }
  }

  /// The three gradients; one that is nil is not computed.
  ///
  /// - Parameters:
  ///   - gradient: the loss by `output`
  ///   - indices: as the forward pass wrote them
  ///   - rectified: `output` if a ReLU was there, nil if none was
  ///
  /// The others are ``BatchNormalisation``'s.
  public static func backward(
    _ g: BatchNormalisationGeometry, _ pooling: PoolingGeometry, input: UnsafePointer<Float>,
    gradient: UnsafePointer<Float>, indices: UnsafePointer<UInt8>, rectified: UnsafePointer<Float>?,
    mean: UnsafePointer<Float>, variance: UnsafePointer<Float>, epsilon: Double,
    weight: UnsafePointer<Float>?, training: Bool, inputGradient: UnsafeMutablePointer<Float>?,
    weightGradient: UnsafeMutablePointer<Float>?, biasGradient: UnsafeMutablePointer<Float>?
  ) {
    require(g, pooling)
    parallelFor(g.channels) { channel in
      PlanePooling.with(pooling) { plane in
        BatchNormalisation.backward(
          g, channel, input: input, mean: mean, variance: variance, epsilon: epsilon, weight: weight,
          training: training, inputGradient: inputGradient, weightGradient: weightGradient,
          biasGradient: biasGradient
        ) { start in
          let small = start / pooling.inputPlane * pooling.outputPlane
          plane.spread(
            gradient: gradient + small, indices: indices + small, rectified: rectified.map { $0 + small })
          return UnsafePointer(plane.values)
        }
      }
    }
  }

  /// Stops where the two geometries do not speak of the same planes, or a winner's number does not fit in a byte.
  private static func require(_ g: BatchNormalisationGeometry, _ pooling: PoolingGeometry) {
    precondition(
      g.plane == pooling.inputPlane,
      "pooled batch norm: planes of \(g.plane) values, pooled as \(pooling.inputHeight)×\(pooling.inputWidth)"
    )
    precondition(
      pooling.planes == g.batch * g.channels,
      "pooled batch norm: \(g.batch) images of \(g.channels) channels, pooled as \(pooling.planes) planes")
    precondition(
      pooling.window <= MaxPooling.largestWindow,
      "pooled batch norm: a window of \(pooling.window) values, at most \(MaxPooling.largestWindow)")
  }

  /// One channel's forward pass behind the statistics.
  @inline(__always)
  private static func pool(
    _ g: BatchNormalisationGeometry, _ pooling: PoolingGeometry, _ channel: Int,
    _ line: BatchNormalisation.ChannelLine, _ input: UnsafePointer<Float>,
    _ output: UnsafeMutablePointer<Float>, _ indices: UnsafeMutablePointer<UInt8>?, _ isRectified: Bool
  ) {
    PlanePooling.with(pooling) { plane in
      BatchNormalisation.forEachPlane(g, channel) { start in
        let small = start / pooling.inputPlane * pooling.outputPlane
        line.apply(g.plane, input + start, plane.values)
        plane.pool(
          plane.values, output: output + small, indices: indices.map { $0 + small }, isRectified: isRectified)
      }
    }
  }
}
