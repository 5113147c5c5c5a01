import Kernels

/// Local response normalisation (AlexNet paper, §3.3): a value is damped by the squares of the channels
/// around it. The mathematics is at ``LocalResponseNormalisation``.
///
///     y = x / (k + α/n · Σ x²)^β, the sum over the n channels around x, zeros beyond the first and the last
///
/// PyTorch divides α by n and the paper does not: the paper's α = 10⁻⁴ with n = 5 is `alpha: 5e-4` here, with
/// `k: 2`.
///
/// - Parameters:
///   - x: `[batch, channels, height, width]`, or any shape from `[batch, channels]` on
///   - size: n
/// - Returns: the shape of x
public func localResponseNorm(
  _ x: Tensor, _ size: Int, alpha: Double = 1e-4, beta: Double = 0.75, k: Double = 1
) -> Tensor {
  requireShapes(
    x.shape.rank >= 2, of: [x],
    "local_response_norm looks across the channels of [batch, channels, …], found \(x.shape)")
  precondition(size > 0, "local_response_norm of \(x.shape): a size is at least 1, found \(size)")
  let g = LocalResponseGeometry(
    batch: x.shape[0], channels: x.shape[1], plane: x.shape.dimensions[2...].reduce(1, *), size: size,
    alpha: alpha, beta: beta, k: k)
  let step = OperationStep(
    "local_response_norm", arithmetic: OperationStep.shapeStays, reach: .across(axis: 1, of: x.shape))
  return .operation(step, inputs: [x], shape: x.shape) { output in
    LocalResponseNormalisation.forward(g, input: x.pointer, output: output.mutablePointer)
  } backward: { _ in
    let kept = x.detached()
    return { gradient in
      let inputGradient = Tensor(uninitialized: kept.shape)
      LocalResponseNormalisation.backward(
        g, input: kept.pointer, gradient: gradient.pointer, inputGradient: inputGradient.mutablePointer)
      return [inputGradient]
    }
  }
}
