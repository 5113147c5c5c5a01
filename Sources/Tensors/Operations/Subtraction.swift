import Kernels

extension Tensor {
  /// y = a − b, value by value. The gradient passes to a as it is, and to b with its sign changed.
  public static func - (left: Tensor, right: Tensor) -> Tensor {
    left.requireSameShape(right, "-")
    let rightNeeds = right.requiresGradient
    return operation(
      OperationStep("subtract", arithmetic: OperationStep.shapeStays), inputs: [left, right],
      shape: left.shape
    ) { output in
      Elementwise.subtract(output.count, left.pointer, right.pointer, output: output.mutablePointer)
    } backward: { _ in
      { gradient in [gradient, rightNeeds ? -gradient : nil] }
    }
  }
}
