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
    // Names take no more than a third: the bars are what is compared.
    let left = frame.minX + min(names, frame.width / 3).rounded(.up) + (names > 0 ? 8 : 0) + negatives
    let height = Double(rows.count) * BarChart.rowHeight
    area = Rectangle(
      minX: left, minY: frame.minY + chart.top(theme), maxX: max(frame.maxX - values, left + 1),
      maxY: frame.minY + chart.top(theme) + height)
    let range = found.lowerBound == found.upperBound ? 0...1 : found
    map = AxisMap(
      AxisRange.linear(range.lowerBound, range.upperBound), isLogarithmic: false, from: area.minX,
      to: area.maxX)
    zero = map.place(0)
    namesEnd = left - negatives - 8
  }

  private let namesEnd: Double
  private static let valueGap = 6.0

  private static func written(_ value: Double, _ axis: Axis) -> String {
    AxisRange.isDrawable(value) ? axis.numbers.written(value) : "no finite value"
  }

  /// Draws names, bars, values, the reference and what is measured.
  func draw(on page: Page) {
    drawReferenceLine(on: page)
    for (index, row) in rows.enumerated() {
      let middle = area.minY + (Double(index) + 0.5) * BarChart.rowHeight
      switch row {
      case .bar(let bar): draw(bar, at: middle, on: page)
      case .rest(let words):
        let words = theme.shortened(words, to: frame.maxX - zero, .small)
        page.write(words, at: Point(zero, middle), .small, anchor: .leading, color: theme.fadedInk)
      }
    }
    page.stroke(.vertical(zero, area), theme.fadedInk, Stroke(width: 1, isRound: false))
    drawReferenceName(on: page)
    let label = theme.shortened(chart.axis.label, to: frame.maxX - zero, .label)
    page.write(label, at: Point(zero, area.maxY + 4), .label, color: theme.fadedInk)
  }

  private func draw(_ bar: BarChart.Bar, at middle: Double, on page: Page) {
    let name = theme.shortened(bar.name, to: namesEnd - frame.minX, .label)
    page.write(name, at: Point(namesEnd, middle), .label, anchor: .trailing)
    let value = Self.written(bar.value, chart.axis)
    guard AxisRange.isDrawable(bar.value) else {
      page.write(
        value, at: Point(zero + Self.valueGap, middle), .small, anchor: .leading, color: theme.fadedInk)
      return
    }
    let end = map.place(bar.value)
    let thickness = 0.66 * BarChart.rowHeight
    page.fill(
      .rectangle(min(zero, end), middle - thickness / 2, abs(end - zero), thickness),
      bar.color ?? theme.color(0).faded(0.8))
    let gap = bar.value < 0 ? -Self.valueGap : Self.valueGap
    let width = theme.measure(value, .small).width
    let left = bar.value < 0 ? end + gap - width : end + gap
    // The reference line makes room for a value that it would cross.
    page.fill(.rectangle(left - 2, middle - thickness / 2, width + 4, thickness), theme.background)
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
