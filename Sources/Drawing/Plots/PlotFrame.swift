/// The axes of a plot and the area between them.
struct PlotFrame {
  /// One axis and what it has to cover.
  struct Measure {
    var axis: Axis
    /// From the lowest to the highest number, above zero for a logarithmic axis.
    var range: ClosedRange<Double>
  }

  /// Room that is kept for something else.
  struct Reserve {
    var top = 0.0
    var right = 0.0
    var bottom = 0.0
    /// The area begins no further left than this, so that the areas of several plots can stand in line.
    var left = 0.0
  }

  /// Where the data is drawn.
  let area: Rectangle
  /// From numbers to places from left to right.
  let x: AxisMap
  /// From numbers to places from bottom to top.
  let y: AxisMap

  private let frame: Rectangle
  private let theme: Theme
  private let xTicks, yTicks: Ticks
  private let xLabel, yLabel: String

  /// Lays out the axes within `frame`.
  init(in frame: Rectangle, x: Measure, y: Measure, reserve: Reserve, _ theme: Theme) {
    (self.frame, self.theme) = (frame, theme)
    let line = theme.lineHeight(.small)
    let hasLabel = !x.axis.label.isEmpty
    // Tick, numbers, and below them the label; half a line above, which the highest number may reach into.
    let bottom = Self.tickLength + line + (hasLabel ? theme.lineHeight(.label) : 0) + reserve.bottom
    let top = max(reserve.top, line / 2)
    let height = max(frame.height - top - bottom, 1)

    // A number every 36 pixels up the side makes a grid that measures without becoming a fence.
    var yTicks = y.axis.ticks(in: y.range, atMost: max(Int(height / 36), 1))
    let widest = yTicks.labelled.map { theme.measure($0.label, .small).width }.max() ?? 0
    let label = y.axis.label(noting: yTicks)
    let labelWidth = label.isEmpty ? 0 : theme.lineHeight(.label) + 2
    var left = labelWidth + widest + 6
    // In a frame as narrow as this, numbers would leave no room for what they measure.
    if left > 0.45 * frame.width {
      yTicks = Ticks(labelled: [])
      left = labelWidth
    }
    left = max(left, reserve.left)

    var right = reserve.right
    var xTicks = Ticks(labelled: [])
    var map = AxisMap(x.range, isLogarithmic: x.axis.scale == .logarithmic, from: 0, to: 1)
    // The last number may reach over the end of its axis: then the axis ends earlier, which moves the number.
    for _ in 0..<3 {
      map = AxisMap(
        x.range, isLogarithmic: x.axis.scale == .logarithmic, from: frame.minX + left,
        to: max(frame.maxX - right, frame.minX + left + 1))
      xTicks = Self.fitting(x, map, theme)
      let overhang =
        (xTicks.labelled.last.map { Self.extent(of: $0, map, theme).upperBound } ?? 0) - frame.maxX
      if overhang <= 0 { break }
      right += overhang + 0.5
    }
    area = Rectangle(minX: map.start, minY: frame.minY + top, maxX: map.end, maxY: frame.minY + top + height)
    self.x = map
    self.y = AxisMap(
      y.range, isLogarithmic: y.axis.scale == .logarithmic, from: area.maxY, to: area.minY)
    (self.xTicks, self.yTicks) = (xTicks, yTicks)
    (xLabel, yLabel) = (x.axis.label(noting: xTicks), label)
  }

  /// The nearest height that a plot can have, in nominal pixels: lower, its words would take all of it.
  static func bounded(height: Double) -> Double { height >= 160 ? min(height, 2_000) : 160 }

  /// How far the area begins from the left side of the frame.
  var left: Double { area.minX - frame.minX }
  /// How far it ends from the right side.
  var right: Double { frame.maxX - area.maxX }

