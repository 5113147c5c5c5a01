import Kernels

/// The largest value under a window that slides over every channel (AlexNet paper, §3.4).
///
/// A side of the output is `(input + 2·padding − kernel) / stride + 1`, rounded down. The gradient goes to
/// the value that won its window; which one that was is kept in a byte for each output, not in the input.
///
/// - Parameters:
///   - x: `[batch, channels, height, width]`
///   - kernel: the window's sides; at most 256 values in all
///   - stride: from one window to the next; nil for the window's own size, so that windows touch
///   - padding: cells added on each side, which never win; at most half the window
/// - Returns: `[batch, channels, outputHeight, outputWidth]`
public func maxPool2d(_ x: Tensor, _ kernel: Pair, stride: Pair? = nil, padding: Pair = 0) -> Tensor {
  maxPool2d(x, kernel, stride: stride, padding: padding, isRectified: false)
}

/// What ``maxPool2d(_:_:stride:padding:)`` and ``rectifiedMaxPool2d(_:_:stride:padding:)`` have in common.
///
/// - Parameter isRectified: whether a ReLU follows, and so comes first on the way back.
func maxPool2d(
  _ x: Tensor, _ kernel: Pair, stride: Pair?, padding: Pair, isRectified: Bool
) -> Tensor {
  let (g, step, shape) = maxPooling(x, kernel, stride: stride, padding: padding)
  let keeps = GradientMode.isEnabled && x.requiresGradient
  var winners: Bytes?
  return .operation(step, inputs: [x], shape: shape) { output in
    winners = keeps ? Bytes(count: output.count) : nil
    MaxPooling.forward(
      g, input: x.pointer, output: output.mutablePointer, indices: winners?.pointer, isRectified: isRectified)
  } backward: { output in
    let (kept, inputShape, rectified) = (winners, x.shape, isRectified ? output : nil)
    return { gradient in
      guard let kept else { return [nil] }
      let inputGradient = Tensor(uninitialized: inputShape)
      MaxPooling.backward(
        g, gradient: gradient.pointer, indices: kept.pointer, rectified: rectified?.pointer,
        inputGradient: inputGradient.mutablePointer)
      return [inputGradient]
    }
  }
}

/// Checks a max pooling's sizes and explains its output.
func maxPooling(
  _ x: Tensor, _ kernel: Pair, stride: Pair?, padding: Pair
) -> (PoolingGeometry, OperationStep, Shape) {
  let (g, step, shape) = pooling("max_pool2d", x, kernel, stride ?? kernel, padding)
  precondition(
    g.window <= MaxPooling.largestWindow,
    "max_pool2d of \(x.shape): a window \(kernel) holds more than \(MaxPooling.largestWindow) values")
  return (g, step, shape)
}

/// Checks a pooling's sizes and explains its output.
func pooling(
  _ name: String, _ x: Tensor, _ kernel: Pair, _ stride: Pair, _ padding: Pair
) -> (PoolingGeometry, OperationStep, Shape) {
  requireShapes(
    x.shape.rank == 4, of: [x],
    "\(name) slides over [batch, channels, height, width], found the shape \(x.shape)")
  let window = SlidingWindow(kernel, stride: stride, padding: padding)
  requireShapes(
    window.fits(x.shape), of: [x],
    "\(name): a window \(kernel) does not fit into \(x.shape) with padding \(padding)")
  let g = PoolingGeometry(
    planes: x.shape[0] * x.shape[1], input: (x.shape[2], x.shape[3]), kernel: (kernel.height, kernel.width),
    stride: (stride.height, stride.width), padding: (padding.height, padding.width))
  let step = OperationStep(
    name,
    arithmetic: ShapeArithmetic.sides(of: x.shape, under: window, hidesPadding: padding == 0),
    reach: .window(window))
  return (g, step, [x.shape[0], x.shape[1], g.outputHeight, g.outputWidth])
}
