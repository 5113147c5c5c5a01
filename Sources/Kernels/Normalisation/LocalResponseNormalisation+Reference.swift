import Foundation

extension LocalResponseNormalisation {
  /// Local response normalisation written to be read: one value after the other.
  public enum Reference {
    /// See ``LocalResponseNormalisation/forward(_:input:output:)``.
    public static func forward<Scalar: BinaryFloatingPoint>(
      _ g: LocalResponseGeometry, input: UnsafePointer<Scalar>, output: UnsafeMutablePointer<Scalar>
    ) {
      for image in 0..<g.batch {
        for channel in 0..<g.channels {
          for position in 0..<g.plane {
            let index = (image * g.channels + channel) * g.plane + position
            let scale = scale(g, input, image, channel, position)
            output[index] = input[index] * Scalar(pow(Double(scale), -g.beta))
          }
        }
      }
    }

    /// See ``LocalResponseNormalisation/backward(_:input:gradient:inputGradient:)``.
    public static func backward<Scalar: BinaryFloatingPoint>(
      _ g: LocalResponseGeometry, input: UnsafePointer<Scalar>, gradient: UnsafePointer<Scalar>,
      inputGradient: UnsafeMutablePointer<Scalar>
    ) {
      for image in 0..<g.batch {
        for channel in 0..<g.channels {
          for position in 0..<g.plane {
            let index = (image * g.channels + channel) * g.plane + position
            let own =
              gradient[index] * Scalar(pow(Double(scale(g, input, image, channel, position)), -g.beta))
            var neighbours: Scalar = 0
            for other in g.windows(holding: channel) {
              let otherIndex = (image * g.channels + other) * g.plane + position
              let power = Scalar(pow(Double(scale(g, input, image, other, position)), -g.beta - 1))
              neighbours += gradient[otherIndex] * input[otherIndex] * power
            }
            inputGradient[index] =
              own - Scalar(2 * g.alpha * g.beta / Double(g.size)) * input[index] * neighbours
          }
        }
      }
    }

    /// s = k + α/n · Σ a² over the window of one channel.
    private static func scale<Scalar: BinaryFloatingPoint>(
      _ g: LocalResponseGeometry, _ input: UnsafePointer<Scalar>, _ image: Int, _ channel: Int,
      _ position: Int
    ) -> Scalar {
      var squares: Scalar = 0
      for other in g.window(of: channel) {
        let value = input[(image * g.channels + other) * g.plane + position]
        squares += value * value
      }
      return Scalar(g.k) + Scalar(g.alpha / Double(g.size)) * squares
    }
  }
}
