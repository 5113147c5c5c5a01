import Kernels

extension Tensor {
  /// The sum of all values, a tensor without axes. Its gradient reaches every value alike.
  public func sum() -> Tensor {
    let inputShape = shape
    return .operation(
      OperationStep("sum", arithmetic: "all \(count) values become one", reach: .everything), inputs: [self],
      shape: []
    ) { output in
      output.mutablePointer[0] = Summation.total(count, pointer)
    } backward: { _ in
      { gradient in [Tensor(repeating: gradient.item(), shape: inputShape)] }
    }
  }

  /// The sums along one axis, which disappears: `[64, 10]` summed over axis 0 is `[10]`.
  ///
  /// - Parameter axis: negative numbers count from the last
  public func sum(axis: Int) -> Tensor {
    let inputShape = shape
    let (outer, length, inner) = shape.split(at: axis, "sum")
    var left = shape.dimensions
    left.remove(at: axis < 0 ? axis + rank : axis)
    return .operation(
      OperationStep("sum", arithmetic: "axis \(axis) of \(length) values becomes one", reach: .everything),
      inputs: [self], shape: Shape(left)
    ) { output in
      Summation.overMiddle(outer: outer, length: length, inner: inner, pointer, output: output.mutablePointer)
    } backward: { _ in
      { gradient in
        let spread = Tensor(uninitialized: inputShape)
        for row in 0..<outer * length {
          spread.mutablePointer.advanced(by: row * inner)
            .update(from: gradient.pointer + row / length * inner, count: inner)
        }
        return [spread]
      }
    }
  }

  private var rank: Int { shape.rank }
}

extension Shape {
  /// The shape seen as `[outer, length, inner]` around one axis.
  func split(at axis: Int, _ name: String) -> (outer: Int, length: Int, inner: Int) {
    let position = axis < 0 ? axis + rank : axis
    requireShapes(dimensions.indices.contains(position), "\(name): the shape \(self) has no axis \(axis)")
    return (
      dimensions[..<position].reduce(1, *), dimensions[position], dimensions[(position + 1)...].reduce(1, *)
    )
  }
}
