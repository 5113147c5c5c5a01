/// Finds the place inside a plot where a legend hides least.
struct LegendPlacement {
  /// Cells this many nominal pixels wide and high say where lines are.
  private static let cell = 4.0

  private let area: Rectangle
  private let columns: Int
  private let rows: Int
  /// `[row, column]`: in how many cells above and to the left there is a line, so that any rectangle is counted
  /// with four look-ups (Crow, "Summed-area tables for texture mapping", 1984).
  private var sums: [Int32]

  /// - Parameter lines: what must stay visible: pieces of lines, in the page's coordinates.
  init(in area: Rectangle, lines: [[Point]]) {
    self.area = area
    columns = max(Int(area.width / Self.cell), 1)
    rows = max(Int(area.height / Self.cell), 1)
    let stride = columns + 1
    sums = [Int32](repeating: 0, count: stride * (rows + 1))
    for line in lines {
      mark(line.first)
      for (from, to) in zip(line, line.dropFirst()) {
        // Outside the area, a line may go on for a million pixels.
        guard let part = Self.part(of: from, to, in: area) else { continue }
        let (start, end) = (from.toward(to, part.lowerBound), from.toward(to, part.upperBound))
        let steps = max(Int((max(abs(end.x - start.x), abs(end.y - start.y)) / Self.cell).rounded(.up)), 1)
        for step in 0...steps { mark(start.toward(end, Double(step) / Double(steps))) }
      }
    }
    for row in 1...rows {
      for column in 1...columns {
        let at = row * stride + column
        sums[at] += sums[at - 1] + sums[at - stride] - sums[at - stride - 1]
      }
    }
  }

  /// The best place for a legend of this size: its upper left corner, and how many cells with lines it hides.
  /// `nil` if it does not fit into the area at all.
  ///
  /// Corners come before sides, and sides before what lies between, where they hide as little.
  func place(_ size: Size) -> (corner: Point, hidden: Int)? {
    let margin = Self.cell
    let (free, high) = (area.width - size.width - 2 * margin, area.height - size.height - 2 * margin)
    guard free >= 0, high >= 0 else { return nil }
    let corners = [(1.0, 0.0), (0, 0), (1, 1), (0, 1)]
    let sides = [(1, 0.5), (0, 0.5), (0.5, 0), (0.5, 1)]
    let between = (0...8).flatMap { y in (0...8).map { x in (Double(x) / 8, Double(y) / 8) } }
    var best: (corner: Point, hidden: Int)?
    for (x, y) in corners + sides + between {
      let corner = Point(area.minX + margin + x * free, area.minY + margin + y * high)
      let hidden = count(in: Rectangle(corner.x, corner.y, size.width, size.height))
      if hidden < best?.hidden ?? .max { best = (corner, hidden) }
      if hidden == 0 { break }
    }
    return best
  }

  /// How many cells with lines a rectangle meets.
  private func count(in rectangle: Rectangle) -> Int {
    func clamped(_ place: Double, _ limit: Int) -> Int { min(max(Int(place), 0), limit) }
    let left = clamped((rectangle.minX - area.minX) / Self.cell, columns)
    let right = clamped(((rectangle.maxX - area.minX) / Self.cell).rounded(.up), columns)
    let top = clamped((rectangle.minY - area.minY) / Self.cell, rows)
    let bottom = clamped(((rectangle.maxY - area.minY) / Self.cell).rounded(.up), rows)
    let stride = columns + 1
    return Int(
      sums[bottom * stride + right] - sums[top * stride + right] - sums[bottom * stride + left]
        + sums[top * stride + left])
  }

  /// Between which fractions of the way from `start` to `end` the line is inside `area`
  /// (Liang and Barsky, "A New Concept and Method for Line Clipping", 1984).
  private static func part(of start: Point, _ end: Point, in area: Rectangle) -> ClosedRange<Double>? {
    var (enter, leave) = (0.0, 1.0)
    let sides = [
      (end.x - start.x, area.minX - start.x, area.maxX - start.x),
      (end.y - start.y, area.minY - start.y, area.maxY - start.y),
    ]
    for (way, low, high) in sides {
      if way == 0 {
        if low > 0 || high < 0 { return nil }
      } else {
        enter = max(enter, min(low / way, high / way))
        leave = min(leave, max(low / way, high / way))
      }
    }
    return enter <= leave ? enter...leave : nil
  }

  private mutating func mark(_ point: Point?) {
    guard let point else { return }
    let column = ((point.x - area.minX) / Self.cell).rounded(.down)
    let row = ((point.y - area.minY) / Self.cell).rounded(.down)
    guard column >= 0, row >= 0, column < Double(columns), row < Double(rows) else { return }
    sums[(Int(row) + 1) * (columns + 1) + Int(column) + 1] = 1
  }
}
