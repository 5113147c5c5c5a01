import Tensors

/// The largest value under a window that slides over every channel: nothing is learned, and cells of the padding never
/// win.
///
/// AlexNet's overlapping windows (§3.4 of the paper), `MaxPool2d(kernelSize: 3, stride: 2)`, make
/// (55 − 3) / 2 + 1 = 27 of 55; the formula stands at ``Pool2d``.
public final class MaxPool2d: Pool2d, Layer {
  /// `[batch, channels, height, width]` becomes `[batch, channels, outputHeight, outputWidth]`.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    requireImages(input)
    return Trace.scope(self, input) { maxPool2d($0, kernelSize, stride: stride, padding: padding) }
  }

  /// What a ``ReLU`` and then this layer make of `input`.
  func rectified(_ input: Tensor) -> Tensor {
    requireImages(input)
    return rectifiedMaxPool2d(input, kernelSize, stride: stride, padding: padding)
  }

  /// As PyTorch prints it, with the two settings that Lookbook does not have.
  public override var details: String { super.details + ", dilation=1, ceil_mode=False" }
}
