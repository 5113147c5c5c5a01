import Kernels

/// A dense layer: y = x · Wᵀ + b.
///
///     ∂x = ∂y · W          ∂W = ∂yᵀ · x          ∂b = Σ ∂y over the rows, from the first to the last
///
/// - Parameters:
///   - x: `[rows, inputs]`; further axes before the last count as rows
///   - weight: `[outputs, inputs]`, as PyTorch keeps it
///   - bias: `[outputs]`, or nil
/// - Returns: `[rows, outputs]`
public func linear(_ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil) -> Tensor {
  requireShapes(
    x.shape.rank >= 1 && weight.shape.rank == 2 && x.shape[-1] == weight.shape[1], of: [x],
    "linear: an input of shape \(x.shape) does not fit a weight [outputs, inputs] of shape \(weight.shape)")
  let (outputs, inputs) = (weight.shape[0], weight.shape[1])
  requireShapes(
    bias == nil || bias?.shape == [outputs], of: [x],
    "linear: a bias of shape \(bias?.shape ?? []) does not fit a weight [outputs, inputs] of shape \(weight.shape)"
  )
  let leading = x.shape.dimensions.dropLast()
  let rows = leading.reduce(1, *)
  let step = OperationStep(
    "linear", arithmetic: "\(inputs) → \(outputs)", multiplyAdds: rows * inputs * outputs,
    reach: .everything)
  let keptInput = weight.requiresGradient ? x.detached() : nil
  let keptWeight = x.requiresGradient ? weight.detached() : nil
  let biasNeeds = bias?.requiresGradient ?? false

  return .operation(
    step, inputs: [x, weight] + (bias.map { [$0] } ?? []), shape: Shape(leading + [outputs])
  ) { output in
    let y = output.mutablePointer
    if rows <= FewRows.most {
      return FewRows.timesTransposed(
        rows, outputs, inputs, x: x.pointer, weight: weight.pointer, bias: bias?.pointer, y: y)
    }
    if let bias {
      for row in 0..<rows { (y + row * outputs).update(from: bias.pointer, count: outputs) }
    }
    MatrixProduct.parallel(
      rows, outputs, inputs, a: x.pointer, aStride: inputs, transposeA: false, b: weight.pointer,
      bStride: inputs, transposeB: true, c: y, cStride: outputs, accumulate: bias != nil)
  } backward: { _ in
    let inputShape = x.shape
    return { gradient in
      let inputGradient = keptWeight.map { weight in
        let result = Tensor(uninitialized: inputShape)
        MatrixProduct.parallel(
          rows, inputs, outputs, a: gradient.pointer, aStride: outputs, transposeA: false, b: weight.pointer,
          bStride: inputs, transposeB: false, c: result.mutablePointer, cStride: inputs, accumulate: false)
        return result
      }
      let weightGradient = keptInput.map { input in
        let result = Tensor(uninitialized: [outputs, inputs])
        MatrixProduct.parallel(
          outputs, inputs, rows, a: gradient.pointer, aStride: outputs, transposeA: true, b: input.pointer,
          bStride: inputs, transposeB: false, c: result.mutablePointer, cStride: inputs, accumulate: false)
        return result
      }
      guard biasNeeds else { return [inputGradient, weightGradient, nil] }
      let biasGradient = Tensor(uninitialized: [outputs])
      Summation.overMiddle(
        outer: 1, length: rows, inner: outputs, gradient.pointer, output: biasGradient.mutablePointer)
      return [inputGradient, weightGradient, biasGradient]
    }
  }
}
