import Kernels

/// The rectified linear unit, y = max(0, x) (AlexNet paper, §3.1).
///
/// ∂x = ∂y where y > 0 and 0 elsewhere: the output says it all, the input is not kept.
public func relu(_ x: Tensor) -> Tensor {
  .operation(OperationStep("relu", arithmetic: ShapeArithmetic.unchanged), inputs: [x], shape: x.shape) {
    output in
    Rectification.forward(x.count, input: x.pointer, output: output.mutablePointer)
  } backward: { output in
    { gradient in
      let inputGradient = Tensor(uninitialized: output.shape)
      Rectification.backward(
        output.count, output: output.pointer, gradient: gradient.pointer,
        inputGradient: inputGradient.mutablePointer)
      return [inputGradient]
    }
  }
}
