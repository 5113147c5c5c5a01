import Tensors

/// Layers one after the other.
///
///     let conv1 = Sequential {
///       Conv2d(1, 96, kernelSize: 11, stride: 4)
///       ReLU()
///       MaxPool2d(kernelSize: 3, stride: 2)
///     }
///
/// The layers are named 0, 1, 2, …: the weight of the convolution above is `conv1.0.weight`. Between the
/// braces `if` and `for` may stand as well.
public final class Sequential: Module, Layer {
  /// The layers in the order in which they are run.
  public let layers: [any Layer]

  /// These layers.
  public init(_ layers: [any Layer]) {
    self.layers = layers
  }

  /// The layers between the braces.
  public convenience init(@LayerBuilder _ layers: () -> [any Layer]) {
    self.init(layers())
  }

  /// How many layers there are.
  public var count: Int { layers.count }

  /// One layer.
  public subscript(index: Int) -> any Layer { layers[index] }

  /// Runs all layers; without any the input comes back.
  ///
  /// Layers that one operation computes faster together, such as a ``ReLU`` and a ``MaxPool2d``, are taken together,
  /// which changes no number and saves memory. Whoever looks at the layers one by one, a trace or feature maps, sees
  /// them in their order.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    var output = input
    var rest = layers[...]
    while let layer = rest.popFirst() {
      if !Trace.isObserved, let joining = layer as? any JoiningLayer,
        let joined = joining.joined(with: &rest, output)
      {
        output = joined
      } else {
        output = Trace.scope(layer, output) { layer($0) }
      }
    }
    return output
  }

  override func members() -> [Member] {
    layers.enumerated().map { Member("\($0.offset)", .module($0.element)) }
  }
}

/// Collects the layers between the braces of a ``Sequential``.
@resultBuilder
public enum LayerBuilder {
  /// A layer by itself.
  public static func buildExpression(_ layer: any Layer) -> [any Layer] { [layer] }
  /// A layer that may be missing.
  public static func buildExpression(_ layer: (any Layer)?) -> [any Layer] { layer.map { [$0] } ?? [] }
  /// Layers that were made elsewhere.
  public static func buildExpression(_ layers: [any Layer]) -> [any Layer] { layers }
  /// One line after the other.
  public static func buildBlock(_ parts: [any Layer]...) -> [any Layer] { parts.flatMap(\.self) }
  /// An `if` without `else`.
  public static func buildOptional(_ part: [any Layer]?) -> [any Layer] { part ?? [] }
  /// An `if` that holds.
  public static func buildEither(first: [any Layer]) -> [any Layer] { first }
  /// An `else`.
  public static func buildEither(second: [any Layer]) -> [any Layer] { second }
  /// A `for`.
  public static func buildArray(_ parts: [[any Layer]]) -> [any Layer] { parts.flatMap(\.self) }
}
