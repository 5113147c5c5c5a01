import Kernels

extension Tensor {
  /// y = a · b, value by value: ∂a = b · ∂y and ∂b = a · ∂y, so each side is kept only if the other wants a
  /// gradient.
  public static func * (left: Tensor, right: Tensor) -> Tensor {
    left.requireSameShape(right, "*")
    let keptLeft = right.requiresGradient ? left.detached() : nil
    let keptRight = left.requiresGradient ? right.detached() : nil
    return operation(
      OperationStep("multiply", arithmetic: OperationStep.shapeStays), inputs: [left, right],
      shape: left.shape
    ) { output in
      Elementwise.multiply(output.count, left.pointer, right.pointer, output: output.mutablePointer)
    } backward: { _ in
      { gradient in [keptRight.map { gradient * $0 }, keptLeft.map { gradient * $0 }] }
    }
  }
}
