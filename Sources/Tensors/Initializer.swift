import Kernels

/// How a parameter's first values are made.
public enum Initializer: Sendable, Equatable {
  /// All 0: biases of normalisation, among others.
  case zeros
  /// All 1: scales of normalisation.
  case ones
  /// The same value everywhere.
  case constant(Float)
  /// Evenly from [low, high).
  case uniform(low: Float, high: Float)
  /// From the normal distribution.
  case normal(mean: Float, deviation: Float)

  /// PyTorch's default for the weights and biases of `Linear` and `Conv2d`: evenly from ±1/√fanIn.
  ///
  /// PyTorch calls it `kaiming_uniform_(a=√5)`; √5 is what makes He's bound √(6/((1 + a²)·fanIn)) come out so.
  public static func uniform(fanIn: Int) -> Initializer {
    let bound = 1 / Float(max(fanIn, 1)).squareRoot()
    return .uniform(low: -bound, high: bound)
  }

  /// He's initialisation for layers that a ReLU follows: normal with the variance 2/fanIn, which keeps the size of the signal
  /// from layer to layer. He et al., "Delving deep into rectifiers", 2015, equation 10.
  public static func he(fanIn: Int) -> Initializer {
    .normal(mean: 0, deviation: (2 / Float(max(fanIn, 1))).squareRoot())
  }

  func tensor(of shape: Shape, from stream: RandomStream) -> Tensor {
    let tensor = Tensor(uninitialized: shape)
    let values = tensor.mutablePointer
    switch self {
    case .zeros: values.update(repeating: 0, count: shape.count)
    case .ones: values.update(repeating: 1, count: shape.count)
    case .constant(let value): values.update(repeating: value, count: shape.count)
    case .uniform(let low, let high): stream.fillUniform(values, count: shape.count, low: low, high: high)
    case .normal(let mean, let deviation):
      stream.fillNormal(values, count: shape.count, mean: mean, deviation: deviation)
    }
    return tensor
  }
}
