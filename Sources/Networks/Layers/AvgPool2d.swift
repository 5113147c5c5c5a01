import Tensors

/// The mean of the values under a window that slides over every channel; cells of the padding count as zeros.
///
/// | tensor | shape |
/// |---|---|
/// | input | `[batch, channels, height, width]` |
/// | output | `[batch, channels, outputHeight, outputWidth]` |
///
/// Each side of the output is
///
///     output = (input + 2·padding − kernel) / stride + 1, rounded down
public final class AvgPool2d: Module, Layer {
  /// Rows and columns of the window.
  public let kernelSize: Pair
  /// Rows and columns from one window to the next.
  public let stride: Pair
  /// Rows and columns of zeros on each side; at most half the window.
  public let padding: Pair

  /// A pooling; windows touch where no stride is given.
  ///
  /// - Parameter kernelSize: `2`, or `[3, 2]` for 3 rows and 2 columns
  public init(kernelSize: Pair, stride: Pair? = nil, padding: Pair = 0) {
    requireWindow(kernelSize, stride ?? kernelSize, padding, "AvgPool2d")
    self.kernelSize = kernelSize
    self.stride = stride ?? kernelSize
    self.padding = padding
  }

  /// The same for whole numbers that are not literals.
  public convenience init(kernelSize: Int, stride: Int? = nil, padding: Int = 0) {
    self.init(kernelSize: Pair(kernelSize), stride: stride.map { Pair($0) }, padding: Pair(padding))
  }

  /// `[batch, channels, height, width]` becomes `[batch, channels, outputHeight, outputWidth]`.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    requireImages(input, kernelSize, padding)
    return Trace.scope(self, input) { avgPool2d($0, kernelSize, stride: stride, padding: padding) }
  }

  /// As PyTorch prints it.
  public override var details: String {
    "kernel_size=\(pythonText(kernelSize)), stride=\(pythonText(stride)), padding=\(pythonText(padding))"
  }
}
