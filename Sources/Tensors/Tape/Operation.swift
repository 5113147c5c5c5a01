/// What an operation says about itself: its name, why its output has the shape it has, how far it looks, and how much
/// work it is.
public struct OperationStep: Sendable {
  /// What of the input one value of the output is made from.
  public enum Reach: Hashable, Codable, Sendable {
    /// The values at its own place: a ReLU, an addition, a reshape.
    case place
    /// The values under a window.
    case window(SlidingWindow)
    /// All values, as in a dense layer.
    case everything

    /// For operations along one axis. Those across the channels of images look at one place of the image.
    static func across(axis: Int, of shape: Shape) -> Reach {
      shape.rank > 2 && (axis == 1 || axis == 1 - shape.rank) ? .place : .everything
    }
  }

  /// The field's name: "conv2d".
  public let name: String
  /// The arithmetic of the output's shape with its numbers: "(227 + 2·0 − 11) / 4 + 1 = 55", or ``shapeStays``.
  public let arithmetic: String
  /// Multiplications that are followed by an addition, for the whole batch: those of convolutions, of matrix products
  /// and of batch normalisation (γ · x + β). What other operations do is little beside it.
  public let multiplyAdds: Int
  /// How far the operation looks.
  public let reach: Reach
  /// Whether the output is the input's memory under another shape, so that no value is made.
  public let sharesMemory: Bool

  /// What most operations say, which treat every value by itself.
  public static let shapeStays = "the shape stays"

  /// A description; the arithmetic is only made when somebody traces.
  public init(
    _ name: String, arithmetic: @autoclosure () -> String = "", multiplyAdds: Int = 0, reach: Reach = .place,
    sharesMemory: Bool = false
  ) {
    self.name = name
    self.arithmetic = Trace.current == nil ? "" : arithmetic()
    self.multiplyAdds = multiplyAdds
    self.reach = reach
    self.sharesMemory = sharesMemory
  }
}

extension Tensor {
  /// Performs one differentiable operation: what every file in `Operations/` comes down to.
  ///
  /// - Parameters:
  ///   - step: what the operation says about itself.
  ///   - inputs: the tensors that gradients may flow back to.
  ///   - shape: the shape of the output.
  ///   - forward: writes all values of the output, which arrive uninitialised. Not called for shapes without values.
  ///   - backward: turns the output's gradient into one gradient per input, in order; nil for an input that
  ///     requires none. What it captures is kept in memory until then: capture little. It is made after `forward` has
  ///     run and is given the finished output, detached.
  public static func operation(
    _ step: OperationStep, inputs: [Tensor], shape: Shape,
    forward: (_ output: Tensor) -> Void,
    backward: (_ output: Tensor) -> (_ gradient: consuming Tensor) -> [Tensor?]
  ) -> Tensor {
    let source = Trace.record(step, inputs: inputs, output: shape)
    if inputs.contains(where: \.isAbstract) { return Tensor(abstract: shape, source: source) }
    var output = Tensor(uninitialized: shape)
    forward(output)
    if GradientMode.isEnabled, inputs.contains(where: \.requiresGradient) {
      output.node = Node(
        operation: step.name, shape: shape, inputs: inputs.map(\.node), propagate: backward(output.detached())
      )
    }
    return output
  }
}
