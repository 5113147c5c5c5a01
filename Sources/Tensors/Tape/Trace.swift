import Synchronization

/// A record of the operations that a piece of code performs: the walk through a network, shape by shape.
///
///     let trace = Trace.walk { model(Tensor(abstract: [512, 1, 227, 227])) }
///
/// Inside the walk parameters have shapes and no values, so nothing is computed and no memory is filled.
public final class Trace: Sendable {
  /// Where a shape comes from.
  public enum Source: Hashable, Sendable {
    /// From outside of the walk: its input, or a constant.
    case outside
    /// From the operation at this place among the ``Trace/entries``.
    case operation(Int)
    /// It is a parameter's.
    case parameter(ObjectIdentifier)
  }

  /// A shape that goes into an operation.
  public struct Operand: Sendable {
    /// The shape.
    public let shape: Shape
    /// Where it comes from.
    public let source: Source
  }

  /// One operation on the way.
  public struct Entry: Sendable {
    /// What the operation says about itself.
    public let step: OperationStep
    /// What went in: the data first, then weights and biases.
    public let inputs: [Operand]
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
  private let account: (@Sendable (Trace) -> String)?

  @TaskLocal static var current: Trace?
  @TaskLocal private static var layer: ObjectIdentifier?

  private init(account: (@Sendable (Trace) -> String)?) { self.account = account }

  /// The operations so far, in the order in which they happened.
  public var entries: [Entry] { recorded.withLock(\.entries) }

  /// The runs of layers so far, in the order in which they ended.
  public var calls: [Call] { recorded.withLock(\.calls) }

  /// Whether a walk is under way, so that parameters stand for their shapes only.
  public static var isWalking: Bool { current != nil }

  /// Whether somebody looks at what the layers do one by one: a walk, or ``Activations/kept(_:)``.
  public static var isObserved: Bool { current != nil || Activations.current != nil }

  /// Runs `body` and returns what it did. Tensors without values go in and come out.
  ///
  /// - Parameter account: tells of the walk so far, if a shape that does not fit ends it (``requireShapes(_:of:_:)``).
  public static func walk(account: (@Sendable (Trace) -> String)? = nil, _ body: () -> Void) -> Trace {
    let trace = Trace(account: account)
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

  /// Writes an operation down, if a walk is under way, and tells where its output comes from.
  static func record(_ step: OperationStep, inputs: [Tensor], output: Shape) -> Source {
    guard let current else { return .outside }
    let operands = inputs.map { Operand(shape: $0.shape, source: $0.source) }
    let entry = Entry(step: step, inputs: operands, output: output, layer: layer)
    return current.recorded.withLock { state in
      state.entries.append(entry)
      return .operation(state.entries.count - 1)
    }
  }

  /// The walk so far in words; nil outside of a walk, or if nobody knows how to tell of it.
  static var accountOfTheWay: String? { current.flatMap { trace in trace.account?(trace) } }
}
