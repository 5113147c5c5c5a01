import Kernels

/// The logarithms of the probabilities that ``softmax(_:axis:)`` gives, without the detour that would round
/// small ones to zero: y = x − log Σ eˣ. The mathematics is at ``SoftmaxRows``.
///
/// - Parameter axis: negative numbers count from the last; 1 for `[batch, classes]`
public func logSoftmax(_ x: Tensor, axis: Int = 1) -> Tensor {
  let g = SoftmaxGeometry(x, axis, "log_softmax")
  let step = OperationStep(
    "log_softmax", arithmetic: OperationStep.shapeStays, reach: .across(axis: axis, of: x.shape))
  return .operation(step, inputs: [x], shape: x.shape) { output in
    SoftmaxRows.logForward(g, input: x.pointer, output: output.mutablePointer)
  } backward: { output in
    { gradient in
      let inputGradient = Tensor(uninitialized: output.shape)
      SoftmaxRows.logBackward(
        g, output: output.pointer, gradient: gradient.pointer, inputGradient: inputGradient.mutablePointer)
      return [inputGradient]
    }
  }
}
