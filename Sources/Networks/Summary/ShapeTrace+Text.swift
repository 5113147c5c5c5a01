import Tensors

extension ShapeTrace: CustomStringConvertible {
  /// The trace as a table, under each row whose shape changes the arithmetic: 80 columns for the networks of the book,
  /// at most 100 for any whose names are not very long.
  ///
  /// Shapes are those of one image of the batch; multiply-adds and memory are those of all, in thousands, millions and
  /// so on (k, M, G) and in megabytes of 2²⁰ bytes.
  public var description: String {
    let table = table
    let rules = ["-", "="].map { String(repeating: $0, count: table.width) }
    let sees = "sees: the pixels of the image, height × width, that one value depends on"
    return
      ([heading, rules[0], table.lines[0], rules[1]] + explainedRows(table) + [rules[1], sees, rules[0]]
      + totals.lines(between: rules[0]) + [rules[0]]).joined(separator: "\n")
  }

  /// The table as Markdown, the arithmetic in a column of its own, and the totals under it.
  public var markdown: String {
    let table = TextTable(
      header: Self.header[..<2] + ["why"] + Self.header[2...], leadingColumns: 3,
      rows: rows.map { row in
        let cells = cells(row)
        return cells[..<2] + [isExplained(row) ? row.arithmetic : ""] + cells[2...]
      })
    let totals = totals.lines(between: "").filter { !$0.isEmpty }.map { "- \($0)" }
    return ([heading, ""] + table.markdown + [""] + totals).joined(separator: "\n")
  }

  /// The walk so far, for the message about a shape that does not fit.
  var accountOfTheWay: String {
    let table = table
    return rows.isEmpty
      ? "\(network), input \(input)"
      : ([heading, "", table.lines[0]] + explainedRows(table)).joined(separator: "\n")
  }

  private static let header = ["layer", "shape", "parameters", "mult-adds", "memory", "sees"]
  /// A sentence about height and width makes two lines where it would be longer than this, a terminal's usual width.
  private static let longestLine = 80

  private var table: TextTable { TextTable(header: Self.header, leadingColumns: 2, rows: rows.map(cells)) }

  private var batch: Int? { input.rank > 1 ? input[0] : nil }

  private var heading: String {
    let shapes = batch.map { $0 > 1 ? ": shapes of one, work and memory of all \($0)" : "" } ?? ""
    return "\(network), input \(input)\(shapes)"
  }

  /// Each row, and under it what explains its shape.
  private func explainedRows(_ table: TextTable) -> [String] {
    let indent = table.start(of: 1)
    return zip(rows, table.lines.dropFirst()).flatMap { row, line -> [String] in
      guard isExplained(row) else { return [line] }
      let sentences = Self.lines(of: row.arithmetic, width: Self.longestLine - indent)
      return [line] + sentences.map { String(repeating: " ", count: indent) + $0 }
    }
  }

  /// A long sentence about height and width in two lines.
  private static func lines(of arithmetic: String, width: Int) -> [String] {
    guard arithmetic.count > width, let comma = arithmetic.firstRange(of: ", width ") else {
      return [arithmetic]
    }
    return [String(arithmetic[..<comma.lowerBound]), "width " + arithmetic[comma.upperBound...]]
  }

  private func cells(_ row: Row) -> [String] {
    [
      row.title, shapes(row), row.parameterCount == 0 ? "" : row.parameterCount.grouped,
      row.multiplyAdds == 0 ? "" : row.multiplyAdds.scaled,
      row.activationBytes == 0 ? "" : row.activationBytes.scaledBytes, row.receptiveField?.description ?? "",
    ]
  }

  /// `96×55×55 → 96×27×27`; one shape where it stays.
  private func shapes(_ row: Row) -> String {
    row.staysAsItIs ? text(row.output) : "\(text(row.input)) → \(text(row.output))"
  }

  /// Whether the arithmetic says more than the shapes do.
  private func isExplained(_ row: Row) -> Bool {
    !row.staysAsItIs && !row.arithmetic.isEmpty && row.arithmetic != shapes(row)
  }

  /// The shape of one image, as the paper writes it: `96×55×55`; the whole shape where the batch is gone.
  private func text(_ shape: Shape) -> String {
    guard shape.rank > 1, shape[0] == batch else { return shape.description }
    return shape.dimensions.dropFirst().map(String.init).joined(separator: "×")
  }
}

extension ShapeTrace.Row {
  /// Operations of a reader's own may leave their arithmetic out.
  fileprivate var staysAsItIs: Bool {
    arithmetic == OperationStep.shapeStays || arithmetic.isEmpty && input == output
  }

  /// The window that slides over the image, in convolutions and poolings.
  public var window: SlidingWindow? {
    if case .window(let window) = reach { window } else { nil }
  }
}
