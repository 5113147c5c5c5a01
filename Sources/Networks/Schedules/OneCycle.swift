/// The learning rate rises to a peak and falls far below where it began: PyTorch's `OneCycleLR`, after Smith
/// & Topin 2018. The rise lets a rate be used that would throw an untrained network off.
///
/// | from step | to step | rate |
/// |---|---|---|
/// | 0 | `warmUp` · steps − 1 | peak / 25 to peak |
/// | there | steps − 1 | peak to peak / 250,000 |
///
/// PyTorch also moves the momentum (Adam's β₁) from 0.95 down to 0.85 and back unless `cycle_momentum=False`
/// is given; here it stays. Later steps keep the last rate, where PyTorch stops with an error.
public struct OneCycle: LearningRateSchedule {
  /// The way from one rate to the next.
  public enum Annealing: Sendable {
    /// Along half a cosine wave: slowly at both ends.
    case cosine
    /// Along a straight line.
    case linear
  }

  /// The largest rate.
  public let peak: Double
  /// How many steps the whole training has.
  public let steps: Int
  /// Which part of them the rise takes, 0…1.
  public let warmUp: Double
  /// How many times smaller than the peak the first rate is.
  public let startDivisor: Double
  /// How many times smaller than the first rate the last one is.
  public let endDivisor: Double
  /// The way from one rate to the next.
  public let annealing: Annealing

  /// A cycle with PyTorch's defaults.
  public init(
    peak: Double, steps: Int, warmUp: Double = 0.3, startDivisor: Double = 25, endDivisor: Double = 10_000,
    annealing: Annealing = .cosine
  ) {
    precondition(steps > 0, "OneCycle: a training has at least 1 step, found \(steps)")
    precondition((0...1).contains(warmUp), "OneCycle: the rise takes a part from 0 to 1, found \(warmUp)")
    self.peak = peak
    self.steps = steps
    self.warmUp = warmUp
    self.startDivisor = startDivisor
    self.endDivisor = endDivisor
    self.annealing = annealing
  }

  /// The learning rate of a step.
  public func learningRate(at step: Int) -> Double {
    let start = peak / startDivisor
    let top = warmUp * Double(steps) - 1
    let last = Double(steps - 1)
    let step = min(Double(step), last)
    // A cycle of one step, or a rise of one, has no way to go: it is at its end.
    if step <= top { return rate(from: start, to: peak, top > 0 ? step / top : 1) }
    return rate(from: peak, to: start / endDivisor, last > top ? (step - top) / (last - top) : 1)
  }

  private func rate(from start: Double, to end: Double, _ place: Double) -> Double {
    switch annealing {
    case .cosine: anneal(from: start, to: end, place)
    case .linear: start + (end - start) * place
    }
  }
}
