/// The rows of a network diagram.
struct DiagramLayout {
  /// Boxes side by side.
  struct Row {
    /// Each box, and where its slot begins.
    var boxes: [(box: DiagramBox, x: Double)]
    /// What all boxes are centred on.
    var axis: Double
    /// Where the names begin.
    var nameTop: Double
    /// Whether it goes on where a row above ended.
    var isContinued: Bool
    /// Whether a row follows.
    var continues: Bool
  }

  private(set) var rows: [Row] = []
  private(set) var height: Double

  init(_ diagram: NetworkDiagram, within width: Double, _ theme: Theme) {
    let scale = DiagramScale(diagram.stages, within: width)
    let boxes = diagram.items(within: width).map { DiagramBox($0, scale, within: width, theme) }
    height = boxes.isEmpty ? theme.lineHeight(.body) : 0
    let groups = Self.balanced(boxes, within: width)
    for (index, group) in groups.enumerated() {
      if index > 0 { height += theme.panelGap }
      add(group, within: width, isContinued: index > 0, continues: index + 1 < groups.count, theme)
    }
  }

  /// Between two slots, at least: room for a pyramid.
  static let gap = 14.0
  /// More than this apart, boxes lose sight of each other.
  private static let widestGap = 90.0

  private mutating func add(
    _ boxes: [DiagramBox], within width: Double, isContinued: Bool, continues: Bool, _ theme: Theme
  ) {
    let gaps = Self.gaps(boxes, within: width, isContinued: isContinued)
    let rest = width - Self.width(of: boxes, gaps: gaps, isContinued: isContinued)
    let stretch = min(max(0, rest) / Double(max(gaps.count, 1)), Self.widestGap - Self.gap)
    var placed: [(box: DiagramBox, x: Double)] = []
    var x = isContinued ? Self.inlet(boxes[0]) : 0
    for (index, box) in boxes.enumerated() {
      if index > 0 { x += gaps[index - 1] + stretch }
      placed.append((box, x))
      x += box.slotWidth
    }
    let line = theme.lineHeight(.small)
    let reach = (boxes.map(\.height).max() ?? 0) / 2
    var row = Row(boxes: placed, axis: 0, nameTop: 0, isContinued: isContinued, continues: continues)
    let highest = boxes.indices.compactMap { index -> Double? in
      row.kernelPlace(index, theme).map { Double(boxes[index].kernelText.count) * line - $0.y }
    }
    row.axis = height + max(reach, highest.max() ?? 0)
    // Below the lowest box its number of channels, then the names.
    row.nameTop = row.axis + reach + line + 8
    let words = boxes.map { $0.name.count + $0.caption.count }.max() ?? 0
    height = row.nameTop + Double(words) * line
    rows.append(row)
  }

  /// Rows as equal in width as their number allows, none wider than `width` unless a single box is.
  private static func balanced(_ boxes: [DiagramBox], within width: Double) -> [[DiagramBox]] {
    let fewest = rows(of: boxes, within: width)
    var (tooNarrow, enough) = (0.0, width)
    // Halved until less than a pixel is left.
    while enough - tooNarrow > 1 {
      let middle = (tooNarrow + enough) / 2
      if rows(of: boxes, within: middle).count == fewest.count { enough = middle } else { tooNarrow = middle }
    }
    return rows(of: boxes, within: enough)
  }

  private static func rows(of boxes: [DiagramBox], within width: Double) -> [[DiagramBox]] {
    var rows: [[DiagramBox]] = []
    for box in boxes {
      if let last = rows.last, self.width(of: last + [box], isContinued: rows.count > 1) <= width {
        rows[rows.count - 1].append(box)
      } else {
        rows.append([box])
      }
    }
    return rows
  }

  private static func width(of boxes: [DiagramBox], isContinued: Bool) -> Double {
    width(of: boxes, gaps: zip(boxes, boxes.dropFirst()).map(gap), isContinued: isContinued)
  }

  private static func width(of boxes: [DiagramBox], gaps: [Double], isContinued: Bool) -> Double {
    gaps.reduce(0, +) + boxes.map(\.slotWidth).reduce(0, +) + (isContinued ? inlet(boxes[0]) : 0)
  }

  /// Between the slots of a row, before what is left of the width is shared out: where it can be, what is said about
  /// each kernel fits between its boxes.
  private static func gaps(_ boxes: [DiagramBox], within width: Double, isContinued: Bool) -> [Double] {
    let pairs = zip(boxes, boxes.dropFirst())
    let wide = pairs.map { left, right in
      let sides = left.slotWidth - left.front.maxX - left.recession.x + right.front.minX
      return max(gap(left, right), right.kernelWidth + 2 * Row.kernelMargin - sides)
    }
    return self.width(of: boxes, gaps: wide, isContinued: isContinued) <= width ? wide : pairs.map(gap)
  }

  /// Between two slots: what is written above the pyramid stays between the middles of the boxes.
  private static func gap(_ left: DiagramBox, _ right: DiagramBox) -> Double {
    max(gap, right.kernelWidth + 8 - (left.slotWidth + right.slotWidth) / 2)
  }

  /// Before the first box of a row that goes on: room for an arrow and what stands above it.
  static func inlet(_ box: DiagramBox) -> Double { max(18, box.kernelWidth + 4 - box.slotWidth / 2) }
}
