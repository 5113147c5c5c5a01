import Tensors

extension ShapeTrace {
  /// The shape behind every layer, in order: the `shape_dict` that the LeNet of document 002 returns.
  ///
  /// The functions that come between two layers belong to the one before them, as a pooling belongs to its convolution
  /// there. One that only lays the values out anew stands for itself: `flatten`.
  ///
  ///     lenet.shapeTrace(input: [1, 3, 32, 32]).shapes.first    // conv1, [1, 6, 14, 14]
  public var shapes: [(name: String, shape: Shape)] {
    rows.reduce(into: []) { shapes, row in
      let isRegrouping = row.reach == .place && row.input != row.output
      switch shapes.last?.name {
      case let last? where row.name == last || row.name.isEmpty && !isRegrouping:
        shapes[shapes.count - 1].shape = row.output
      default:
        shapes.append((row.name.isEmpty ? row.operation : row.name, row.output))
      }
    }
  }
}
