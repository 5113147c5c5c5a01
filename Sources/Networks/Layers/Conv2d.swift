import Tensors

/// A convolution over images: filters slide over the image, and at each place a filter's weights are
/// multiplied by what lies beneath and added up.
///
/// | tensor | shape |
/// |---|---|
/// | input | `[batch, inputChannels, height, width]` |
/// | weight | `[outputChannels, inputChannels / groups, kernelHeight, kernelWidth]` |
/// | bias | `[outputChannels]` |
/// | output | `[batch, outputChannels, outputHeight, outputWidth]` |
///
/// Each side of the output is
///
///     output = (input + 2·padding − dilation·(kernel − 1) − 1) / stride + 1, rounded down
///
/// so AlexNet's first layer, `Conv2d(1, 96, kernelSize: 11, stride: 4)`, makes (227 − 11) / 4 + 1 = 55 of
/// 227.
///
/// Weights and biases begin evenly between ±1/√fanIn, PyTorch's default. Document 001, section "알렉스넷(AlexNet)
/// 모델 구현".
public final class Conv2d: Module, Layer {
  /// Channels of the input.
  public let inputChannels: Int
  /// Channels of the output: the number of filters.
  public let outputChannels: Int
  /// Rows and columns of a filter.
  public let kernelSize: Pair
  /// Rows and columns from one place of the filter to the next.
  public let stride: Pair
  /// Rows of zeros above and below the image, columns of zeros left and right of it.
  public let padding: Pair
  /// Image rows and columns from one row and column of the filter to the next: 1 for a filter without holes.
  public let dilation: Pair
  /// Into how many groups, which do not see each other, the channels are split: 2 in the paper's AlexNet
  /// (§3.5).
  public let groups: Int

  /// The filters, `[outputChannels, inputChannels / groups, kernelHeight, kernelWidth]`.
  public let weight: Parameter
  /// What is added to each output channel, `[outputChannels]`; nil in a convolution without.
  public let bias: Parameter?

  /// A convolution with PyTorch's arguments in PyTorch's order.
  ///
  /// - Parameters:
  ///   - kernelSize: `5`, or `[3, 5]` for 3 rows and 5 columns
  ///   - groups: divides both numbers of channels
  public init(
    _ inputChannels: Int, _ outputChannels: Int, kernelSize: Pair, stride: Pair = 1, padding: Pair = 0,
    dilation: Pair = 1, groups: Int = 1, bias: Bool = true
  ) {
    let name = "Conv2d(\(inputChannels), \(outputChannels))"
    precondition(inputChannels > 0 && outputChannels > 0, "\(name): there is at least one channel")
    precondition(
      groups > 0 && inputChannels % groups == 0 && outputChannels % groups == 0,
      "\(name): \(groups) groups do not divide both numbers of channels")
    requireSides(kernelSize, atLeast: 1, name, "kernel size")
    requireSides(stride, atLeast: 1, name, "stride")
    requireSides(padding, atLeast: 0, name, "padding")
    requireSides(dilation, atLeast: 1, name, "dilation")
    self.inputChannels = inputChannels
    self.outputChannels = outputChannels
    self.kernelSize = kernelSize
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
    let fanIn = inputChannels / groups * kernelSize.height * kernelSize.width
    weight = Parameter(
      [outputChannels, inputChannels / groups, kernelSize.height, kernelSize.width], .uniform(fanIn: fanIn))
    self.bias = bias ? Parameter([outputChannels], .uniform(fanIn: fanIn)) : nil
  }

  /// The same for whole numbers that are not literals: every side is a square's.
  public convenience init(
    _ inputChannels: Int, _ outputChannels: Int, kernelSize: Int, stride: Int = 1, padding: Int = 0,
    dilation: Int = 1, groups: Int = 1, bias: Bool = true
  ) {
    self.init(
      inputChannels, outputChannels, kernelSize: Pair(kernelSize), stride: Pair(stride),
      padding: Pair(padding),
      dilation: Pair(dilation), groups: groups, bias: bias)
  }

  /// The same with a rectangular kernel written as in PyTorch: `kernelSize: (3, 5)` has 3 rows and 5 columns.
  public convenience init(
    _ inputChannels: Int, _ outputChannels: Int, kernelSize: (Int, Int), stride: (Int, Int) = (1, 1),
    padding: (Int, Int) = (0, 0), dilation: (Int, Int) = (1, 1), groups: Int = 1, bias: Bool = true
  ) {
    self.init(
      inputChannels, outputChannels, kernelSize: Pair(kernelSize.0, kernelSize.1),
      stride: Pair(stride.0, stride.1), padding: Pair(padding.0, padding.1),
      dilation: Pair(dilation.0, dilation.1), groups: groups, bias: bias)
  }

  /// How many weights one output value is the sum over.
  public var fanIn: Int { weight.count / outputChannels }

  /// `[batch, inputChannels, height, width]` becomes `[batch, outputChannels, outputHeight, outputWidth]`.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    require(
      input.shape.rank == 4 && input.shape[1] == inputChannels, input,
      is: "[batch, \(inputChannels), height, width]")
    requireRoom(
      for: SlidingWindow(kernelSize, stride: stride, padding: padding, dilation: dilation), in: input,
      "filters of shape \(weight.shape)")
    return Trace.scope(self, input) {
      conv2d(
        $0, weight.value, bias?.value, stride: stride, padding: padding, dilation: dilation, groups: groups)
    }
  }

  /// As PyTorch prints it: what has its default is left out, the stride excepted.
  public override var details: String {
    var parts = ["\(inputChannels), \(outputChannels), kernel_size=\(kernelSize), stride=\(stride)"]
    if padding != 0 { parts.append("padding=\(padding)") }
    if dilation != 1 { parts.append("dilation=\(dilation)") }
    if groups != 1 { parts.append("groups=\(groups)") }
    if bias == nil { parts.append("bias=False") }
    return parts.joined(separator: ", ")
  }
}

/// Stops when a side is too small to make sense.
func requireSides(_ sides: Pair, atLeast least: Int, _ layer: String, _ what: String) {
  precondition(
    sides.height >= least && sides.width >= least, "\(layer): a \(what) is at least \(least), found \(sides)")
}
