extension Tensor {
  /// The same values in the same order under another shape; nothing is copied. PyTorch's `view` and
  /// `reshape`, and unlike NumPy's `resize` it never adds or drops a value.
  ///
  ///     images.reshaped([-1, 784])      // [100, 1, 28, 28] becomes [100, 784]
  ///
  /// - Parameter dimensions: the new lengths; one of them may be −1 and is then worked out from the others
  public func reshaped(_ dimensions: [Int]) -> Tensor {
    let known = dimensions.filter { $0 != -1 }.reduce(1, *)
    let missing = dimensions.count { $0 == -1 }
    requireShapes(
      missing <= 1 && (missing == 0 ? known == count : known > 0 && count % known == 0), of: [self],
      "reshaped: the \(count) values of \(shape) do not fill the shape \(dimensions)")
    let newShape = Shape(dimensions.map { $0 == -1 ? count / known : $0 })
    return reshaped(newShape, "reshape", arithmetic: ShapeArithmetic.regrouped(shape, as: newShape))
  }

  /// Axis `axis` and all that follow made into one; by default every axis but the batch's.
  ///
  ///     features.flattened()            // [64, 256, 6, 6] becomes [64, 9216]
  public func flattened(from axis: Int = 1) -> Tensor {
    requireShapes(
      (0...shape.rank).contains(axis), of: [self],
      "flattened: the shape \(shape) has no axis \(axis) to begin from")
    let kept = shape.dimensions[..<axis]
    let joined = shape.dimensions[axis...]
    return reshaped(
      Shape(kept + [joined.reduce(1, *)]), "flatten", arithmetic: ShapeArithmetic.product(joined))
  }

  private func reshaped(_ newShape: Shape, _ name: String, arithmetic: @autoclosure () -> String) -> Tensor {
    let oldShape = shape
    let step = OperationStep(name, arithmetic: arithmetic(), sharesMemory: true)
    let source = Trace.record(step, inputs: [self], output: newShape)
    var output = Tensor(shape: newShape, storage: storage, source: source)
    if GradientMode.isEnabled, let node {
      output.node = Node(operation: name, shape: newShape, inputs: [node]) { gradient in
        [Tensor(shape: oldShape, storage: gradient.storage)]
      }
    }
    return output
  }
}

/// Every axis but the batch's made into one: `[64, 256, 6, 6]` becomes `[64, 9216]`. See
/// ``Tensor/flattened(from:)``.
public func flatten(_ x: Tensor, from axis: Int = 1) -> Tensor { x.flattened(from: axis) }
