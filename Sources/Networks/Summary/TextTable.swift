/// Cells in columns: words to the left, under each other's beginning, and numbers to the right.
struct TextTable {
  private let rows: [[String]]
  private let leadingColumns: Int
  private let widths: [Int]

  /// - Parameter leadingColumns: the first so many columns stand to the left, the others to the right
  init(header: [String], leadingColumns: Int, rows: [[String]]) {
    self.rows = [header] + rows
    self.leadingColumns = leadingColumns
    widths = header.indices.map { column in
      max(header[column].count, rows.map { $0[column].count }.max() ?? 0)
    }
  }

  /// The line of the header and those of the rows.
  var lines: [String] { rows.map(line) }

  /// How many characters a line takes.
  var width: Int { start(of: widths.count) - Self.gap }

  /// Where a column begins.
  func start(of column: Int) -> Int { widths[..<column].reduce(0) { $0 + $1 + Self.gap } }

  /// The lines of the table as Markdown.
  var markdown: [String] {
    let rule = widths.indices.map { $0 < leadingColumns ? "---" : "---:" }
    return ([rows[0], rule] + rows.dropFirst()).map { "| \($0.joined(separator: " | ")) |" }
  }

  private static let gap = 2

  private func line(_ cells: [String]) -> String {
    var line = ""
    for column in cells.indices {
      let blanks = String(repeating: " ", count: widths[column] - cells[column].count)
      if column > 0 { line += String(repeating: " ", count: Self.gap) }
      line += column < leadingColumns ? cells[column] + blanks : blanks + cells[column]
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
