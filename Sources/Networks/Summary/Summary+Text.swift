extension Summary: CustomStringConvertible {
  /// The table as text, at most 100 columns for any network whose names are not very long.
  public var description: String {
    let header = ["Layer (type)", "Output shape", "Parameters", "Multiply-adds"]
    let lines = rows.map { row in
      [
        row.name.isEmpty ? row.type : "\(row.name) (\(row.type))", row.output.description,
        row.parameterCount.grouped, row.multiplyAdds.grouped,
      ]
    }
    let widths = header.indices.map { column in
      ([header] + lines).map { $0[column].count }.max() ?? 0
    }
    func text(_ cells: [String]) -> String {
      zip(cells, widths).enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: cell.1 - cell.0.count)
        return column < 2 ? cell.0 + blanks : blanks + cell.0
      }.joined(separator: "  ")
    }
    let width = widths.reduce(0, +) + 2 * (widths.count - 1)
    let (thin, thick) = (String(repeating: "-", count: width), String(repeating: "=", count: width))
    return ([thin, text(header), thick] + lines.map(text) + [thick] + totals(between: thin) + [thin])
      .joined(separator: "\n")
  }

  private func totals(between line: String) -> [String] {
    [
      "Total params: \(parameterCount.grouped)",
      "Trainable params: \(parameterCount.grouped)",
      "Non-trainable params: 0",
      "Multiply-adds: \(multiplyAdds.grouped)",
      line,
      "Input size (MB): \(inputMegabytes.fixed(2))",
      "Forward/backward pass size (MB): \(passMegabytes.fixed(2))",
      "Params size (MB): \(parameterMegabytes.fixed(2))",
      "Estimated Total Size (MB): \(totalMegabytes.fixed(2))",
    ]
  }
}
