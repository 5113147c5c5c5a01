import Kernels
import Tensors

/// Stochastic gradient descent: a step against the gradient, with momentum if wanted.
///
///     g ← g + λ θ                 weight decay
///     b ← μ b + g                 momentum
///     θ ← θ − η b                 or θ ← θ − η (g + μ b), Nesterov's step, which looks ahead
///
/// As PyTorch computes it. The AlexNet paper (§5) trained with μ = 0.9 and λ = 0.0005; its update rule
/// multiplies the momentum by the learning rate of each step before it is added up, which differs from this
/// one only while the rate changes.
public final class SGD: Optimizer {
  /// What is being learned, each parameter once.
  public let parameters: [Parameter]
  /// η, how far one step goes. With a ``schedule`` every step sets it anew.
  public var learningRate: Double
  /// The learning rate of each step; nil to leave ``learningRate`` as it is.
  public var schedule: (any LearningRateSchedule)?
  /// How many steps were taken.
  public private(set) var stepCount = 0

  /// μ, how much of the last step's direction is kept.
  public let momentum: Double
  /// Whether the step looks ahead along its momentum (Sutskever et al. 2013).
  public let nesterov: Bool
  /// λ, how strongly weights are pulled to zero.
  public let weightDecay: Double

  private var moments: Moments

  /// An optimiser with PyTorch's defaults. Nesterov's step needs a momentum above 0.
  public init(
    _ parameters: [Parameter], learningRate: Double = 1e-3, momentum: Double = 0, nesterov: Bool = false,
    weightDecay: Double = 0
  ) {
    Self.require(learningRate, "the learning rate")
    Self.require(momentum, "momentum")
    Self.require(weightDecay, "weight decay")
    precondition(!nesterov || momentum > 0, "SGD: Nesterov's step needs a momentum above 0")
    self.parameters = Self.checked(parameters)
    self.learningRate = learningRate
    self.momentum = momentum
    self.nesterov = nesterov
    self.weightDecay = weightDecay
    moments = Moments(momentum > 0 ? ["momentum_buffer"] : [], for: self.parameters)
  }

  /// The same with a learning rate that follows a schedule.
  public convenience init(
    _ parameters: [Parameter], learningRate schedule: any LearningRateSchedule, momentum: Double = 0,
    nesterov: Bool = false, weightDecay: Double = 0
  ) {
    self.init(
      parameters, learningRate: schedule.learningRate(at: 0), momentum: momentum, nesterov: nesterov,
      weightDecay: weightDecay)
    self.schedule = schedule
  }

  /// Changes every parameter that has a gradient, in one pass over its memory.
  public func step() {
    if let schedule { learningRate = schedule.learningRate(at: stepCount) }
    stepCount += 1
    let update = SGDUpdate(
      learningRate: learningRate, momentum: momentum, nesterov: nesterov, weightDecay: weightDecay)
    for (index, parameter) in parameters.enumerated() {
      guard let gradient = parameter.gradient else { continue }
      moments.update(index, shape: parameter.shape) { _, means in
        parameter.update { values in
          update.apply(parameter.count, parameter: values, gradient: gradient.pointer, velocity: means.first)
        }
      }
    }
  }

  /// What a checkpoint keeps: see ``Optimizer/state``.
  public var state: [(name: String, value: StoredValue)] { [("step", .integer(stepCount))] + moments.state }

  /// Goes on from a ``state``; nothing changes unless all of it fits.
  public func load(
    _ state: [(name: String, value: StoredValue)], from source: String
  ) throws(WeightFileError) {
    (stepCount, moments) = try Self.restored(state, moments: moments, parameters: parameters, from: source)
  }
}
