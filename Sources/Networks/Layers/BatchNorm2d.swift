import Tensors

/// Batch normalisation: each channel is shifted and scaled to mean 0 and variance 1, then by a learned γ and
/// β.
///
///     y = (x − mean) / √(variance + ε) · γ + β
///
/// In training, mean and variance are those of the batch, and the running ones follow them:
/// `running ← (1 − momentum) · running + momentum · batch`. In evaluation the running ones are used, so that
/// an image's result does not depend on its neighbours in the batch. Ioffe & Szegedy 2015; document 003,
/// section 3.2.2.
///
/// | tensor | shape |
/// |---|---|
/// | input, output | `[batch, channels, height, width]` |
/// | weight γ, bias β | `[channels]` |
/// | running_mean, running_var | `[channels]` |
/// | num_batches_tracked | a whole number |
public final class BatchNorm2d: Module, Layer {
  /// How many channels are normalised, each by itself.
  public let channels: Int
  /// ε, which keeps the division finite.
  public let epsilon: Double
  /// How much of the running statistics one batch replaces.
  public let momentum: Double
  /// γ, `[channels]`, at first ones; nil without learned scale and shift.
  public let weight: Parameter?
  /// β, `[channels]`, at first zeros.
  public let bias: Parameter?
  /// The mean that evaluation uses, `[channels]`, at first zeros.
  public let runningMean: Buffer
  /// The variance that evaluation uses, `[channels]`, at first ones.
  public let runningVariance: Buffer
  /// How many batches the running statistics have seen.
  public let batchesTracked: Buffer

  /// A normalisation of `channels` channels with PyTorch's defaults.
  ///
  /// - Parameter affine: whether there are γ and β to be learned
  public init(_ channels: Int, epsilon: Double = 1e-5, momentum: Double = 0.1, affine: Bool = true) {
    precondition(channels > 0, "BatchNorm2d(\(channels)): there is at least one channel")
    self.channels = channels
    self.epsilon = epsilon
    self.momentum = momentum
    weight = affine ? Parameter([channels], .ones) : nil
    bias = affine ? Parameter([channels], .zeros) : nil
    runningMean = Buffer(.tensor(.zeros([channels])), name: "running_mean")
    runningVariance = Buffer(.tensor(Tensor(repeating: 1, shape: [channels])), name: "running_var")
    batchesTracked = Buffer(.integer(0), name: "num_batches_tracked")
  }

  /// The shape stays. In training mode the running statistics change.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    requireChannels(input)
    return Trace.scope(self, input) { input in
      following(input) {
        batchNorm(
          input, runningMean: &$0, runningVariance: &$1, weight: weight?.value, bias: bias?.value,
          training: isTraining, momentum: momentum, epsilon: epsilon)
      }
    }
  }

  /// What this layer, a ``ReLU`` if `isRectified`, and `pooling` make of `input`.
  func pooled(_ input: Tensor, by pooling: MaxPool2d, isRectified: Bool) -> Tensor {
    requireChannels(input)
    pooling.requireImages(input)
    return following(input) {
      pooledBatchNorm(
        input, runningMean: &$0, runningVariance: &$1, weight: weight?.value, bias: bias?.value,
        training: isTraining, momentum: momentum, epsilon: epsilon, isRectified: isRectified,
        pooling.kernelSize, stride: pooling.stride, padding: pooling.padding)
    }
  }

  private func requireChannels(_ input: Tensor) {
    require(
      input.shape.rank == 4 && input.shape[1] == channels, input, is: "[batch, \(channels), height, width]")
    require(
      !isTraining || input.isAbstract || input.count > channels, input,
      is: "with more than one value in each channel, or evaluate() before: one value has no variance")
  }

  /// Lends the running statistics to `body` and, in training mode, keeps what it makes of them.
  private func following(
    _ input: Tensor, _ body: (_ mean: inout Tensor, _ variance: inout Tensor) -> Tensor
  ) -> Tensor {
    var (mean, variance) = (runningMean.tensor, runningVariance.tensor)
    let output = body(&mean, &variance)
    if isTraining && !input.isAbstract {
      (runningMean.tensor, runningVariance.tensor) = (mean, variance)
      batchesTracked.integer += 1
    }
    return output
  }

  /// As PyTorch prints it.
  public override var details: String {
    "\(channels), eps=\(epsilon), momentum=\(momentum), affine=\(pythonText(weight != nil)), "
      + "track_running_stats=True"
  }
}
