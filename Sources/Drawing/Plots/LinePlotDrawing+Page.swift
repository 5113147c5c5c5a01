extension LinePlotDrawing {
  /// Draws everything.
  func draw(on page: Page) {
    axes.draw(on: page, isEmpty: data.xRange == nil)
    drawRules(on: page)
    // Lines may reach over the area by half their width, and marks by their radius.
    page.clipped(to: .rectangle(axes.area.inset(by: -Self.markRadius - 1))) {
      for (index, line) in pieces.enumerated().reversed() {
        let color = plot.color(index, theme)
        for piece in line.raw { stroke(piece, color.faded(LineStyle.rawOpacity), LineStyle.raw, on: page) }
      }
      for (index, line) in pieces.enumerated().reversed() {
        let color = plot.color(index, theme)
        let stroke = LineStyle.stroke(isDashed: plot.series[index].isDashed)
        for piece in line.shown {
          self.stroke(piece, color, stroke, on: page)
          if line.isSparse { for point in piece { mark(point, color, on: page) } }
        }
      }
    }
    if data.xRange == nil {
      let words = theme.shortened("Nothing to plot yet", to: axes.area.width, .body)
      page.write(words, at: axes.area.center, .body, anchor: .center, color: theme.fadedInk)
    }
    drawKey(on: page)
    Note.draw(notes, on: page, above: frame.maxY, in: frame)
  }

  private static let markRadius = 2.75

  private func stroke(_ piece: [Point], _ color: Color, _ stroke: Stroke, on page: Page) {
    // A point without neighbours has no line: it is marked, or it would not be seen.
    if piece.count == 1 {
      page.fill(.ellipse(center: piece[0], radiusX: stroke.width, radiusY: stroke.width), color)
    } else {
      page.stroke(Path(piece, closed: false), color, stroke)
    }
  }

  private func mark(_ point: Point, _ color: Color, on page: Page) {
    let circle = Path.ellipse(center: point, radiusX: Self.markRadius, radiusY: Self.markRadius)
    page.fill(circle, color)
    page.stroke(circle, theme.background, Stroke(width: 0.75))
  }

  private func drawRules(on page: Page) {
    let line = Stroke(width: 0.75, isRound: false, dashes: [2, 2.5])
    // No further left: there are the numbers of the y axis.
    var free = axes.area.minX
    var last = -Double.infinity
    for rule in plot.rules.filter({ axes.x.isDrawable($0.x) }).sorted(by: { $0.x < $1.x }) {
      let place = axes.x.place(rule.x)
      // Lines closer than this run together.
      guard axes.area.minX...axes.area.maxX ~= place, place - last >= 2 else { continue }
      last = place
      page.stroke(.vertical(place, axes.area), theme.fadedInk.faded(0.45), line)
      let half = theme.measure(rule.label, .small).width / 2
      guard place - half >= free, place + half <= frame.maxX else { continue }
      page.write(
        rule.label, at: Point(place, axes.area.minY - 3), .small, anchor: .bottom, color: theme.fadedInk)
      free = place + half + 10
    }
  }

  private func drawKey(on page: Page) {
    switch key {
    case .none: break
    case .ends(let legend, let heights):
      for (index, entry) in legend.entries.enumerated() {
        legend.draw(entry, on: page, at: Point(axes.area.maxX + Self.endGap, heights[index]))
      }
    case .inside(let legend, let corner):
      // The grid behind the names would make them harder to read.
      page.fill(
        .rectangle(Rectangle(corner.x, corner.y, legend.size.width, legend.size.height)),
        theme.background.faded(0.85))
      legend.draw(on: page, at: corner)
    case .above(let legend):
      legend.drawLines(on: page, in: frame)
    }
  }
}

extension LinePlot {
  /// The colour of line number `index`.
  func color(_ index: Int, _ theme: Theme) -> Color { series[index].color ?? theme.color(index) }

  /// What has to be named: nothing, if there is one line and the axis says what it is.
  func legendEntries(_ theme: Theme) -> [Legend.Entry] {
    if series.count == 1 && series[0].name == y.label { return [] }
    return series.enumerated().filter { !$1.name.isEmpty }
      .map { Legend.Entry(name: $1.name, color: color($0, theme), isDashed: $1.isDashed) }
  }

  /// What the axes have to hold.
  func measures(_ data: LinePlotData, xRange: ClosedRange<Double>?) -> (
    x: PlotFrame.Measure, y: PlotFrame.Measure
  ) {
    // Without data, 0...1, or 1...10 where zero has no place.
    func range(_ axis: Axis, _ data: ClosedRange<Double>?, margin: Double) -> ClosedRange<Double> {
      axis.drawn(data ?? (axis.scale == .logarithmic ? 1...10 : 0...1), margin: data == nil ? 0 : margin)
    }
    var x = x
    if data.hasWholeX && x.numbers == .plain { x.numbers = .whole }
    return (
      PlotFrame.Measure(axis: x, range: range(x, xRange ?? data.xRange, margin: 0)),
      PlotFrame.Measure(axis: y, range: range(y, data.yRange, margin: 0.04))
    )
  }
}

extension Axis {
  /// From where to where the axis goes for such data.
  func drawn(_ data: ClosedRange<Double>, margin: Double) -> ClosedRange<Double> {
    let isLogarithmic = scale == .logarithmic
    if let range {
      let isUsable =
        isLogarithmic
        ? AxisRange.isDrawableLogarithmically(range.lowerBound)
          && AxisRange.isDrawableLogarithmically(range.upperBound)
        : AxisRange.isDrawable(range.lowerBound) && AxisRange.isDrawable(range.upperBound)
      if isUsable {
        return isLogarithmic
          ? AxisRange.logarithmic(range.lowerBound, range.upperBound)
          : AxisRange.linear(range.lowerBound, range.upperBound)
      }
    }
    let (low, high) = (data.lowerBound, data.upperBound)
    if isLogarithmic { return AxisRange.logarithmic(low, high, margin: margin) }
    if low == high && numbers == .whole { return AxisRange.linear(low - 1, high + 1) }
    var drawn = AxisRange.linear(low, high, margin: margin)
    if numbers == .percent {
      // No share is below nothing or above all.
      let (least, most) = (low >= 0 ? 0 : -Double.infinity, high <= 1 ? 1 : Double.infinity)
      drawn = max(drawn.lowerBound, least)...min(drawn.upperBound, most)
    }
    if low == high { return drawn }
    // The first of many steps is as good as none.
    if margin == 0 { return low > 0 && low <= 0.03 * high ? 0...drawn.upperBound : drawn }
    // An axis that comes near zero begins there: a height then is also a size.
    return low >= 0 && low <= 0.3 * high ? 0...drawn.upperBound : drawn
  }
}
