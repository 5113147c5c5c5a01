extension Summary: CustomStringConvertible {
  /// The table as text, at most 100 columns for any network whose names are not very long.
  public var description: String {
    let header = ["Layer (type)", "Output shape", "Parameters", "Multiply-adds"]
    let lines = rows.map { row in
      [
        row.name.isEmpty ? row.type : "\(row.name) (\(row.type))", row.output.description,
        grouped(row.parameterCount), grouped(row.multiplyAdds),
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
      "Total params: \(grouped(parameterCount))",
      "Trainable params: \(grouped(parameterCount))",
      "Non-trainable params: 0",
      "Multiply-adds: \(grouped(multiplyAdds))",
      line,
      "Input size (MB): \(twoDecimals(inputMegabytes))",
      "Forward/backward pass size (MB): \(twoDecimals(passMegabytes))",
      "Params size (MB): \(twoDecimals(parameterMegabytes))",
      "Estimated Total Size (MB): \(twoDecimals(totalMegabytes))",
    ]
  }
}

/// A number with a comma before every third digit from the end: 58,299,082.
func grouped(_ number: Int) -> String {
  var text = ""
  for (place, digit) in String(number).reversed().enumerated() {
    if place > 0 && place % 3 == 0 && digit != "-" { text.append(",") }
    text.append(digit)
  }
  return String(text.reversed())
}

/// A number rounded to two decimals: 222.39.
private func twoDecimals(_ number: Double) -> String {
  let hundredths = Int((number * 100).rounded())
  let decimals = String(hundredths % 100)
  return "\(hundredths / 100).\(String(repeating: "0", count: 2 - decimals.count))\(decimals)"
}
