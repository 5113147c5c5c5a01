import Kernels

/// y = ln x, with ∂x = ∂y / x.
public func log(_ x: Tensor) -> Tensor {
  .operation(OperationStep("log", arithmetic: OperationStep.shapeStays), inputs: [x], shape: x.shape) {
    output in
    Elementwise.logarithm(x.count, x.pointer, output: output.mutablePointer)
  } backward: { _ in
    let kept = x.detached()
    return { gradient in [gradient / kept] }
  }
}