  /// Draws the grid, the axes and what is written at them; of an empty plot, only what the axes measure.
  func draw(on page: Page, isEmpty: Bool = false) {
    if isEmpty {
      page.stroke(.horizontal(area.maxY, area), theme.fadedInk, Stroke(width: 1, isRound: false))
      drawLabels(on: page)
      return
    }
    let thin = Stroke(width: 0.75, isRound: false)
    for value in yTicks.between {
      page.stroke(.horizontal(y.place(value), area), theme.grid.faded(0.5), thin)
    }
    for tick in yTicks.labelled {
      let place = y.place(tick.value)
      page.stroke(.horizontal(place, area), theme.grid, thin)
      page.write(
        tick.label, at: Point(area.minX - 6, place), .small, anchor: .trailing, color: theme.fadedInk)
    }
    let axis = Stroke(width: 1, isRound: false)
    page.stroke(.horizontal(area.maxY, area), theme.fadedInk, axis)
    for tick in xTicks.labelled {
      let place = x.place(tick.value)
      page.stroke(
        Path([Point(place, area.maxY), Point(place, area.maxY + Self.tickLength)], closed: false),
        theme.fadedInk, axis)
      let extent = Self.extent(of: tick, x, theme)
      if extent.upperBound > frame.maxX || extent.lowerBound < frame.minX { continue }
      page.write(
        tick.label, at: Point(place, area.maxY + Self.tickLength + 1), .small, anchor: .top,
        color: theme.fadedInk)
    }
    drawLabels(on: page)
  }

  private func drawLabels(on page: Page) {
    let below = area.maxY + Self.tickLength + theme.lineHeight(.small)
    let wide = theme.shortened(xLabel, to: area.width, .label)
    page.write(wide, at: Point(area.midX, below), .label, anchor: .top)
    let high = theme.shortened(yLabel, to: area.height, .label)
    page.write(high, at: Point(frame.minX, area.midY), .label, anchor: .top, turned: true)
  }

  private static let tickLength = 4.0

  /// As many ticks as leave their numbers apart.
  private static func fitting(_ measure: Measure, _ map: AxisMap, _ theme: Theme) -> Ticks {
    // A number every 56 pixels at most: more of them are read as a ruler.
    var count = max(Int((map.end - map.start) / 56), 1)
    while count > 1 {
      let ticks = measure.axis.ticks(in: measure.range, atMost: count)
      let extents = ticks.labelled.map { extent(of: $0, map, theme) }
      let areApart = zip(extents, extents.dropFirst()).allSatisfy { $0.upperBound + 12 <= $1.lowerBound }
      if areApart { return ticks }
      count = min(count - 1, ticks.labelled.count - 1)
    }
    return measure.axis.ticks(in: measure.range, atMost: 1)
  }

  /// From where to where the number of a tick reaches.
  private static func extent(of tick: Tick, _ map: AxisMap, _ theme: Theme) -> ClosedRange<Double> {
    let half = theme.measure(tick.label, .small).width / 2
    return map.place(tick.value) - half...map.place(tick.value) + half
  }
}

extension Axis {
  fileprivate func ticks(in range: ClosedRange<Double>, atMost count: Int) -> Ticks {
    scale == .logarithmic
      ? .logarithmic(in: range, atMost: count) : .linear(in: range, atMost: count, numbers: numbers)
  }

  /// What is written at the axis, with what has to be added to its numbers.
  fileprivate func label(noting ticks: Ticks) -> String {
    [label, ticks.note ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

extension Path {
  /// The line across `area` at the height `y`.
  static func horizontal(_ y: Double, _ area: Rectangle) -> Path {
    Path([Point(area.minX, y), Point(area.maxX, y)], closed: false)
  }

  /// The line through `area` from top to bottom at `x`.
  static func vertical(_ x: Double, _ area: Rectangle) -> Path {
    Path([Point(x, area.minY), Point(x, area.maxY)], closed: false)
  }
}

extension Color {
  /// The same colour with `opacity` of its own.
  func faded(_ opacity: Double) -> Color {
    Color(red: red, green: green, blue: blue, opacity: self.opacity * opacity)
  }
}
