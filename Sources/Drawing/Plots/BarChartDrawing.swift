/// A bar chart at its place on a page.
struct BarChartDrawing {
  let chart: BarChart
  let frame: Rectangle
  let theme: Theme
  /// Where bars are drawn, between the names and the room for the values.
  let area: Rectangle
  let map: AxisMap
  private let rows: [BarChart.Row]
  private let zero: Double

  init(_ chart: BarChart, in frame: Rectangle, _ theme: Theme) {
    (self.chart, self.frame, self.theme) = (chart, frame, theme)
    rows = chart.rows
    var extent = Extent()
    extent.add(0)
    var (names, values, negatives) = (0.0, 0.0, 0.0)
    for case .bar(let bar) in rows {
      names = max(names, theme.measure(bar.name, .label).width)
      let width = theme.measure(Self.written(bar.value, chart.axis), .small).width + Self.valueGap
      guard AxisRange.isDrawable(bar.value) else {
        values = max(values, width)
        continue
      }
      extent.add(bar.value)
      if bar.value < 0 { negatives = max(negatives, width) } else { values = max(values, width) }
    }
    if let reference = chart.reference, AxisRange.isDrawable(reference.value) { extent.add(reference.value) }
    if let upper = chart.axis.range?.upperBound, AxisRange.isDrawable(upper) { extent.add(max(upper, 0)) }
    let found = extent.range ?? 0...1
    // Names take no more than a third, values no more than another: the bars are what is compared.
    let widest = frame.width / 6
    let room = (left: min(negatives, widest), right: min(values, widest + max(widest - negatives, 0)))
    self.room = room
    let left = frame.minX + min(names, frame.width / 3).rounded(.up) + (names > 0 ? 8 : 0) + room.left
    let height = Double(rows.count) * BarChart.rowHeight
    area = Rectangle(
      minX: left, minY: frame.minY + chart.top(theme), maxX: max(frame.maxX - room.right, left + 1),
      maxY: frame.minY + chart.top(theme) + height)
    let range = found.lowerBound == found.upperBound ? 0...1 : found
    map = AxisMap(
      AxisRange.linear(range.lowerBound, range.upperBound), isLogarithmic: false, from: area.minX,
      to: area.maxX)
    zero = map.place(0)
    namesEnd = left - room.left - 8
  }

  private let namesEnd: Double
  /// For the values at both sides of the bars.
  private let room: (left: Double, right: Double)
  private static let valueGap = 6.0

  private static func written(_ value: Double, _ axis: Axis) -> String {
    AxisRange.isDrawable(value) ? axis.numbers.written(value) : "no finite value"
  }

  /// Draws bars, the reference across them, then what is written.
  func draw(on page: Page) {
    for (index, row) in rows.enumerated() {
      if case .bar(let bar) = row { drawBar(bar, at: middle(index), on: page) }
    }
    drawReferenceLine(on: page)
    page.stroke(.vertical(zero, area), theme.fadedInk, Stroke(width: 1, isRound: false))
    for (index, row) in rows.enumerated() {
      switch row {
      case .bar(let bar): write(bar, at: middle(index), on: page)
      case .rest(let words):
        let start = Point(area.minX + Self.valueGap, middle(index))
        let words = theme.shortened(words, to: frame.maxX - start.x, .small)
        page.write(words, at: start, .small, anchor: .leading, color: theme.fadedInk)
      }
    }
    drawReferenceName(on: page)
    let label = theme.shortened(chart.axis.label, to: frame.maxX - area.minX, .label)
    page.write(label, at: Point(area.minX, area.maxY + 4), .label, color: theme.fadedInk)
  }

  private static let thickness = 0.66 * BarChart.rowHeight

  private func middle(_ index: Int) -> Double { area.minY + (Double(index) + 0.5) * BarChart.rowHeight }

  private func drawBar(_ bar: BarChart.Bar, at middle: Double, on page: Page) {
    guard AxisRange.isDrawable(bar.value) else { return }
    let end = map.place(bar.value)
    page.fill(
      .rectangle(min(zero, end), middle - Self.thickness / 2, abs(end - zero), Self.thickness),
      bar.color ?? theme.color(0).faded(0.8))
  }

  private func write(_ bar: BarChart.Bar, at middle: Double, on page: Page) {
    let name = theme.shortened(bar.name, to: namesEnd - frame.minX, .label)
    page.write(name, at: Point(namesEnd, middle), .label, anchor: .trailing)
    var value = Self.written(bar.value, chart.axis)
    guard AxisRange.isDrawable(bar.value) else {
      let start = Point(area.minX + Self.valueGap, middle)
      value = theme.shortened(value, to: frame.maxX - start.x, .small)
      page.write(value, at: start, .small, anchor: .leading, color: theme.fadedInk)
      return
    }
    value = theme.shortened(value, to: (bar.value < 0 ? room.left : room.right) - Self.valueGap, .small)
    let end = map.place(bar.value)
    let width = theme.measure(value, .small).width
    let left = bar.value < 0 ? end - Self.valueGap - width : end + Self.valueGap
    // The reference line makes room for a value that it would cross.
    if value.isEmpty { return }
    page.fill(
      .rectangle(left - 2, middle - Self.thickness / 2, width + 4, Self.thickness), theme.background)
    page.write(value, at: Point(left, middle), .small, anchor: .leading)
  }

  private func drawReferenceLine(on page: Page) {
    guard let reference = chart.reference, AxisRange.isDrawable(reference.value) else { return }
    page.stroke(
      .vertical(map.place(reference.value), area), theme.ink,
      Stroke(width: 1, isRound: false, dashes: [3, 3]))
  }

  private func drawReferenceName(on page: Page) {
    guard let reference = chart.reference, AxisRange.isDrawable(reference.value) else { return }
    let place = map.place(reference.value)
    let words = "\(reference.name) \(chart.axis.numbers.written(reference.value))"
    let text = theme.shortened(words, to: frame.width, .small)
    // Above its line, but within the frame.
    let half = theme.measure(text, .small).width / 2
    let middle = min(max(place, frame.minX + half), frame.maxX - half)
    page.write(text, at: Point(middle, area.minY - 4), .small, anchor: .bottom)
  }
}
