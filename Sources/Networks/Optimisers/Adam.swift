import Kernels
import Tensors

/// Adam: each number moves by its mean gradient divided by how much its gradients vary, so that all learn at
/// a similar pace.
///
///     m ← β₁ m + (1 − β₁) g              v ← β₂ v + (1 − β₂) g²
///     θ ← θ − η · m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε)
///
/// Kingma & Ba 2015, algorithm 1, with PyTorch's defaults. The documents' optimiser. The two moments m and v
/// double what a network and its gradients need: 0.87 GiB in all for AlexNet.
public final class Adam: Optimizer {
  /// What is being learned, each parameter once.
  public let parameters: [Parameter]
  /// η, how far one step goes. With a ``schedule`` every step sets it anew.
  public var learningRate: Double
  /// The learning rate of each step; nil to leave ``learningRate`` as it is.
  public var schedule: (any LearningRateSchedule)?
  /// How many steps were taken.
  public private(set) var stepCount = 0

  /// β₁ and β₂: how much of the mean gradient and of the mean squared gradient a step keeps.
  public let betas: (Double, Double)
  /// ε, which keeps the division finite.
  public let epsilon: Double
  /// λ, how strongly weights are pulled to zero.
  public let weightDecay: Double
  /// Whether weight decay acts on the weights themselves instead of on the gradient: AdamW, Loshchilov &
  /// Hutter 2019.
  public let decoupled: Bool

  private var moments: Moments

  /// An optimiser with PyTorch's defaults.
  public init(
    _ parameters: [Parameter], learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    epsilon: Double = 1e-8, weightDecay: Double = 0, decoupled: Bool = false
  ) {
    Self.require(learningRate, "the learning rate")
    Self.require(epsilon, "epsilon")
    Self.require(weightDecay, "weight decay")
    precondition(
      (0..<1).contains(betas.0) && (0..<1).contains(betas.1), "Adam: betas lie in 0..<1, found \(betas)")
    self.parameters = Self.checked(parameters)
    self.learningRate = learningRate
    self.betas = betas
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    self.decoupled = decoupled
    moments = Moments(["exp_avg", "exp_avg_sq"], for: self.parameters)
  }

  /// The same with a learning rate that follows a schedule.
  public convenience init(
    _ parameters: [Parameter], learningRate schedule: any LearningRateSchedule,
    betas: (Double, Double) = (0.9, 0.999), epsilon: Double = 1e-8, weightDecay: Double = 0,
    decoupled: Bool = false
  ) {
    self.init(
      parameters, learningRate: schedule.learningRate(at: 0), betas: betas, epsilon: epsilon,
      weightDecay: weightDecay, decoupled: decoupled)
    self.schedule = schedule
  }

  /// Changes every parameter that has a gradient, in one pass over its memory.
  public func step() {
    if let schedule { learningRate = schedule.learningRate(at: stepCount) }
    stepCount += 1
    for (index, parameter) in parameters.enumerated() {
      guard let gradient = parameter.gradient else { continue }
      moments.update(index, shape: parameter.shape) { step, means in
        let update = AdamUpdate(
          step: step, learningRate: learningRate, beta1: betas.0, beta2: betas.1, epsilon: epsilon,
          weightDecay: weightDecay, decoupled: decoupled)
        parameter.update { values in
          update.apply(
            parameter.count, parameter: values, gradient: gradient.pointer, firstMoment: means[0],
            secondMoment: means[1])
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
