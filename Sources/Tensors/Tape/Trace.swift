import Synchronization

/// A record of the operations that a piece of code performs: the walk through a network, shape by shape.
///
///     let trace = Trace.walk { model(Tensor(abstract: [512, 1, 227, 227])) }
///
/// Inside the walk parameters have shapes and no values, so nothing is computed and no memory is filled.
public final class Trace: Sendable {
  /// One operation on the way.
  public struct Entry: Sendable {
    /// What the operation says about itself.
    public let step: OperationStep
    /// The shapes that went in: the data first, then weights and biases.
    public let inputs: [Shape]
    /// The shape that came out.
    public let output: Shape
    /// The innermost layer in whose forward pass the operation happened, if any.
    public let layer: ObjectIdentifier?
  }

  /// One run of a layer's forward pass. A layer that runs other layers comes after them.
  public struct Call: Sendable {
    /// The layer.
    public let layer: ObjectIdentifier
    /// The shape that went in.
    public let input: Shape
    /// The shape that came out.
    public let output: Shape
    /// Which of the ``Trace/entries`` happened meanwhile.
    public let operations: Range<Int>
  }

  private struct State {
    var entries: [Entry] = []
    var calls: [Call] = []
  }

  private let recorded = Mutex(State())

  @TaskLocal static var current: Trace?
  @TaskLocal private static var layer: ObjectIdentifier?

  private init() {}

  /// The operations so far, in the order in which they happened.
  public var entries: [Entry] { recorded.withLock(\.entries) }

  /// The runs of layers so far, in the order in which they ended.
  public var calls: [Call] { recorded.withLock(\.calls) }

  /// Whether a walk is under way, so that parameters stand for their shapes only.
  public static var isWalking: Bool { current != nil }

  /// Runs `body` and returns what it did. Tensors without values go in and come out.
  public static func walk(_ body: () -> Void) -> Trace {
    let trace = Trace()
    withoutGradients { $current.withValue(trace, operation: body) }
    return trace
  }

  /// Runs a layer's forward pass so that it is recorded, and its operations under it. Costs nothing outside a
  /// walk and outside ``Activations/kept(_:)``.
  public static func scope(_ layer: AnyObject, _ input: Tensor, _ body: (Tensor) -> Tensor) -> Tensor {
    let identifier = ObjectIdentifier(layer)
    let (current, keeper) = (current, Activations.current)
    guard current != nil || keeper != nil, Self.layer != identifier else { return body(input) }
    let first = current?.entries.count ?? 0
    let output = $layer.withValue(identifier) { body(input) }
    keeper?.keep(output, of: identifier)
    current?.recorded.withLock { state in
      let operations = first..<state.entries.count
      state.calls.append(
        Call(layer: identifier, input: input.shape, output: output.shape, operations: operations))
    }
    return output
  }

  func record(_ step: OperationStep, inputs: [Shape], output: Shape) {
    let entry = Entry(step: step, inputs: inputs, output: output, layer: Self.layer)
    recorded.withLock { $0.entries.append(entry) }
  }
}
