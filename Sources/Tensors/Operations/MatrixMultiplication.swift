import Kernels

/// The product of two matrices, C = A · B, of shapes `[m, k]` and `[k, n]`: `[m, n]`.
///
///     ∂A = ∂C · Bᵀ          ∂B = Aᵀ · ∂C
public func matmul(_ left: Tensor, _ right: Tensor) -> Tensor {
  requireShapes(
    left.shape.rank == 2 && right.shape.rank == 2 && left.shape[1] == right.shape[0], of: [left, right],
    "matmul multiplies [m, k] by [k, n], found \(left.shape) and \(right.shape)")
  let (m, k, n) = (left.shape[0], left.shape[1], right.shape[1])
  let step = OperationStep(
    "matmul", arithmetic: "[\(m), \(k)] · [\(k), \(n)] = [\(m), \(n)]", multiplyAdds: m * n * k,
    reach: .everything)
  let keptLeft = right.requiresGradient ? left.detached() : nil
  let keptRight = left.requiresGradient ? right.detached() : nil
  return .operation(step, inputs: [left, right], shape: [m, n]) { output in
    MatrixProduct.parallel(
      m, n, k, a: left.pointer, aStride: k, transposeA: false, b: right.pointer, bStride: n,
      transposeB: false, c: output.mutablePointer, cStride: n, accumulate: false)
  } backward: { _ in
    { gradient in
      let leftGradient = keptRight.map { right in
        let result = Tensor(uninitialized: [m, k])
        MatrixProduct.parallel(
          m, k, n, a: gradient.pointer, aStride: n, transposeA: false, b: right.pointer, bStride: n,
          transposeB: true, c: result.mutablePointer, cStride: k, accumulate: false)
        return result
      }
      let rightGradient = keptLeft.map { left in
        let result = Tensor(uninitialized: [k, n])
        MatrixProduct.parallel(
          k, n, m, a: left.pointer, aStride: k, transposeA: true, b: gradient.pointer, bStride: n,
          transposeB: false, c: result.mutablePointer, cStride: n, accumulate: false)
        return result
      }
      return [leftGradient, rightGradient]
    }
  }
}
