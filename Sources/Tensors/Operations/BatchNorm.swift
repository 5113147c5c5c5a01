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
  requireShapes(
    x.shape.rank == 4 || x.shape.rank == 2, of: [x],
    "batch_norm normalises [batch, channels, height, width] or [batch, channels], found \(x.shape)")
  let channels: Shape = [x.shape[1]]
  for (name, shape) in [
    ("running mean", runningMean.shape), ("running variance", runningVariance.shape),
    ("weight", weight?.shape ?? channels), ("bias", bias?.shape ?? channels),
  ] {
    requireShapes(
      shape == channels, of: [x],
      "batch_norm: a \(name) of shape \(shape) does not fit an input of \(x.shape)")
  }
  let g = BatchNormalisationGeometry(
    batch: x.shape[0], channels: x.shape[1], plane: x.shape.dimensions[2...].reduce(1, *))
  let step = OperationStep("batch_norm", arithmetic: OperationStep.shapeStays, multiplyAdds: x.count)
  let inputs = [x, weight, bias].compactMap { $0 }
  if inputs.contains(where: \.isAbstract) {
    return Tensor(abstract: x.shape, source: Trace.record(step, inputs: inputs, output: x.shape))
  }

  var (mean, variance) = (runningMean, runningVariance)
  if training {
    requireShapes(
      g.valuesPerChannel > 1, of: [x],
      "batch_norm: training needs more than one value in a channel, found the shape \(x.shape)")
    (mean, variance) = (Tensor(uninitialized: channels), Tensor(uninitialized: channels))
  }
  let (usedMean, usedVariance) = (mean, variance)
  let output = Tensor.operation(step, inputs: inputs, shape: x.shape) { output in
    if training {
      BatchNormalisation.forwardTraining(
        g, input: x.pointer, epsilon: epsilon, weight: weight?.pointer, bias: bias?.pointer,
        mean: usedMean.mutablePointer, variance: usedVariance.mutablePointer, output: output.mutablePointer)
    } else {
      BatchNormalisation.forward(
        g, input: x.pointer, mean: usedMean.pointer, variance: usedVariance.pointer, epsilon: epsilon,
        weight: weight?.pointer, bias: bias?.pointer, output: output.mutablePointer)
    }
  } backward: { _ in
    let (keptInput, keptWeight) = (x.detached(), weight?.detached())
    let needs = [x, weight, bias].map { $0?.requiresGradient ?? false }
    let given = [true, weight != nil, bias != nil]
    return { gradient in
      let gradients = [
        needs[0] ? Tensor(uninitialized: gradient.shape) : nil,
        needs[1] ? Tensor(uninitialized: channels) : nil,
        needs[2] ? Tensor(uninitialized: channels) : nil,
      ]
      BatchNormalisation.backward(
        g, input: keptInput.pointer, gradient: gradient.pointer, mean: usedMean.pointer,
        variance: usedVariance.pointer, epsilon: epsilon, weight: keptWeight?.pointer, training: training,
        inputGradient: gradients[0]?.mutablePointer, weightGradient: gradients[1]?.mutablePointer,
        biasGradient: gradients[2]?.mutablePointer)
      return zip(gradients, given).filter(\.1).map(\.0)
    }
  }
  if training {
    let unbiased = Float(g.valuesPerChannel) / Float(g.valuesPerChannel - 1)
    runningMean.follow(usedMean, scale: 1, momentum: Float(momentum))
    runningVariance.follow(usedVariance, scale: unbiased, momentum: Float(momentum))
  }
  return output
}

extension Tensor {
  /// self ← (1 − momentum) · self + momentum · scale · target
  fileprivate mutating func follow(_ target: Tensor, scale: Float, momentum: Float) {
    let count = count
    withMutableValues { values in
      for index in 0..<count {
        values[index] = (1 - momentum) * values[index] + momentum * (scale * target.pointer[index])
      }
    }
  }
}
