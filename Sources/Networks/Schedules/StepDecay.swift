#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The learning rate falls to a fraction every so many steps: η · γ^⌊step / interval⌋. PyTorch's `StepLR`.
///
/// The AlexNet paper (§5) divides it by 10 whenever the validation error stops falling; this one goes by the
/// clock.
public struct StepDecay: LearningRateSchedule {
  /// η, the rate of the first steps.
  public let initial: Double
  /// How many steps each rate lasts: for epochs, their number times the steps of an epoch.
  public let interval: Int
  /// γ, what is left of the rate.
  public let factor: Double

  /// A decay by `factor` every `interval` steps.
  public init(_ initial: Double, every interval: Int, by factor: Double = 0.1) {
    precondition(interval > 0, "StepDecay: a rate lasts at least 1 step, found \(interval)")
    self.initial = initial
    self.interval = interval
    self.factor = factor
  }

  /// The learning rate of a step.
  public func learningRate(at step: Int) -> Double { initial * pow(factor, Double(step / interval)) }
}
