/// The sizes of a pooling over `planes` separate images of one channel each.
///
/// Pooling treats every channel of every image alike, so a `[batch, channels, height, width]` tensor is
/// `batch · channels` planes. An output side is `(input + 2·padding − kernel) / stride + 1`, rounded down:
/// windows that would hang over the far edge are left out.
public struct PoolingGeometry: Hashable, Sendable {
  /// Separate images of one channel: batch · channels.
  public let planes: Int
  /// Rows of an input plane.
  public let inputHeight: Int
  /// Columns of an input plane.
  public let inputWidth: Int
  /// Rows of the window.
  public let kernelHeight: Int
  /// Columns of the window.
  public let kernelWidth: Int
  /// Rows from one window to the one below it.
  public let strideHeight: Int
  /// Columns from one window to the next.
  public let strideWidth: Int
  /// Rows that are added above and below.
  public let paddingHeight: Int
  /// Columns that are added left and right.
  public let paddingWidth: Int
  /// Rows of an output plane.
  public let outputHeight: Int
  /// Columns of an output plane.
  public let outputWidth: Int

  /// The sizes of a pooling; pairs are `(height, width)`.
  ///
  /// Padding may be at most half the kernel, so that every window holds at least one value of the image.
  public init(
    planes: Int, input: (Int, Int), kernel: (Int, Int), stride: (Int, Int), padding: (Int, Int) = (0, 0)
  ) {
    precondition(
      planes >= 0 && input.0 > 0 && input.1 > 0,
      "pooling: an input of \(planes) planes \(input) holds no image")
    precondition(
      kernel.0 > 0 && kernel.1 > 0 && stride.0 > 0 && stride.1 > 0,
      "pooling: kernel \(kernel) and stride \(stride) must be at least 1")
    precondition(
      0 <= padding.0 && 2 * padding.0 <= kernel.0 && 0 <= padding.1 && 2 * padding.1 <= kernel.1,
      "pooling: padding \(padding) must lie between 0 and half the kernel \(kernel)")
    precondition(
      input.0 + 2 * padding.0 >= kernel.0 && input.1 + 2 * padding.1 >= kernel.1,
      "pooling: the kernel \(kernel) is larger than the input \(input) with padding \(padding)")
    self.planes = planes
    (inputHeight, inputWidth) = input
    (kernelHeight, kernelWidth) = kernel
    (strideHeight, strideWidth) = stride
    (paddingHeight, paddingWidth) = padding
    outputHeight = (input.0 + 2 * padding.0 - kernel.0) / stride.0 + 1
    outputWidth = (input.1 + 2 * padding.1 - kernel.1) / stride.1 + 1
  }

  /// The values in one input plane.
  public var inputPlane: Int { inputHeight * inputWidth }
  /// The values in one output plane.
  public var outputPlane: Int { outputHeight * outputWidth }
  /// The values under one window, padding included.
  public var window: Int { kernelHeight * kernelWidth }

  /// The input row under the first kernel row of output row `row`; negative in the padding.
  func firstInputRow(_ row: Int) -> Int { row * strideHeight - paddingHeight }
  /// The input column under the first kernel column of output column `column`; negative in the padding.
  func firstInputColumn(_ column: Int) -> Int { column * strideWidth - paddingWidth }

  /// The kernel rows that lie on the image, not in the padding, for output row `row`.
  func kernelRows(_ row: Int) -> Range<Int> {
    max(0, -firstInputRow(row))..<min(kernelHeight, inputHeight - firstInputRow(row))
  }

  /// The kernel columns that lie on the image, not in the padding, for output column `column`.
  func kernelColumns(_ column: Int) -> Range<Int> {
    max(0, -firstInputColumn(column))..<min(kernelWidth, inputWidth - firstInputColumn(column))
  }

  /// Planes that one task takes: enough that handing it out costs nothing beside the work, and a number that
  /// depends on the sizes only, never on how many threads there are.
  var planesPerTask: Int { max(1, 16384 / inputPlane) }
}
