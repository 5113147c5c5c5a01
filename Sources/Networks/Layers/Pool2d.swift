import Tensors

/// What every pooling has: a window that slides over each channel, and an output that follows from its sides.
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
/// What becomes of the values under the window is up to ``MaxPool2d`` and ``AvgPool2d``.
public class Pool2d: Module {
  /// Rows and columns of the window.
  public let kernelSize: Pair
  /// Rows and columns from one window to the next.
  public let stride: Pair
  /// Rows and columns added on each side; at most half the window.
  public let padding: Pair

  /// A pooling; windows touch where no stride is given.
  ///
  /// - Parameter kernelSize: `3`, or `[3, 2]` for 3 rows and 2 columns
  public init(kernelSize: Pair, stride: Pair? = nil, padding: Pair = 0) {
    let layer = "\(Self.self)"
    requireSides(kernelSize, atLeast: 1, layer, "kernel size")
    requireSides(stride ?? kernelSize, atLeast: 1, layer, "stride")
    requireSides(padding, atLeast: 0, layer, "padding")
    precondition(
      2 * padding.height <= kernelSize.height && 2 * padding.width <= kernelSize.width,
      "\(layer): padding is at most half the kernel size \(kernelSize), found \(padding)")
    self.kernelSize = kernelSize
    self.stride = stride ?? kernelSize
    self.padding = padding
  }

  /// The same for whole numbers that are not literals.
  public convenience init(kernelSize: Int, stride: Int? = nil, padding: Int = 0) {
    self.init(kernelSize: Pair(kernelSize), stride: stride.map { Pair($0) }, padding: Pair(padding))
  }

  /// As PyTorch prints it.
  public override var details: String {
    "kernel_size=\(pythonText(kernelSize)), stride=\(pythonText(stride)), padding=\(pythonText(padding))"
  }

  /// Stops unless the input is a batch of images that the window fits into.
  func requireImages(_ input: Tensor) {
    require(input.shape.rank == 4, input, is: "[batch, channels, height, width]")
    requireRoom(
      for: SlidingWindow(kernelSize, padding: padding), in: input,
      "windows of \(kernelSize.height)×\(kernelSize.width)")
  }
}
