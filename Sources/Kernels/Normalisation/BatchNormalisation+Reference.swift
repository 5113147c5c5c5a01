extension BatchNormalisation {
  /// Batch normalisation written to be read: one channel after the other.
  public enum Reference {
    /// See ``BatchNormalisation/statistics(_:input:mean:variance:)``.
    public static func statistics<Scalar: BinaryFloatingPoint>(
      _ g: BatchNormalisationGeometry, input: UnsafePointer<Scalar>, mean: UnsafeMutablePointer<Scalar>,
      variance: UnsafeMutablePointer<Scalar>
    ) {
      for channel in 0..<g.channels {
        let positions = positions(g, channel)
        let center = positions.reduce(0) { $0 + input[$1] } / Scalar(positions.count)
        let squares = positions.reduce(0) { $0 + (input[$1] - center) * (input[$1] - center) }
        mean[channel] = center
        variance[channel] = squares / Scalar(positions.count)
      }
    }

    /// See ``BatchNormalisation/forward(_:input:mean:variance:epsilon:weight:bias:output:)``.
    public static func forward<Scalar: BinaryFloatingPoint>(
      _ g: BatchNormalisationGeometry, input: UnsafePointer<Scalar>, mean: UnsafePointer<Scalar>,
      variance: UnsafePointer<Scalar>, epsilon: Double, weight: UnsafePointer<Scalar>?,
      bias: UnsafePointer<Scalar>?, output: UnsafeMutablePointer<Scalar>
    ) {
      for channel in 0..<g.channels {
        let deviation = (variance[channel] + Scalar(epsilon)).squareRoot()
        for position in positions(g, channel) {
          let standardised = (input[position] - mean[channel]) / deviation
          output[position] = standardised * (weight?[channel] ?? 1) + (bias?[channel] ?? 0)
        }
      }
    }

    /// See ``BatchNormalisation/forwardTraining(_:input:epsilon:weight:bias:mean:variance:output:)``.
    public static func forwardTraining<Scalar: BinaryFloatingPoint>(
      _ g: BatchNormalisationGeometry, input: UnsafePointer<Scalar>, epsilon: Double,
      weight: UnsafePointer<Scalar>?, bias: UnsafePointer<Scalar>?, mean: UnsafeMutablePointer<Scalar>,
      variance: UnsafeMutablePointer<Scalar>, output: UnsafeMutablePointer<Scalar>
    ) {
      statistics(g, input: input, mean: mean, variance: variance)
      forward(
        g, input: input, mean: mean, variance: variance, epsilon: epsilon, weight: weight, bias: bias,
        output: output)
    }

    /// See ``BatchNormalisation/backward(_:input:gradient:mean:variance:epsilon:weight:training:inputGradient
    /// :weightGradient:biasGradient:)``.
    public static func backward<Scalar: BinaryFloatingPoint>(
      _ g: BatchNormalisationGeometry, input: UnsafePointer<Scalar>, gradient: UnsafePointer<Scalar>,
      mean: UnsafePointer<Scalar>, variance: UnsafePointer<Scalar>, epsilon: Double,
      weight: UnsafePointer<Scalar>?, training: Bool, inputGradient: UnsafeMutablePointer<Scalar>?,
      weightGradient: UnsafeMutablePointer<Scalar>?, biasGradient: UnsafeMutablePointer<Scalar>?
    ) {
      for channel in 0..<g.channels {
        let positions = positions(g, channel)
        let deviation = (variance[channel] + Scalar(epsilon)).squareRoot()
        let standardised = { (position: Int) in (input[position] - mean[channel]) / deviation }
        let biasSum = positions.reduce(0) { $0 + gradient[$1] }
        let weightSum = positions.reduce(0) { $0 + gradient[$1] * standardised($1) }
        biasGradient?[channel] = biasSum
        weightGradient?[channel] = weightSum
        guard let inputGradient else { continue }
        let scale = (weight?[channel] ?? 1) / deviation
        let count = Scalar(positions.count)
        for position in positions {
          let pull = training ? biasSum / count + standardised(position) * weightSum / count : 0
          inputGradient[position] = scale * (gradient[position] - pull)
        }
      }
    }

    /// Every position of one channel, image after image.
    private static func positions(_ g: BatchNormalisationGeometry, _ channel: Int) -> [Int] {
      (0..<g.batch).flatMap { image in
        (0..<g.plane).map { g.start(image: image, channel: channel) + $0 }
      }
    }
  }
}
