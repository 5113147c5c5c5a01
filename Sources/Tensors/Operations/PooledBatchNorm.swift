import Kernels

/// `maxPool2d(batchNorm(x, …), …)`, or `rectifiedMaxPool2d(batchNorm(x, …), …)`, in one operation.
///
/// Values, running statistics and gradients are those of the two operations, to the bit: the two are the readable
/// reference of this one. Between them lies the largest tensor of a layer, and on the way back its gradient. Here
/// neither comes to be; how is told at ``PooledBatchNormalisation``. In a walk through a network the two are recorded
/// one by one.
///
/// - Parameters:
///   - x: `[batch, channels, height, width]`
///   - isRectified: whether a ReLU stands between the two; it is taken after the pooling, as in
///     ``rectifiedMaxPool2d(_:_:stride:padding:)``
///   - kernel, stride, padding: as in ``maxPool2d(_:_:stride:padding:)``
///
/// The others are those of
/// ``batchNorm(_:runningMean:runningVariance:weight:bias:training:momentum:epsilon:)``.
/// - Returns: `[batch, channels, outputHeight, outputWidth]`
public func pooledBatchNorm(
  _ x: Tensor, runningMean: inout Tensor, runningVariance: inout Tensor, weight: Tensor? = nil,
  bias: Tensor? = nil, training: Bool, momentum: Double = 0.1, epsilon: Double = 1e-5, isRectified: Bool,
  _ kernel: Pair, stride: Pair? = nil, padding: Pair = 0
) -> Tensor {
  let inputs = [x, weight, bias].compactMap(\.self)
  if inputs.contains(where: \.isAbstract) {
    let normalised = batchNorm(
      x, runningMean: &runningMean, runningVariance: &runningVariance, weight: weight, bias: bias,
      training: training, momentum: momentum, epsilon: epsilon)
    return maxPool2d(normalised, kernel, stride: stride, padding: padding, isRectified: isRectified)
  }
  let (pooling, _, shape) = maxPooling(x, kernel, stride: stride, padding: padding)
  let channels = NormalisedChannels(
    of: x, runningMean, runningVariance, weight, bias, training: training)
  let keeps = GradientMode.isEnabled && inputs.contains(where: \.requiresGradient)
  let winners = Bytes(count: keeps ? shape.count : 0)
  let step = OperationStep("pooled_batch_norm")
  let output = Tensor.operation(step, inputs: inputs, shape: shape) { output in
    if training {
      PooledBatchNormalisation.forwardTraining(
        channels.geometry, pooling, input: x.pointer, epsilon: epsilon, weight: weight?.pointer,
        bias: bias?.pointer, mean: channels.mean.mutablePointer, variance: channels.variance.mutablePointer,
        output: output.mutablePointer, indices: keeps ? winners.pointer : nil, isRectified: isRectified)
    } else {
      PooledBatchNormalisation.forward(
        channels.geometry, pooling, input: x.pointer, mean: channels.mean.pointer,
        variance: channels.variance.pointer, epsilon: epsilon, weight: weight?.pointer, bias: bias?.pointer,
        output: output.mutablePointer, indices: keeps ? winners.pointer : nil, isRectified: isRectified)
    }
  } backward: { output in
    let (keptInput, keptWeight) = (x.detached(), weight?.detached())
    let rectified = isRectified ? output : nil
    return { gradient in
      channels.gradients {
        PooledBatchNormalisation.backward(
          channels.geometry, pooling, input: keptInput.pointer, gradient: gradient.pointer,
          indices: winners.pointer, rectified: rectified?.pointer, mean: channels.mean.pointer,
          variance: channels.variance.pointer, epsilon: epsilon, weight: keptWeight?.pointer,
          training: training, inputGradient: $0, weightGradient: $1, biasGradient: $2)
      }
    }
  }
  channels.move(&runningMean, &runningVariance, momentum: momentum)
  return output
}
