import Tensors

/// What every network and every layer is: an object that holds parameters and other modules.
///
/// A network is a subclass whose properties are its layers and whose `callAsFunction` is its forward pass,
/// written as freely as any other function:
///
///     final class FashionDNN: Module, Layer {
///       let fc1 = Linear(784, 256)
///       let fc2 = Linear(256, 10)
///
///       func callAsFunction(_ images: Tensor) -> Tensor {
///         fc2(relu(fc1(images.reshaped([-1, 784]))))
///       }
///     }
///
/// Modules, parameters and buffers are found by reflection and named after the properties that hold them: the
/// weight of `fc1` is `fc1.weight`, as in PyTorch. Reflection happens when a list is asked for, never in a
/// forward pass or in an optimiser's step.
///
/// `nonisolated` is said aloud so that a network that is declared in a chapter, where everything else belongs
/// to the main actor, may be used from anywhere too.
nonisolated open class Module {
  /// Whether dropout drops and batch normalisation looks at its batch: true until ``evaluate()``.
  public fileprivate(set) var isTraining = true

  /// Where the module was last found in a network, for messages; empty for the network itself.
  var path: String?

  /// A module in training mode.
  public init() {}

  /// What stands between the parentheses when the module is printed: PyTorch's `extra_repr`.
  open var details: String { "" }

  /// The modules, parameters and buffers that this module holds itself, in the order of its properties.
  func members() -> [Member] { Member.members(of: self) }
}

extension Module {
  /// Switches this module and all modules in it to training, or to evaluation if `isTraining` is false.
  public func train(_ isTraining: Bool = true) {
    for (_, module) in namedModules() { module.isTraining = isTraining }
  }

  /// Switches this module and all modules in it to evaluation: nothing is dropped, running statistics are
  /// used.
  public func evaluate() { train(false) }

  /// How a message calls this module: `conv2.0 (Conv2d)`, or `Conv2d` while it was not yet seen as part of a
  /// network.
  var nameInMessages: String {
    let type = String(describing: type(of: self))
    guard let path, !path.isEmpty else { return type }
    return "\(path) (\(type))"
  }

  /// Stops with the way there, the layer's name and both shapes when an input does not fit.
  func require(_ fits: Bool, _ input: Tensor, is expected: @autoclosure () -> String) {
    requireShapes(
      fits, of: [input],
      "\(nameInMessages): expected an input \(expected()), found \(input.shape)"
        // In a walk its table stands above this.
        + (Trace.isWalking ? "" : "; the network's shapeTrace(input:) explains every step before"))
  }

  /// Stops unless images `[batch, channels, height, width]` are as large as a window.
  func requireRoom(for window: SlidingWindow, in input: Tensor, _ what: @autoclosure () -> String) {
    let least = window.smallestImage
    require(
      window.fits(input.shape), input,
      is: "at least \(least.height) high and \(least.width) wide, for \(what())")
  }
}
