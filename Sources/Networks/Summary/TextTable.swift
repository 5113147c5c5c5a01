/// Cells in columns: some to the left, under each other's beginning, and numbers to the right.
struct TextTable {
  let header: [String]
  /// The first so many columns stand to the left, the others to the right.
  let leadingColumns: Int
  let rows: [[String]]

  /// The lines of the header and of the rows.
  var lines: [String] { ([header] + rows).map(line) }

  /// How many characters a line takes.
  var width: Int { widths.reduce(0, +) + Self.gap * (widths.count - 1) }

  /// Where a column begins.
  func start(of column: Int) -> Int { widths[..<column].reduce(0) { $0 + $1 + Self.gap } }

  /// The table as Markdown.
  var markdown: [String] {
    let rule = header.indices.map { $0 < leadingColumns ? "---" : "---:" }
    return ([header, rule] + rows).map { "| \($0.joined(separator: " | ")) |" }
  }

  private static let gap = 2

  private var widths: [Int] {
    header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
  }

  private func line(_ cells: [String]) -> String {
    var line = ""
    for (column, (cell, width)) in zip(cells, widths).enumerated() {
      let blanks = String(repeating: " ", count: width - cell.count)
      line += (column == 0 ? "" : "  ") + (column < leadingColumns ? cell + blanks : blanks + cell)
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
