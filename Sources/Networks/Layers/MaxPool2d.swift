import Tensors

/// The largest value under a window that slides over every channel: nothing is learned.
///
/// | tensor | shape |
/// |---|---|
/// | input | `[batch, channels, height, width]` |
/// | output | `[batch, channels, outputHeight, outputWidth]` |
///
/// Each side of the output is
///
///     output = (input + 2·padding − kernel) / stride + 1, rounded down
///
/// so AlexNet's overlapping windows (§3.4 of the paper), `MaxPool2d(kernelSize: 3, stride: 2)`, make
/// (55 − 3) / 2 + 1 = 27 of 55.
public final class MaxPool2d: Module, Layer {
  /// Rows and columns of the window.
  public let kernelSize: Pair
  /// Rows and columns from one window to the next.
  public let stride: Pair
  /// Rows and columns added on each side, which never win; at most half the window.
  public let padding: Pair

  /// A pooling; windows touch where no stride is given.
  ///
  /// - Parameter kernelSize: `3`, or `[3, 2]` for 3 rows and 2 columns
  public init(kernelSize: Pair, stride: Pair? = nil, padding: Pair = 0) {
    requireWindow(kernelSize, stride ?? kernelSize, padding, "MaxPool2d")
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
    return Trace.scope(self, input) { maxPool2d($0, kernelSize, stride: stride, padding: padding) }
  }

  /// As PyTorch prints it.
  public override var details: String {
    "kernel_size=\(pythonText(kernelSize)), stride=\(pythonText(stride)), padding=\(pythonText(padding)), "
      + "dilation=1, ceil_mode=False"
  }
}

/// Stops when the sides of a pooling make no sense.
func requireWindow(_ kernel: Pair, _ stride: Pair, _ padding: Pair, _ layer: String) {
  requireSides(kernel, atLeast: 1, layer, "kernel size")
  requireSides(stride, atLeast: 1, layer, "stride")
  requireSides(padding, atLeast: 0, layer, "padding")
  precondition(
    2 * padding.height <= kernel.height && 2 * padding.width <= kernel.width,
    "\(layer): padding is at most half the kernel size \(kernel), found \(padding)")
}

extension Module {
  /// Stops unless the input is a batch of images that the window of a pooling fits into.
  func requireImages(_ input: Tensor, _ kernel: Pair, _ padding: Pair) {
    require(input.shape.rank == 4, input, is: "[batch, channels, height, width]")
    require(
      input.shape[2] + 2 * padding.height >= kernel.height
        && input.shape[3] + 2 * padding.width >= kernel.width,
      input,
      is: "at least \(kernel.height - 2 * padding.height) high and \(kernel.width - 2 * padding.width) wide, "
        + "for windows of \(kernel.height)×\(kernel.width)")
  }
}
