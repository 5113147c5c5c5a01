/// The sizes of one convolution: everything a kernel needs to know besides the values.
///
/// | tensor | shape |
/// |---|---|
/// | input | `[batch, inputChannels, inputHeight, inputWidth]` |
/// | weight | `[outputChannels, inputChannels / groups, kernelHeight, kernelWidth]` |
/// | bias | `[outputChannels]` |
/// | output | `[batch, outputChannels, outputHeight, outputWidth]` |
///
/// With stride s, padding p and dilation d the side of the output is
///
///     output = ⌊(input + 2·p − d·(kernel − 1) − 1) / s⌋ + 1
///
/// so AlexNet's first layer, 11×11 with stride 4 over 227×227, gives (227 − 11) / 4 + 1 = 55.
public struct ConvolutionGeometry: Hashable, Sendable {
  /// The number of images.
  public let batch: Int
  /// Channels of an input image.
  public let inputChannels: Int
  /// Rows of an input image.
  public let inputHeight: Int
  /// Columns of an input image.
  public let inputWidth: Int
  /// Channels of an output image: the number of filters.
  public let outputChannels: Int
  /// Rows of a filter.
  public let kernelHeight: Int
  /// Columns of a filter.
  public let kernelWidth: Int
  /// Rows from one placement of the filter to the next.
  public let strideHeight: Int
  /// Columns from one placement of the filter to the next.
  public let strideWidth: Int
  /// Rows of zeros above, and as many below, the image.
  public let paddingHeight: Int
  /// Columns of zeros left, and as many right, of the image.
  public let paddingWidth: Int
  /// Image rows from one filter row to the next: 1 for a filter without holes.
  public let dilationHeight: Int
  /// Image columns from one filter column to the next: 1 for a filter without holes.
  public let dilationWidth: Int
  /// Channels are split into this many groups that do not see each other: 1 for an ordinary convolution.
  public let groups: Int
  /// Rows of an output image.
  public let outputHeight: Int
  /// Columns of an output image.
  public let outputWidth: Int

  /// Describes a convolution; stops when the sizes contradict each other.
  ///
  /// - Precondition: all sizes are positive, padding is not negative, `groups` divides both numbers of channels,
  ///   and the filter fits into the padded image.
  public init(
    batch: Int, inputChannels: Int, inputHeight: Int, inputWidth: Int,
    outputChannels: Int, kernelHeight: Int, kernelWidth: Int,
    strideHeight: Int = 1, strideWidth: Int = 1,
    paddingHeight: Int = 0, paddingWidth: Int = 0,
    dilationHeight: Int = 1, dilationWidth: Int = 1, groups: Int = 1
  ) {
    let input = "input [\(batch), \(inputChannels), \(inputHeight), \(inputWidth)]"
    let filter = "\(outputChannels) filters of \(kernelHeight)×\(kernelWidth)"
    precondition(
      batch > 0 && inputChannels > 0 && inputHeight > 0 && inputWidth > 0,
      "convolution: every side of the \(input) must be at least 1")
    precondition(
      outputChannels > 0 && kernelHeight > 0 && kernelWidth > 0,
      "convolution of \(input): every size of \(filter) must be at least 1")
    precondition(
      strideHeight > 0 && strideWidth > 0 && dilationHeight > 0 && dilationWidth > 0,
      "convolution of \(input): stride \(strideHeight)×\(strideWidth) and dilation "
        + "\(dilationHeight)×\(dilationWidth) must be at least 1")
    precondition(
      paddingHeight >= 0 && paddingWidth >= 0,
      "convolution of \(input): padding \(paddingHeight)×\(paddingWidth) must not be negative")
    precondition(
      groups > 0 && inputChannels.isMultiple(of: groups) && outputChannels.isMultiple(of: groups),
      "convolution of \(input) with \(filter): \(groups) groups must divide both "
        + "\(inputChannels) and \(outputChannels) channels")
    let height = Self.outputSide(
      input: inputHeight, kernel: kernelHeight, stride: strideHeight, padding: paddingHeight,
      dilation: dilationHeight)
    let width = Self.outputSide(
      input: inputWidth, kernel: kernelWidth, stride: strideWidth, padding: paddingWidth,
      dilation: dilationWidth)
    precondition(
      height > 0 && width > 0,
      "convolution: \(filter), dilation \(dilationHeight)×\(dilationWidth), do not fit into the \(input) "
        + "with padding \(paddingHeight)×\(paddingWidth)")

    self.batch = batch
    self.inputChannels = inputChannels
    self.inputHeight = inputHeight
    self.inputWidth = inputWidth
    self.outputChannels = outputChannels
    self.kernelHeight = kernelHeight
    self.kernelWidth = kernelWidth
    self.strideHeight = strideHeight
    self.strideWidth = strideWidth
    self.paddingHeight = paddingHeight
    self.paddingWidth = paddingWidth
    self.dilationHeight = dilationHeight
    self.dilationWidth = dilationWidth
    self.groups = groups
    outputHeight = height
    outputWidth = width
  }

  /// The number of places that a filter finds along one side, zero or less when it does not fit.
  ///
  ///     ConvolutionGeometry.outputSide(input: 227, kernel: 11, stride: 4, padding: 0)   // 55
  public static func outputSide(
    input: Int, kernel: Int, stride: Int, padding: Int, dilation: Int = 1
  ) -> Int {
    let room = input + 2 * padding - dilation * (kernel - 1) - 1
    return room < 0 ? 0 : room / stride + 1
  }
}

extension ConvolutionGeometry {
  /// Values in the input: `batch · inputChannels · inputHeight · inputWidth`.
  public var inputCount: Int { batch * inputChannels * inputArea }
  /// Values in the output: `batch · outputChannels · outputHeight · outputWidth`.
  public var outputCount: Int { batch * outputChannels * outputArea }
  /// Values in all filters: `outputChannels · inputChannels / groups · kernelHeight · kernelWidth`.
  public var weightCount: Int { outputChannels * filterCount }
  /// Multiply-adds of one forward pass over the whole batch, padding counted as if it were multiplied.
  public var multiplyAdds: Int { outputCount * filterCount }

  /// Positions of one input channel.
  var inputArea: Int { inputHeight * inputWidth }
  /// Positions of one output channel.
  var outputArea: Int { outputHeight * outputWidth }
  /// Positions of one channel of a filter.
  var kernelArea: Int { kernelHeight * kernelWidth }
  /// Input channels that one filter sees.
  var groupInputChannels: Int { inputChannels / groups }
  /// Filters in one group.
  var groupOutputChannels: Int { outputChannels / groups }
  /// Values of one filter.
  var filterCount: Int { groupInputChannels * kernelArea }
  /// Whether the filter looks at one pixel at a time, so that the image is already its own matrix of columns.
  var isPointwise: Bool {
    kernelArea == 1 && strideHeight == 1 && strideWidth == 1 && paddingHeight == 0 && paddingWidth == 0
  }
}
