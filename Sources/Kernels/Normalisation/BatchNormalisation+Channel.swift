/// What one channel's task is made of. A kernel that does more with each plane than normalise it, as
/// ``PooledBatchNormalisation`` does, is made of the same.
extension BatchNormalisation {
  /// A channel's normalisation with γ and β: (x − center) · scale + shift.
  struct ChannelLine {
    private let center: Float
    private let scale: Float
    private let shift: Float

    @inline(__always)
    init(
      _ channel: Int, _ mean: UnsafePointer<Float>, _ variance: UnsafePointer<Float>, _ epsilon: Double,
      _ weight: UnsafePointer<Float>?, _ bias: UnsafePointer<Float>?
    ) {
      center = mean[channel]
      scale = (weight?[channel] ?? 1) / (variance[channel] + Float(epsilon)).squareRoot()
      shift = bias?[channel] ?? 0
    }

    /// Normalises one plane.
    @inline(__always)
    func apply(_ plane: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
      forEachVector(in: 0..<plane) { index in
        y.store(
          (x.vector(at: index) - Vector(repeating: center)) * scale + Vector(repeating: shift), at: index)
      } scalar: { index in
        y[index] = (x[index] - center) * scale + shift
      }
    }
  }

  /// Calls `body` with where the channel begins in each image.
  @inline(__always)
  static func forEachPlane(_ g: BatchNormalisationGeometry, _ channel: Int, _ body: (_ start: Int) -> Void) {
    for image in 0..<g.batch { body(g.start(image: image, channel: channel)) }
  }

  /// Mean and biased variance of one channel; the variance about the mean found first, which does not cancel.
  @inline(__always)
  static func statistics(
    _ g: BatchNormalisationGeometry, _ channel: Int, _ input: UnsafePointer<Float>
  ) -> (Float, Float) {
    var sum = 0.0
    forEachPlane(g, channel) { start in
      let x = input + start
      sum += Double(laneSum(g.plane, vector: x.vector(at:), scalar: { x[$0] }))
    }
    let center = Float(sum / Double(g.valuesPerChannel))
    var squares = 0.0
    forEachPlane(g, channel) { start in
      let x = input + start
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

  /// One channel of ``backward(_:input:gradient:mean:variance:epsilon:weight:training:inputGradient:weightGradient:biasGradient:)``.
  ///
  /// - Parameter gradient: the loss by the output's plane that begins at `start`. It is asked for each plane twice, first
  ///   for the sums, and what it gives is read before it is asked again.
  @inline(__always)
  static func backward(
    _ g: BatchNormalisationGeometry, _ channel: Int, input: UnsafePointer<Float>, mean: UnsafePointer<Float>,
    variance: UnsafePointer<Float>, epsilon: Double, weight: UnsafePointer<Float>?, training: Bool,
    inputGradient: UnsafeMutablePointer<Float>?, weightGradient: UnsafeMutablePointer<Float>?,
    biasGradient: UnsafeMutablePointer<Float>?, gradient: (_ start: Int) -> UnsafePointer<Float>
  ) {
    let inverse = 1 / (variance[channel] + Float(epsilon)).squareRoot()
    let center = mean[channel]
    var biasSum = 0.0
    var weightSum = 0.0
    if training || weightGradient != nil || biasGradient != nil {
      forEachPlane(g, channel) { start in
        let (x, dy) = (input + start, gradient(start))
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
    forEachPlane(g, channel) { start in
      let (x, dy, dx) = (input + start, gradient(start), inputGradient + start)
      forEachVector(in: 0..<g.plane) { index in
        let pull = (x.vector(at: index) - Vector(repeating: center)) * slope + Vector(repeating: shift)
        dx.store((dy.vector(at: index) - pull) * scale, at: index)
      } scalar: { index in
        dx[index] = (dy[index] - ((x[index] - center) * slope + shift)) * scale
      }
    }
  }
}
