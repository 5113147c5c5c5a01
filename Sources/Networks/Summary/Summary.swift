import Tensors

/// A network layer by layer: what comes out, how many numbers are learned, how much work it is. What the
/// `torchsummary` of document 001 shows, and the multiply-adds beside it.
///
///     print(model.summary(input: [64, 1, 227, 227]))
///
/// It is a ``ShapeTrace`` seen from further away. Operations that a forward pass calls as functions, such as `relu(x)`,
/// have no row, as in `torchsummary`; their work is part of the total.
public struct Summary: Hashable, Codable, Sendable {
  /// The walk that is summed up.
  public let trace: ShapeTrace

  /// The summary of a walk.
  public init(_ trace: ShapeTrace) { self.trace = trace }

  /// The layers in the order in which they run.
  public var rows: [ShapeTrace.LayerRun] { trace.layers }
}

extension Layer {
  /// The network layer by layer, for an input of this shape: `model.summary(input: [64, 1, 227, 227])`.
  public func summary(input: Shape) -> Summary { Summary(shapeTrace(input: input)) }
}

extension Summary: CustomStringConvertible {
  /// The table as text, at most 100 columns for any network whose names are not very long.
  public var description: String {
    let table = TextTable(
      header: ["Layer (type)", "Output shape", "Parameters", "Multiply-adds"], leadingColumns: 2,
      rows: rows.map { row in
        [
          row.name.isEmpty ? row.type : "\(row.name) (\(row.type))", row.output.description,
          row.parameterCount.grouped, row.multiplyAdds.grouped,
        ]
      })
    let rules = ["-", "="].map { String(repeating: $0, count: table.width) }
    return
      ([rules[0], table.lines[0], rules[1]] + table.lines.dropFirst() + [rules[1]]
      + trace.totals.lines(between: rules[0]) + [rules[0]]).joined(separator: "\n")
  }
}
