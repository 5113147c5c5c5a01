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

  private let recorded = Mutex<[Entry]>([])

  @TaskLocal static var current: Trace?
  @TaskLocal private static var layer: ObjectIdentifier?

  private init() {}

  /// The operations so far, in the order in which they happened.
  public var entries: [Entry] { recorded.withLock { $0 } }

  /// Whether a walk is under way, so that parameters stand for their shapes only.
  public static var isWalking: Bool { current != nil }

  /// Runs `body` and returns what it did. Tensors without values go in and come out.
  public static func walk(_ body: () -> Void) -> Trace {
    let trace = Trace()
    withoutGradients { $current.withValue(trace, operation: body) }
    return trace
  }

  /// Runs a layer's forward pass so that its operations are recorded under the layer's name. Costs nothing outside a walk.
  public static func scope<Result>(_ layer: AnyObject, _ body: () -> Result) -> Result {
    if current == nil { return body() }
    return $layer.withValue(ObjectIdentifier(layer), operation: body)
  }

  func record(_ step: OperationStep, inputs: [Shape], output: Shape) {
    let entry = Entry(step: step, inputs: inputs, output: output, layer: Self.layer)
    recorded.withLock { $0.append(entry) }
  }
}
