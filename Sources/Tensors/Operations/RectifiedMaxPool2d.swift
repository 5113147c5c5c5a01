import Kernels

/// `maxPool2d(relu(x), …)` with the maximum taken first: the largest of some values, rectified, is the largest of the
/// rectified values.
///
/// Both orders give the same numbers and the same gradients, to the bit but for the sign of a zero. A window whose
/// largest value is positive has the same winner either way; of any other the gradient is zero either way, stopped by the
/// ReLU. This order rectifies four times fewer values, and above all it keeps none of the large ones: behind AlexNet's
/// first convolution the backward pass would hold 74 MB for its ReLU, at a batch of 64, and holds the 18 MB of the pooled
/// values, which the next layer keeps anyway.
///
/// - Parameters:
///   - x: `[batch, channels, height, width]`
///   - kernel, stride, padding: as in ``maxPool2d(_:_:stride:padding:)``
/// - Returns: `[batch, channels, outputHeight, outputWidth]`
public func rectifiedMaxPool2d(
  _ x: Tensor, _ kernel: Pair, stride: Pair? = nil, padding: Pair = 0
) -> Tensor {
  let (g, step, shape) = pooling("max_pool2d", x, kernel, stride ?? kernel, padding)
  precondition(
    g.window <= MaxPooling.largestWindow,
    "max_pool2d of \(x.shape): a window \(kernel) holds more than \(MaxPooling.largestWindow) values")
  let keeps = GradientMode.isEnabled && x.requiresGradient
  var winners: Bytes?
  return .operation(step, inputs: [x], shape: shape) { output in
    winners = keeps ? Bytes(count: output.count) : nil
    MaxPooling.forward(g, input: x.pointer, output: output.mutablePointer, indices: winners?.pointer)
    Rectification.forward(output.count, input: output.pointer, output: output.mutablePointer)
  } backward: { output in
    let (kept, inputShape) = (winners, x.shape)
    return { gradient in
      guard let kept else { return [nil] }
      var passed = gradient
      passed.withMutableValues { values in
        Rectification.backward(
          output.count, output: output.pointer, gradient: values, inputGradient: values)
      }
      let inputGradient = Tensor(uninitialized: inputShape)
      MaxPooling.backward(
        g, gradient: passed.pointer, indices: kept.pointer, inputGradient: inputGradient.mutablePointer)
      return [inputGradient]
    }
  }
}
