import Kernels
import Synchronization

/// What a network learns: a tensor that stays, its gradient, and the recipe for its first values.
///
/// The values are made when they are first read. A network can be built, printed, counted and traced without
/// filling AlexNet's 233 MB.
public final class Parameter: Sendable {
  /// The shape of the values.
  public let shape: Shape

  private let initializer: Mutex<Initializer>
  private let stream: RandomStream
  private let made = Mutex<Tensor?>(nil)
  private let node: Node

  /// A parameter that will begin as `initializer` says. Random first values come from ``Randomness/current``,
  /// from a lane of the parameter's own: they do not depend on when, or whether, other parameters are read.
  public init(_ shape: Shape, _ initializer: Initializer) {
    self.shape = shape
    self.initializer = Mutex(initializer)
    stream = Randomness.current.stream(.initialisation)
    node = Node(leaf: shape)
  }

  /// A parameter with these values.
  public convenience init(_ values: Tensor) {
    self.init(values.shape, .zeros)
    made.withLock { $0 = values.detached() }
  }

  /// The values, as an operation's input: gradients flow back to this parameter. During a ``Trace`` walk the
  /// shape only.
  ///
  /// What is assigned must have the parameter's shape.
  public var value: Tensor {
    get {
      if Trace.isWalking { return Tensor(abstract: shape, source: .parameter(ObjectIdentifier(self))) }
      var tensor = materialised()
      tensor.node = node
      return tensor
    }
    set {
      precondition(
        newValue.shape == shape, "a parameter of shape \(shape) cannot take values of \(newValue.shape)")
      let values = newValue.detached()
      made.withLock { $0 = values }
    }
  }

  /// The gradient that ``Tensor/backward()`` left here; nil before the first, and after it was set to nil.
  public var gradient: Tensor? {
    get { node.gradient }
    set { node.gradient = newValue }
  }

  /// Whether the values have been made or assigned yet.
  public var isMaterialised: Bool { made.withLock { $0 != nil } }

  /// How many values there are.
  public var count: Int { shape.count }

  /// Forgets the values: they are made again, as `initializer` says, when they are next read.
  public func initialise(_ initializer: Initializer) {
    self.initializer.withLock { $0 = initializer }
    made.withLock { $0 = nil }
  }

  /// Lets `body` change the values in place: an optimiser's update. If a tensor elsewhere still shares them,
  /// that one keeps the old values.
  public func update(_ body: (UnsafeMutablePointer<Float>) -> Void) {
    _ = materialised()
    made.withLock { tensor in
      var own = tensor.take() ?? Tensor(uninitialized: shape)
      defer { tensor = own }
      own.withMutableValues(body)
    }
  }

  private func materialised() -> Tensor {
    made.withLock { tensor in
      if let tensor { return tensor }
      let fresh = initializer.withLock(\.self).tensor(of: shape, from: stream)
      tensor = fresh
      return fresh
    }
  }
}
