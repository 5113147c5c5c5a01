import Kernels

/// Stops the program where shapes do not fit, which is a mistake in the calling code; every operation and every layer
/// checks its inputs through this.
///
/// The message begins with the way that led here: in a ``Trace`` walk the walk so far, in a real forward pass the
/// operations that the tape knows of. Without a tape, in ``withoutGradients(_:)``, there is only the sentence.
///
/// - Parameters:
///   - inputs: the tensors that do not fit, whose way is told.
///   - message: a sentence with the name of the operation and both shapes.
public func requireShapes(
  _ fit: Bool, of inputs: [Tensor] = [], _ message: @autoclosure () -> String, file: StaticString = #fileID,
  line: UInt = #line
) {
  if fit { return }
  let way = Trace.accountOfTheWay ?? inputs.compactMap(\.node).max { $0.depth < $1.depth }?.accountOfTheWay
  preconditionFailure(
    way.map { "shapes do not fit. The way there:\n\n\($0)\n\n\(message())" } ?? message(), file: file,
    line: line)
}

extension Node {
  /// The operations that led to this one and the shapes that they made, the last at the end; nil for a parameter.
  fileprivate var accountOfTheWay: String? {
    var lines: [String] = []
    var next: Node? = self
    while let node = next, !node.isLeaf, lines.count < Self.longestAccount {
      lines.append("  \(node.operation) made \(node.shape)")
      next = node.inputs.lazy.compactMap { $0 }.max { $0.depth < $1.depth }
    }
    return lines.isEmpty ? nil : lines.reversed().joined(separator: "\n")
  }

  /// How many operations are told of: AlexNet has 24, while a loop may have thousands.
  private static let longestAccount = 40
}
