/// Line plots one below the other with one x axis: the loss above, the accuracy below.
///
/// All areas begin and end at the same place and hold the same range, so that a glance down finds the same step.
public struct PlotStack: Panel {
  /// From top to bottom. Only the last one names the x axis; the rules' words stand above the first.
  public var plots: [LinePlot]

  /// Plots from top to bottom.
  public init(_ plots: [LinePlot]) { self.plots = plots }

  /// The full width, and the heights of all, with what is said below them.
  public func size(within width: Double, _ theme: Theme) -> Size {
    let plots = fitting(theme)
    let height = plots.map(\.height).reduce(theme.gap * Double(max(plots.count - 1, 0)), +)
    let notes = notes(plots.map(LinePlotData.init))
    return Size(width, height + Note.height(Note.lines(notes, within: width, height: height, theme), theme))
  }

  /// Draws the plots in line.
  public func draw(on page: Page, in frame: Rectangle) {
    var parts = fitting(page.theme)
    for index in parts.indices {
      if index < parts.count - 1 { parts[index].x.label = "" }
      if index > 0 { parts[index].rules = parts[index].rules.map { VerticalRule("", at: $0.x) } }
    }
    let data = parts.map(LinePlotData.init)
    var all = Extent()
    for range in data.compactMap(\.xRange) {
      all.add(range.lowerBound)
      all.add(range.upperBound)
    }
    var y = frame.minY
    let frames = parts.map { part in
      defer { y += part.height + page.theme.gap }
      return Rectangle(frame.minX, y, frame.width, part.height)
    }
    func drawings(_ columns: (left: Double, right: Double)) -> [LinePlotDrawing] {
      parts.indices.map {
        LinePlotDrawing(
          parts[$0], data[$0], in: frames[$0], theme: page.theme, columns: columns, xRange: all.range)
      }
    }
    // Each by itself first, to find out which needs most room at its sides.
    let alone = drawings((0, 0))
    let columns = (
      left: alone.map(\.axes.left).max() ?? 0, right: alone.map(\.axes.right).max() ?? 0
    )
    for drawing in drawings(columns) { drawing.draw(on: page) }
    let height = y - page.theme.gap - frame.minY
    let lines = Note.lines(notes(data), within: frame.width, height: height, page.theme)
    Note.draw(lines, on: page, above: frame.minY + height + Note.height(lines, page.theme), in: frame)
  }

  /// The plots that the highest page has room for, beside notes that may take a quarter of their height.
  private func fitting(_ theme: Theme) -> [LinePlot] {
    var height = -theme.gap
    let fitting = plots.prefix { plot in
      height += theme.gap + plot.height
      return height <= 0.8 * Theme.highestPanel
    }
    return Array(fitting)
  }

  /// What is said below these plots, the first of all.
  private func notes(_ shown: [LinePlotData]) -> [String] {
    let rest = plots.count - shown.count
    return (rest == 0 ? [] : ["\(NumberText.grouped(rest)) more plots do not fit on this page."])
      + shown.flatMap(\.notes)
  }
}
