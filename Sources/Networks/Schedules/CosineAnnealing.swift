#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The learning rate falls along half a cosine wave: slowly, then fast, then slowly to its end. PyTorch's
/// `CosineAnnealingLR`.
///
///     η(t) = η_end + (η − η_end) · (1 + cos(π t / steps)) / 2
///
/// Loshchilov & Hutter 2017, equation 5, without restarts. After `steps` steps the wave goes on and the rate
/// rises again, as PyTorch's does.
public struct CosineAnnealing: LearningRateSchedule {
  /// η, the rate of the first step.
  public let initial: Double
  /// How many steps the fall takes.
  public let steps: Int
  /// The rate at its end.
  public let end: Double

  /// A fall from `initial` to `end` in `steps` steps.
  public init(_ initial: Double, steps: Int, end: Double = 0) {
    precondition(steps > 0, "CosineAnnealing: the fall takes at least 1 step, found \(steps)")
    self.initial = initial
    self.steps = steps
    self.end = end
  }

  /// The learning rate of a step.
  public func learningRate(at step: Int) -> Double {
    anneal(from: initial, to: end, Double(step) / Double(steps))
  }
}

/// The way from one rate to another along half a cosine wave, at a place from 0 to 1.
func anneal(from start: Double, to end: Double, _ place: Double) -> Double {
  end + (start - end) * (1 + cos(.pi * place)) / 2
}
