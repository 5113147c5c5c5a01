import Tensors

/// The way of a shape through a network, operation by operation: what comes out of each and why, how much it learns and
/// computes, how much memory it fills, and how much of the image it sees.
///
///     let trace = model.shapeTrace(input: [64, 1, 227, 227])
///     print(trace)
///     trace.rows[0].arithmetic        // (227 + 2·0 − 11) / 4 + 1 = 55
///
/// It is a walk through the network with shapes that have no values: nothing is computed and no memory filled, whatever
/// the batch. Functions that a forward pass calls, such as `relu(x)`, have their rows beside the layers. A shape that
/// does not fit stops the program after the walk up to that place was printed.
public struct ShapeTrace: Hashable, Codable, Sendable {
  /// One operation.
  public struct Row: Hashable, Codable, Sendable {
    /// The place in the network of the layer that runs: "conv1.0"; empty in the network's own forward pass.
    public let name: String
    /// The layer's type, "Conv2d"; the operation's name, "relu", for functions and for layers that take several steps.
    public let type: String
    /// The operation's name: "conv2d".
    public let operation: String
    /// The shapes that go in, without those of parameters.
    public let inputs: [Shape]
    /// The shape that comes out.
    public let output: Shape
    /// Why: "(227 + 2·0 − 11) / 4 + 1 = 55".
    public let arithmetic: String
    /// How far the operation looks: its window, for a convolution.
    public let reach: OperationStep.Reach
    /// The numbers that are learned here; 0 where they were counted before.
    public let parameterCount: Int
    /// Multiplications that are followed by an addition, for the whole batch.
    public let multiplyAdds: Int
    /// The memory of the values that are made, for the whole batch; 0 for a reshape, which makes none.
    public let activationBytes: Int
    /// What one value of the output depends on; nil if it is not the input.
    public let receptiveField: ReceptiveField?

    /// The first of the shapes that go in.
    public var input: Shape { inputs.first ?? output }
    /// The name and the type: "conv1.0 Conv2d".
    public var title: String { name.isEmpty ? type : "\(name) \(type)" }
  }

  /// One run of a layer that holds no others.
  public struct LayerRun: Hashable, Codable, Sendable {
    /// Where the layer is in the network: "conv1.0".
    public let name: String
    /// The layer's type: "Conv2d".
    public let type: String
    /// The shape that goes in.
    public let input: Shape
    /// The shape that comes out.
    public let output: Shape
    /// Which of the rows belong to it.
    public let operations: Range<Int>
    /// The numbers that the layer learns; 0 where they were counted before, when the layer runs again.
    public let parameterCount: Int
    /// The numbers that the layer learns, also when it runs again.
    public let ownParameterCount: Int
    /// Multiplications that are followed by an addition, for the whole batch.
    public let multiplyAdds: Int
  }

  /// The network's type: "AlexNet".
  public let network: String
  /// The shape that goes in.
  public let input: Shape
  /// The operations in the order in which they happen.
  public let rows: [Row]
  /// The runs of layers in the order in which they end.
  public let layers: [LayerRun]
  /// The numbers that the network learns.
  public let parameterCount: Int
}

extension Layer {
  /// The network operation by operation, for an input of this shape: `model.shapeTrace(input: [64, 1, 227, 227])`.
  public func shapeTrace(input: Shape) -> ShapeTrace { ShapeTrace(of: self, input: input) { _ = self($0) } }
}
