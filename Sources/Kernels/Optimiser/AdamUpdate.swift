/// One step of Adam (Kingma & Ba 2015, algorithm 1) as PyTorch computes it, for step t = 1, 2, …
///
/// g ← g + λ θ                          weight decay as an L2 penalty, or θ ← θ − η λ θ when decoupled
/// (AdamW)
///     m ← m + (1 − β₁)(g − m)
///     v ← β₂ v + (1 − β₂) g²
///     θ ← θ − η / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
///
/// AlexNet has 58 million parameters, and each needs four numbers read and three written: 1.6 GB a step. So
/// the step is bound by memory, and everything happens in one pass; done operation by operation it would move
/// four times as much.
public struct AdamUpdate: Hashable, Sendable {
  private let beta1Complement: Double
  private let beta2: Double
  private let epsilon: Double
  private let penalty: Double
  private let shrink: Double
  private let stepSize: Double
  private let inverseRootCorrection: Double

  /// - Parameters:
  ///   - step: t, counted from 1
  ///   - learningRate: η
  ///   - beta1: how much of the mean gradient m is kept
  ///   - beta2: how much of the mean squared gradient v is kept
  ///   - epsilon: ε
  ///   - weightDecay: λ
  /// - decoupled: whether weight decay acts on the parameter itself (Loshchilov & Hutter 2019) instead of
  ///     the gradient
  public init(
    step: Int, learningRate: Double, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    weightDecay: Double = 0, decoupled: Bool = false
  ) {
    precondition(step >= 1, "Adam counts its steps from 1, found \(step)")
    beta1Complement = 1 - beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    penalty = decoupled ? 0 : weightDecay
    shrink = decoupled ? 1 - learningRate * weightDecay : 1
    stepSize = learningRate / (1 - power(beta1, step))
    inverseRootCorrection = 1 / (1 - power(beta2, step)).squareRoot()
  }

  /// The fewest values that one task takes: a microsecond or two, as long as handing it over.
  private static let least = 1 << 12

  /// Updates a parameter and its two moments in one pass; all have `count` values.
  public func apply(
    _ count: Int, parameter: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>,
    firstMoment: UnsafeMutablePointer<Float>, secondMoment: UnsafeMutablePointer<Float>
  ) {
    parallelRanges(count, least: Self.least) { range in
      forEachVector(in: range) { index in
        let (theta, m, v) = moved(
          parameter.vector(at: index), gradient.vector(at: index), firstMoment.vector(at: index),
          secondMoment.vector(at: index))
        parameter.store(theta, at: index)
        firstMoment.store(m, at: index)
        secondMoment.store(v, at: index)
      } scalar: { index in
        let (theta, m, v) = moved(
          Vector(repeating: parameter[index]), Vector(repeating: gradient[index]),
          Vector(repeating: firstMoment[index]), Vector(repeating: secondMoment[index]))
        (parameter[index], firstMoment[index], secondMoment[index]) = (theta[0], m[0], v[0])
      }
    }
  }

  /// Sixteen parameters and their moments after the step.
  @inline(__always)
  private func moved(_ theta: Vector, _ g: Vector, _ m: Vector, _ v: Vector) -> (Vector, Vector, Vector) {
    let theta = theta * Float(shrink)
    let g = g + theta * Float(penalty)
    let m = m + (g - m) * Float(beta1Complement)
    let v = v * Float(beta2) + g * g * Float(1 - beta2)
    let deviation = v.squareRoot() * Float(inverseRootCorrection) + Float(epsilon)
    return (theta - m / deviation * Float(stepSize), m, v)
  }

  /// The same, written to be read, in any precision.
  public func applyReference<Scalar: BinaryFloatingPoint>(
    _ count: Int, parameter: UnsafeMutablePointer<Scalar>, gradient: UnsafePointer<Scalar>,
    firstMoment: UnsafeMutablePointer<Scalar>, secondMoment: UnsafeMutablePointer<Scalar>
  ) {
    for index in 0..<count {
      parameter[index] *= Scalar(shrink)
      let g = gradient[index] + Scalar(penalty) * parameter[index]
      firstMoment[index] += Scalar(beta1Complement) * (g - firstMoment[index])
      secondMoment[index] = Scalar(beta2) * secondMoment[index] + Scalar(1 - beta2) * g * g
      let deviation = secondMoment[index].squareRoot() * Scalar(inverseRootCorrection)
      parameter[index] -= Scalar(stepSize) * firstMoment[index] / (deviation + Scalar(epsilon))
    }
  }
}

/// base^exponent for a whole exponent, by squaring.
private func power(_ base: Double, _ exponent: Int) -> Double {
  var (result, square, left) = (1.0, base, exponent)
  while left > 0 {
    if left % 2 == 1 { result *= square }
    square *= square
    left /= 2
  }
  return result
}
