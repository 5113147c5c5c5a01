import Kernels

extension Tensor {
  /// Fills the gradient of every parameter that this tensor depends on: ∂self/∂parameter.
  ///
  /// Gradients add up over several calls until `zeroGradients()`. The tape is used up on the way and its memory given
  /// back, layer by layer, so a second call needs a second forward pass.
  ///
  /// - Precondition: this tensor holds a single number, a loss.
  public func backward() {
    precondition(count == 1, "backward() starts from one number, a loss; found the shape \(shape)")
    guard let node else {
      preconditionFailure("backward(): no parameter took part in this tensor, or gradients were switched off")
    }
    let nodes = reachable(from: node)
    node.accumulate(Tensor(repeating: 1, shape: shape))
    // A node is deeper than its inputs: going by depth, everything has arrived at a node before it flows on.
    for node in nodes.sorted(by: { $0.depth > $1.depth }) { node.flow() }
  }

  /// The operations between this tensor and its parameters, none of which an earlier `backward()` may have used up:
  /// its inputs would be missing, and the gradients silently too small.
  private func reachable(from start: Node) -> [Node] {
    var seen: Set<ObjectIdentifier> = [ObjectIdentifier(start)]
    var found = [start]
    var next = 0
    while next < found.count {
      precondition(
        found[next].isLeaf || found[next].propagate != nil,
        "backward() came to \(found[next].operation) a second time: run the forward pass again, "
          + "or add the losses and call backward() once")
      for input in found[next].inputs.lazy.compactMap({ $0 })
      where !input.isLeaf && seen.insert(ObjectIdentifier(input)).inserted {
        found.append(input)
      }
      next += 1
    }
    return found
  }

  /// The sum of two gradients, outside the tape.
  func adding(_ other: Tensor) -> Tensor {
    let sum = Tensor(uninitialized: shape)
    Elementwise.add(count, pointer, other.pointer, output: sum.mutablePointer)
    return sum
  }
}

/// Whether operations are written to the tape, on this task.
enum GradientMode {
  @TaskLocal static var isEnabled = true
}

/// Runs `body` without writing a tape: for evaluation, where nothing is learned and memory is better given back at once.
///
///     let accuracy = withoutGradients { evaluate(model, on: test) }
public func withoutGradients<Result>(_ body: () throws -> Result) rethrows -> Result {
  try GradientMode.$isEnabled.withValue(false, operation: body)
}
