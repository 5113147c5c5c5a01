/// A learning rate for each step of a training: a pure function of the step, so that a resumed run goes on
/// where it was.
///
///     let optimizer = Adam(model.parameters(), learningRate: OneCycle(peak: 5e-4, steps: 200))
public protocol LearningRateSchedule: Sendable {
  /// The learning rate of step 0, 1, 2, …
  func learningRate(at step: Int) -> Double
}
