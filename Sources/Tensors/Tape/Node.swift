import Synchronization

/// One entry of the tape: an operation that has happened, and how a gradient flows back through it.
///
/// There is no list of entries. A node hangs on the tensor that the operation made and holds the nodes of its inputs, so
/// the tape of a network is whatever its loss can reach, and it goes when the loss goes.
///
/// Gradients may arrive from several threads: tapes meet in the parameters that they share. An operation belongs to
/// one tape, and so to the thread that calls `backward()`, which alone changes what is not behind the lock.
final class Node: @unchecked Sendable {
  /// The operation's name, for messages.
  let operation: String
  /// The shape of what the operation made: its gradient has the same.
  let shape: Shape
  /// The longest way from here down to a leaf. A node comes after all of its inputs, so it is deeper than each.
  let depth: Int

  /// The nodes of the inputs; nil for an input through which no gradient flows.
  private(set) var inputs: [Node?]
  /// Turns the gradient of the output into those of the inputs. Nil in a leaf, and after it was used.
  private(set) var propagate: ((consuming Tensor) -> [Tensor?])?
  /// The gradient that has arrived here so far. In a leaf it stays.
  var gradient: Tensor? {
    get { arrived.withLock(\.self) }
    set { arrived.withLock { $0 = newValue } }
  }
  private let arrived = Mutex<Tensor?>(nil)

  init(operation: String, shape: Shape, inputs: [Node?], propagate: @escaping (consuming Tensor) -> [Tensor?])
  {
    self.operation = operation
    self.shape = shape
    self.inputs = inputs
    self.propagate = propagate
    depth = 1 + (inputs.lazy.compactMap { $0?.depth }.max() ?? 0)
  }

  /// A leaf, where gradients arrive: a parameter.
  init(leaf shape: Shape) {
    operation = "parameter"
    self.shape = shape
    inputs = []
    depth = 0
  }

  var isLeaf: Bool { depth == 0 }

  /// Adds to what has arrived.
  func accumulate(_ gradient: Tensor) {
    precondition(
      gradient.shape == shape,
      "\(operation): a gradient of shape \(gradient.shape) arrived for an output of shape \(shape)")
    // What is there is taken out and added to outside the lock: a parallel loop inside would keep others waiting.
    var sum = gradient
    while let earlier = exchange(sum) { sum = earlier.adding(sum) }
  }

  /// Leaves `gradient` here if nothing is; otherwise takes away what is.
  private func exchange(_ gradient: Tensor) -> Tensor? {
    arrived.withLock { arrived in
      if arrived == nil {
        arrived = gradient
        return nil
      }
      return arrived.take()
    }
  }

  /// Sends what has arrived on to the inputs and lets go of everything that was kept for it.
  ///
  /// The gradient is handed over for good: an operation that nobody shares it with may change it in place.
  func flow() {
    guard let propagate, let gradient = arrived.withLock({ $0.take() }) else { return }
    let targets = inputs
    self.propagate = nil
    inputs = []
    for (target, gradient) in zip(targets, propagate(consume gradient)) {
      if let target, let gradient { target.accumulate(gradient) }
    }
  }
}
