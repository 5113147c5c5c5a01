/// One step of stochastic gradient descent with momentum, as PyTorch computes it (dampening 0):
///
///     g ← g + λ θ                 weight decay
///     b ← μ b + g                 momentum; b starts at zero
///     d = b, or g + μ b           the plain step, or Nesterov's, which looks ahead (Sutskever et al. 2013)
///     θ ← θ − η d
///
/// One pass, for the reason given at ``AdamUpdate``.
public struct SGDUpdate: Hashable, Sendable {
  private let learningRate: Double
  private let momentum: Double
  private let nesterov: Bool
  private let weightDecay: Double

  /// - Parameters:
  ///   - learningRate: η
  ///   - momentum: μ
  ///   - nesterov: whether to take Nesterov's step; needs momentum
  ///   - weightDecay: λ
  public init(learningRate: Double, momentum: Double = 0, nesterov: Bool = false, weightDecay: Double = 0) {
    precondition(!nesterov || momentum > 0, "Nesterov's step needs a momentum above 0, found \(momentum)")
    self.learningRate = learningRate
    self.momentum = momentum
    self.nesterov = nesterov
    self.weightDecay = weightDecay
  }

  /// The fewest values that one task takes: a microsecond or so, as long as handing it over.
  private static let least = 1 << 12

  /// Updates a parameter and its velocity; all have `count` values.
  ///
  /// - Parameter velocity: b; nil when there is no momentum
  public func apply(
    _ count: Int, parameter: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>,
    velocity: UnsafeMutablePointer<Float>?
  ) {
    let (rate, mu, decay) = (Float(learningRate), Float(momentum), Float(weightDecay))
    parallelRanges(count, least: Self.least) { range in
      guard let velocity else {
        for index in range { parameter[index] -= rate * (gradient[index] + decay * parameter[index]) }
        return
      }
      // Of the plain step only b counts, of Nesterov's both: two factors instead of a branch for every value.
      let (ofGradient, ofVelocity): (Float, Float) = nesterov ? (1, mu) : (0, 1)
      for index in range {
        let g = gradient[index] + decay * parameter[index]
        let b = mu * velocity[index] + g
        velocity[index] = b
        parameter[index] -= rate * (ofGradient * g + ofVelocity * b)
      }
    }
  }

  /// The same, written to be read, in any precision.
  public func applyReference<Scalar: BinaryFloatingPoint>(
    _ count: Int, parameter: UnsafeMutablePointer<Scalar>, gradient: UnsafePointer<Scalar>,
    velocity: UnsafeMutablePointer<Scalar>?
  ) {
    for index in 0..<count {
      let g = gradient[index] + Scalar(weightDecay) * parameter[index]
      var direction = g
      if let velocity {
        velocity[index] = Scalar(momentum) * velocity[index] + g
        direction = nesterov ? g + Scalar(momentum) * velocity[index] : velocity[index]
      }
      parameter[index] -= Scalar(learningRate) * direction
    }
  }
}
