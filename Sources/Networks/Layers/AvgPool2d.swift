import Tensors

/// The mean of the values under a window that slides over every channel; cells of the padding count as zeros.
///
/// The sides of the output follow the formula of ``Pool2d``.
public final class AvgPool2d: Pool2d, Layer {
  /// `[batch, channels, height, width]` becomes `[batch, channels, outputHeight, outputWidth]`.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    requireImages(input)
    return Trace.scope(self, input) { avgPool2d($0, kernelSize, stride: stride, padding: padding) }
  }
}
