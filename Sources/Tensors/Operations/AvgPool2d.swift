import Kernels

/// The mean of the values under a window that slides over every channel; cells of the padding count as zeros,
/// as in PyTorch.
///
/// A side of the output is `(input + 2·padding − kernel) / stride + 1`, rounded down. Every value of a window
/// gets an even share of its gradient.
///
/// - Parameters:
///   - x: `[batch, channels, height, width]`
///   - kernel: the window's sides
///   - stride: from one window to the next; nil for the window's own size, so that windows touch
///   - padding: cells of zeros added on each side; at most half the window
/// - Returns: `[batch, channels, outputHeight, outputWidth]`
public func avgPool2d(_ x: Tensor, _ kernel: Pair, stride: Pair? = nil, padding: Pair = 0) -> Tensor {
  let (g, step, shape) = pooling("avg_pool2d", x, kernel, stride ?? kernel, padding)
  let inputShape = x.shape
  return .operation(step, inputs: [x], shape: shape) { output in
    AveragePooling.forward(g, input: x.pointer, output: output.mutablePointer)
  } backward: { _ in
    { gradient in
      let inputGradient = Tensor(uninitialized: inputShape)
      AveragePooling.backward(g, gradient: gradient.pointer, inputGradient: inputGradient.mutablePointer)
      return [inputGradient]
    }
  }
}
