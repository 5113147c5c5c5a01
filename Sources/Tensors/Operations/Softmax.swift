import Kernels

/// Probabilities from logits along one axis: y = eˣ / Σ eˣ. The mathematics is at ``SoftmaxRows``.
///
/// - Parameter axis: negative numbers count from the last; 1 for `[batch, classes]`
public func softmax(_ x: Tensor, axis: Int = 1) -> Tensor {
  let g = SoftmaxGeometry(x, axis, "softmax")
  let step = OperationStep(
    "softmax", arithmetic: OperationStep.shapeStays, reach: .across(axis: axis, of: x.shape))
  return .operation(step, inputs: [x], shape: x.shape) { output in
    SoftmaxRows.forward(g, input: x.pointer, output: output.mutablePointer)
  } backward: { output in
    { gradient in
      let inputGradient = Tensor(uninitialized: output.shape)
      SoftmaxRows.backward(
        g, output: output.pointer, gradient: gradient.pointer, inputGradient: inputGradient.mutablePointer)
      return [inputGradient]
    }
  }
}

extension SoftmaxGeometry {
  /// The sizes of a softmax over one axis of a tensor.
  init(_ x: Tensor, _ axis: Int, _ name: String) {
    let (outer, length, inner) = x.shape.split(at: axis, name)
    requireShapes(length > 0, of: [x], "\(name): axis \(axis) of the shape \(x.shape) is empty")
    self.init(outer: outer, classes: length, inner: inner)
  }
}
