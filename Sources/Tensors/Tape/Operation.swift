/// What an operation says about itself: its name, why its output has the shape it has, and how much work it is.
public struct OperationStep: Sendable {
  /// The field's name: "conv2d".
  public let name: String
  /// The arithmetic of the output's shape with its numbers: "(227 + 2·0 − 11) / 4 + 1 = 55".
  public let arithmetic: String
  /// Multiplications that are followed by an addition, for the whole batch.
  public let multiplyAdds: Int

  /// A description; the arithmetic is only made when somebody traces.
  public init(_ name: String, arithmetic: @autoclosure () -> String = "", multiplyAdds: Int = 0) {
    self.name = name
    self.arithmetic = Trace.current == nil ? "" : arithmetic()
    self.multiplyAdds = multiplyAdds
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
    Trace.current?.record(step, inputs: inputs.map(\.shape), output: shape)
    if inputs.contains(where: \.isAbstract) { return Tensor(abstract: shape) }
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
