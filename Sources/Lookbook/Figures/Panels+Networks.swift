/// What the drawing library, which knows nothing of networks, is told about them.

extension FilterBank {
  /// The weights of a convolution as they are now: `[filters, channels, height, width]`.
  public init(_ layer: Conv2d, largestWeight: Float? = nil) {
    let weight = layer.weight.value
    self.init(weight.values(), shape: weight.shape.dimensions, largestWeight: largestWeight)
  }

  /// The weights of the first `count` units of a dense layer that looks at images of one channel, `height` × `width`.
  public init(_ layer: Linear, firstUnits count: Int, height: Int, width: Int) {
    let weight = layer.weight.value
    precondition(
      weight.shape[1] == height * width,
      "FilterBank: a weight of shape \(weight.shape) does not look at \(height) × \(width) pixels")
    let units = min(count, weight.shape[0])
    let values = Array(weight.values().prefix(units * weight.shape[1]))
    self.init(values, shape: [units, 1, height, width])
  }
}

extension FilterBank {
  /// The same convolution before and after training, side by side on one scale: twice
  /// `[filters, channels, height, width]`.
  public static func comparison(before: Tensor, after: Tensor) -> Column {
    precondition(
      before.shape == after.shape && before.shape.rank == 4,
      "FilterBank: weights of shapes \(before.shape) and \(after.shape) are not those of one convolution")
    return comparison(before: before.values(), after: after.values(), shape: before.shape.dimensions)
  }
}

extension FeatureMaps {
  /// What every layer of `model` that is called by one of `types` makes of one image, `[1, channels, height, width]`.
  ///
  /// - Parameters:
  ///   - types: which layers are shown, by the names of their types; what else runs is left out.
  ///   - classNames: what the values are called of a dense layer that has one for each class.
  public init(
    of picture: Picture, _ image: Tensor, in model: any Networks.Layer,
    showing types: Set<String> = ["ReLU", "MaxPool2d", "Linear"], classNames: [String] = []
  ) {
    let layers = model.activations(of: image).filter { types.contains($0.type) }.map { activation in
      FeatureMaps.Layer(
        "\(activation.name) (\(activation.type))", activation.output.values(),
        shape: Array(activation.output.shape.dimensions.dropFirst()), names: classNames)
    }
    self.init(of: picture, layers)
  }
}

extension ConfusionMatrix {
  /// The classes that a network took for each other.
  public init(_ predictions: Predictions, names: [String]) {
    self.init(labels: predictions.labels, answers: predictions.answers, names: names)
  }
}
