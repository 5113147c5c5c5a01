import Tensors

/// A network layer by layer: what comes out, how many numbers are learned, how much work it is. What the
/// `torchsummary` of document 001 shows, and the multiply-adds beside it.
///
///     print(model.summary(input: [64, 1, 227, 227]))
///
/// It is made by walking through the network with shapes that have no values: nothing is computed, and no
/// memory is filled, whatever the batch. Operations that a forward pass calls as functions, such as
/// `relu(x)`, have no row, as in `torchsummary`; their work is part of the total.
public struct Summary: Sendable {
  /// One run of a layer.
  public struct Row: Sendable {
    /// Where the layer is in the network: "conv1.0".
    public let name: String
    /// The layer's type: "Conv2d".
    public let type: String
    /// The shape that goes in.
    public let input: Shape
    /// The shape that comes out.
    public let output: Shape
    /// The numbers that the layer learns; 0 where a layer runs again.
    public let parameterCount: Int
    /// What the layer does, operation by operation, each with the arithmetic of its shape.
    public let operations: [Trace.Entry]

    /// Multiplications that are followed by an addition, for the whole batch.
    public var multiplyAdds: Int { operations.reduce(0) { $0 + $1.step.multiplyAdds } }
  }

  /// The network's type.
  public let network: String
  /// The shape that goes in.
  public let input: Shape
  /// The layers in the order in which they run.
  public let rows: [Row]
  /// All operations, also those outside of layers.
  public let operations: [Trace.Entry]
  /// The numbers that the network learns.
  public let parameterCount: Int

  /// Walks through a network as `forward` runs it, for networks that need more than one tensor:
  ///
  ///     Summary(of: model, input: [1, 3, 32, 32]) { model($0, temperature: 2) }
  public init(of model: Module, input: Shape, forward: (Tensor) -> Void) {
    let modules = model.namedModules().map { (ObjectIdentifier($0.module), $0) }
    let places = Dictionary(modules) { first, _ in first }
    let trace = Trace.walk { forward(Tensor(abstract: input)) }
    var seen: Set<ObjectIdentifier> = []
    operations = trace.entries
    rows = trace.calls.compactMap { call in
      // A module that only holds others would count what they make a second time.
      guard let (name, module) = places[call.layer], module.namedChildren().isEmpty else { return nil }
      return Row(
        name: name, type: String(describing: type(of: module)), input: call.input, output: call.output,
        parameterCount: seen.insert(call.layer).inserted ? module.parameterCount : 0,
        operations: Array(trace.entries[call.operations]))
    }
    network = String(describing: type(of: model))
    self.input = input
    parameterCount = model.parameterCount
  }

  /// Multiplications that are followed by an addition, for the whole batch.
  public var multiplyAdds: Int { operations.reduce(0) { $0 + $1.step.multiplyAdds } }

  /// The input's size in MB (of 2²⁰ bytes, as everywhere in `torchsummary`).
  public var inputMegabytes: Double { Self.megabytes(input.count) }
  /// The size of what the layers make and of its gradients, which are as large again.
  public var passMegabytes: Double { 2 * Self.megabytes(rows.reduce(0) { $0 + $1.output.count }) }
  /// The size of the parameters. Their gradients and an optimiser's moments come on top.
  public var parameterMegabytes: Double { Self.megabytes(parameterCount) }
  /// The sum of the three.
  public var totalMegabytes: Double { inputMegabytes + passMegabytes + parameterMegabytes }

  private static func megabytes(_ count: Int) -> Double {
    Double(count * NumberType.float32.byteCount) / Double(1 << 20)
  }
}

extension Layer {
  /// The network layer by layer, for an input of this shape: `model.summary(input: [64, 1, 227, 227])`.
  public func summary(input: Shape) -> Summary { Summary(of: self, input: input) { _ = self($0) } }
}
