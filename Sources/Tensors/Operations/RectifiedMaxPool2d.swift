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
  maxPool2d(x, kernel, stride: stride, padding: padding, isRectified: true)
}
