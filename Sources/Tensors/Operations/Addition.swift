import Kernels

extension Tensor {
  /// y = a + b, value by value. The gradient passes to both sides as it is.
  ///
  ///     Tensor([1, 2], shape: [2]) + Tensor([10, 20], shape: [2])   // 11, 22
  public static func + (left: Tensor, right: Tensor) -> Tensor {
    left.requireSameShape(right, "+")
    return operation(
      OperationStep("add", arithmetic: OperationStep.shapeStays), inputs: [left, right], shape: left.shape
    ) { output in
      Elementwise.add(output.count, left.pointer, right.pointer, output: output.mutablePointer)
    } backward: { _ in
      { gradient in [gradient, gradient] }
    }
  }

  /// Stops unless both tensors have one shape: values are combined one by one, and nothing is stretched to
  /// fit.
  func requireSameShape(_ other: Tensor, _ name: String) {
    requireShapes(
      shape == other.shape, of: [self, other],
      "\(name) combines two tensors of one shape, found \(shape) and \(other.shape)")
  }
}
