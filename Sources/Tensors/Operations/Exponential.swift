import Kernels

/// y = eˣ, which is its own derivative: ∂x = y · ∂y.
public func exp(_ x: Tensor) -> Tensor {
  .operation(OperationStep("exp", arithmetic: OperationStep.shapeStays), inputs: [x], shape: x.shape) {
    output in
    Elementwise.exponential(x.count, x.pointer, output: output.mutablePointer)
  } backward: { output in
    { gradient in [gradient * output] }
  }
}
