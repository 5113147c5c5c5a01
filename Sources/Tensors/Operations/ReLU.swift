import Kernels

/// The rectified linear unit, y = max(0, x) (AlexNet paper, §3.1).
///
/// ∂x = ∂y where y > 0 and 0 elsewhere: the output says it all, the input is not kept.
public func relu(_ x: Tensor) -> Tensor {
  .operation(OperationStep("relu", arithmetic: OperationStep.shapeStays), inputs: [x], shape: x.shape) {
    output in
    Rectification.forward(x.count, input: x.pointer, output: output.mutablePointer)
  } backward: { output in
    { gradient in
      // In place where nobody else holds the gradient: AlexNet's largest is 74 MB at a batch of 64.
      var inputGradient = gradient
      inputGradient.withMutableValues { values in
        Rectification.backward(
          output.count, output: output.pointer, gradient: values, inputGradient: values)
      }
      return [inputGradient]
    }
  }
}
