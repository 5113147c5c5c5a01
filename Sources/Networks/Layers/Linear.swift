import Tensors

/// A dense layer, y = x · Wᵀ + b: every output is a weighted sum of all inputs.
///
/// | tensor | shape |
/// |---|---|
/// | input | `[batch, inputs]`; further axes before the last count as rows |
/// | weight | `[outputs, inputs]` |
/// | bias | `[outputs]` |
/// | output | `[batch, outputs]` |
///
/// Weights and biases begin evenly between ±1/√inputs, PyTorch's default. Document 003, section 3.2.2.
public final class Linear: Module, Layer {
  /// Values of one input.
  public let inputs: Int
  /// Values of one output.
  public let outputs: Int
  /// `[outputs, inputs]`.
  public let weight: Parameter
  /// `[outputs]`; nil in a layer without.
  public let bias: Parameter?

  /// A dense layer from `inputs` to `outputs` values.
  public init(_ inputs: Int, _ outputs: Int, bias: Bool = true) {
    precondition(inputs > 0 && outputs > 0, "Linear(\(inputs), \(outputs)): both numbers are at least 1")
    self.inputs = inputs
    self.outputs = outputs
    weight = Parameter([outputs, inputs], .uniform(fanIn: inputs))
    self.bias = bias ? Parameter([outputs], .uniform(fanIn: inputs)) : nil
  }

  /// `[batch, inputs]` becomes `[batch, outputs]`.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    require(
      input.shape.rank >= 1 && input.shape[-1] == inputs, input,
      is: "[batch, \(inputs)] for a weight of shape \(weight.shape)")
    return Trace.scope(self, input) { linear($0, weight.value, bias?.value) }
  }

  /// As PyTorch prints it.
  public override var details: String {
    "in_features=\(inputs), out_features=\(outputs), bias=\(pythonText(bias != nil))"
  }
}
