import Kernels

extension Tensor {
  /// y = a / b, value by value: ∂a = ∂y / b and ∂b = −∂y · y / b.
  public static func / (left: Tensor, right: Tensor) -> Tensor {
    left.requireSameShape(right, "/")
    let (leftNeeds, rightNeeds) = (left.requiresGradient, right.requiresGradient)
    return operation(
      OperationStep("divide", arithmetic: OperationStep.shapeStays), inputs: [left, right], shape: left.shape
    ) { output in
      Elementwise.divide(output.count, left.pointer, right.pointer, output: output.mutablePointer)
    } backward: { output in
      let divisor = right.detached()
      let quotient = rightNeeds ? output : nil
      return { gradient in
        [leftNeeds ? gradient / divisor : nil, quotient.map { -(gradient * $0 / divisor) }]
      }
    }
  }
}
