import Kernels

/// Batch normalisation: each channel shifted and scaled to mean 0 and variance 1, then by a learned γ and β.
/// The mathematics is at ``BatchNormalisation``.
///
/// In training mean and variance are the batch's own, and the running ones follow them:
/// `running ← (1 − momentum) · running + momentum · batch`, with the variance divided by m − 1 there and by m
/// in the normalisation itself, as PyTorch does. In evaluation the running ones are used.
///
/// - Parameters:
///   - x: `[batch, channels, height, width]` or `[batch, channels]`
///   - runningMean: `[channels]`; changed in training
///   - runningVariance: `[channels]`; changed in training
///   - weight: γ, `[channels]`; nil for ones
///   - bias: β, `[channels]`; nil for zeros
/// - Returns: the shape of x
public func batchNorm(
  _ x: Tensor, runningMean: inout Tensor, runningVariance: inout Tensor, weight: Tensor? = nil,
  bias: Tensor? = nil, training: Bool, momentum: Double = 0.1, epsilon: Double = 1e-5
) -> Tensor {
  let channels = NormalisedChannels(
    of: x, runningMean, runningVariance, weight, bias, training: training)
  let step = OperationStep("batch_norm", arithmetic: OperationStep.shapeStays, multiplyAdds: x.count)
  let inputs = [x, weight, bias].compactMap(\.self)
  let output = Tensor.operation(step, inputs: inputs, shape: x.shape) { output in
    if training {
      BatchNormalisation.forwardTraining(
        channels.geometry, input: x.pointer, epsilon: epsilon, weight: weight?.pointer, bias: bias?.pointer,
        mean: channels.mean.mutablePointer, variance: channels.variance.mutablePointer,
        output: output.mutablePointer)
    } else {
      BatchNormalisation.forward(
        channels.geometry, input: x.pointer, mean: channels.mean.pointer,
        variance: channels.variance.pointer, epsilon: epsilon, weight: weight?.pointer, bias: bias?.pointer,
        output: output.mutablePointer)
    }
  } backward: { _ in
    let (keptInput, keptWeight) = (x.detached(), weight?.detached())
    return { gradient in
      channels.gradients {
        BatchNormalisation.backward(
          channels.geometry, input: keptInput.pointer, gradient: gradient.pointer,
          mean: channels.mean.pointer, variance: channels.variance.pointer, epsilon: epsilon,
          weight: keptWeight?.pointer, training: training, inputGradient: $0, weightGradient: $1,
          biasGradient: $2)
      }
    }
  }
  channels.move(&runningMean, &runningVariance, momentum: momentum)
  return output
}
