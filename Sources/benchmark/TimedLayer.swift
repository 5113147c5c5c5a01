import Lookbook

/// A layer of AlexNet by itself: an operation, and the shapes of what goes into it.
struct TimedLayer {
  /// What a layer must do at the very least.
  enum Kind {
    /// Multiplies inputs by weights. The first layer's input is the image, which nobody wants the gradient of.
    case weighted(isFirst: Bool)
    /// Takes maxima, notes in a byte which value won, and rectifies.
    case pooling
    /// Rectifies.
    case rectifying
  }

  let name: String
  let kind: Kind
  /// Of one image, without the batch.
  let input: Shape
  /// The weight and the bias, if there are any.
  var parameters: [Shape] = []
  /// How a convolution's filter moves over the image.
  var window: (stride: Int, padding: Int)?
  /// The layer: its input and its parameters.
  let apply: (Tensor, [Tensor]) -> Tensor

  /// All but dropout, the ReLUs behind fc1 and fc2, and the loss.
  static var ofAlexNet: [TimedLayer] {
    [
      convolution("conv1", 1, 96, side: 227, kernel: 11, stride: 4), pooling("pool1", 96, side: 55),
      convolution("conv2", 96, 256, side: 27, kernel: 5, padding: 2), pooling("pool2", 256, side: 27),
      convolution("conv3", 256, 384, side: 13, kernel: 3, padding: 1), rectifying("relu3", 384, side: 13),
      convolution("conv4", 384, 384, side: 13, kernel: 3, padding: 1), rectifying("relu4", 384, side: 13),
      convolution("conv5", 384, 256, side: 13, kernel: 3, padding: 1), pooling("pool5", 256, side: 13),
      dense("fc1", 9216, 4096), dense("fc2", 4096, 4096), dense("fc3", 4096, 10),
    ]
  }

  private static func convolution(
    _ name: String, _ inputs: Int, _ filters: Int, side: Int, kernel: Int, stride: Int = 1, padding: Int = 0
  ) -> TimedLayer {
    let weight: Shape = [filters, inputs, kernel, kernel]
    return TimedLayer(
      name: name, kind: .weighted(isFirst: name == "conv1"), input: [inputs, side, side],
      parameters: [weight, [filters]], window: (stride, padding)
    ) { x, parameters in
      conv2d(x, parameters[0], parameters[1], stride: Pair(stride, stride), padding: Pair(padding, padding))
    }
  }

  /// The sizes of a convolution.
  func geometry(batch: Int) -> ConvolutionGeometry? {
    guard let window else { return nil }
    let weight = parameters[0]
    return ConvolutionGeometry(
      batch: batch, inputChannels: input[0], inputHeight: input[1], inputWidth: input[2],
      outputChannels: weight[0], kernelHeight: weight[2], kernelWidth: weight[3],
      strideHeight: window.stride, strideWidth: window.stride, paddingHeight: window.padding,
      paddingWidth: window.padding)
  }

  private static func dense(_ name: String, _ inputs: Int, _ outputs: Int) -> TimedLayer {
    TimedLayer(
      name: name, kind: .weighted(isFirst: false), input: [inputs],
      parameters: [[outputs, inputs], [outputs]]
    ) { x, parameters in linear(x, parameters[0], parameters[1]) }
  }

  private static func pooling(_ name: String, _ channels: Int, side: Int) -> TimedLayer {
    TimedLayer(name: name, kind: .pooling, input: [channels, side, side]) { x, _ in
      rectifiedMaxPool2d(x, 3, stride: 2)
    }
  }

  private static func rectifying(_ name: String, _ channels: Int, side: Int) -> TimedLayer {
    TimedLayer(name: name, kind: .rectifying, input: [channels, side, side]) { x, _ in relu(x) }
  }
}
