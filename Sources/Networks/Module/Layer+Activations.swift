import Tensors

/// What one layer of a network made of an input.
public struct LayerActivation: Sendable {
  /// Where the layer is in the network: "conv1.0".
  public let name: String
  /// The layer's type: "Conv2d".
  public let type: String
  /// `[batch, channels, height, width]` or `[batch, units]`.
  public let output: Tensor
}

extension Layer {
  /// What every layer makes of `input` in evaluation mode, in the order in which they run; modules that only hold
  /// others are left out. Every module has its own mode back afterwards.
  public func activations(of input: Tensor) -> [LayerActivation] {
    let modules = namedModules()
    let modes = modules.map { ($0.module, $0.module.isTraining) }
    // Parents come before their children, so that each child's own mode is the last that it is given.
    defer { for (module, isTraining) in modes { module.train(isTraining) } }
    evaluate()
    let places = Dictionary(modules.map { (ObjectIdentifier($0.module), $0) }) { first, _ in first }
    let kept = Activations.kept { withoutGradients { _ = self(input) } }
    return kept.compactMap { activation in
      guard let (name, module) = places[activation.layer], module.namedChildren().isEmpty else { return nil }
      return LayerActivation(
        name: name, type: String(describing: type(of: module)), output: activation.output)
    }
  }
}
