import Synchronization

/// What the layers of a network make of an input, kept while a piece of code runs: feature maps are drawn from it.
///
///     let activations = Activations.kept { _ = model(image) }
public final class Activations: Sendable {
  /// What one run of a layer's forward pass gave.
  public struct Activation: Sendable {
    /// The layer.
    public let layer: ObjectIdentifier
    /// What it made: `[batch, channels, height, width]` or `[batch, units]`.
    public let output: Tensor
  }

  @TaskLocal static var current: Activations?

  private let outputs = Mutex<[Activation]>([])

  private init() {}

  /// Runs `body` and returns what layers made meanwhile, in the order in which they ended; a layer that runs other
  /// layers comes after them.
  public static func kept(_ body: () -> Void) -> [Activation] {
    let activations = Activations()
    $current.withValue(activations, operation: body)
    return activations.outputs.withLock(\.self)
  }

  func keep(_ output: Tensor, of layer: ObjectIdentifier) {
    outputs.withLock { $0.append(Activation(layer: layer, output: output.detached())) }
  }
}
