/// A line plot at its place on a page.
struct LinePlotDrawing {
  let plot: LinePlot
  let data: LinePlotData
  let frame: Rectangle
  let theme: Theme
  let axes: PlotFrame
  let key: Key
  /// What is said below the plot, unless it is said below a whole stack of them.
  let notes: [String]
  let pieces: [Pieces]

  /// Where the names of the lines stand.
  enum Key {
    case none
    /// At the ends of the lines: the height of each.
    case ends(Legend, [Double])
    /// Inside the plot, at this upper left corner.
    case inside(Legend, Point)
    /// In lines of writing above the plot.
    case above(Legend)
  }

  /// One line in the page's coordinates.
  struct Pieces {
    var raw: [[Point]]
    var shown: [[Point]]
    /// Whether each point is marked, since there are few.
    var isSparse: Bool
  }

  /// - Parameters:
  ///   - columns: from where to where the areas of several plots stand in line; `nil` for a plot of its own.
  ///   - xRange: what the x axis has to hold if it is more than the data.
  init(
    _ plot: LinePlot, _ data: LinePlotData, in frame: Rectangle, theme: Theme,
    columns: (left: Double, right: Double)? = nil, xRange: ClosedRange<Double>? = nil
  ) {
    (self.plot, self.data, self.frame, self.theme) = (plot, data, frame, theme)
    notes = columns == nil ? Note.lines(data.notes, within: frame.width, height: plot.height, theme) : []
    let entries = plot.legendEntries(theme)
    let ruleLine = plot.rules.contains { !$0.label.isEmpty } ? theme.lineHeight(.small) + 2 : 0
    let reserve = PlotFrame.Reserve(
      top: ruleLine, right: columns?.right ?? 0, bottom: Note.height(notes, theme), left: columns?.left ?? 0)
    let (x, y) = plot.measures(data, xRange: xRange)
    func axes(top: Double = 0, right: Double = 0) -> PlotFrame {
      var reserve = reserve
      reserve.top += top
      reserve.right = max(reserve.right, right)
      return PlotFrame(in: frame, x: x, y: y, reserve: reserve, theme)
    }
    guard !entries.isEmpty, data.xRange != nil else {
      self.axes = axes()
      (key, pieces) = (.none, data.pieces(in: self.axes, theme))
      return
    }
    // At the ends of the lines, if that leaves them three quarters of the width.
    let ends = Legend(entries, widest: frame.width / 4, limit: entries.count, theme)
    let beside = axes(right: (ends.entries.map(ends.width).max() ?? 0) + Self.endGap)
    if entries.count == plot.series.count, let heights = data.ends(in: beside, lineHeight: ends.lineHeight) {
      (self.axes, key) = (beside, .ends(ends, heights))
      pieces = data.pieces(in: beside, theme)
      return
    }
    let inner = axes()
    let innerPieces = data.pieces(in: inner, theme)
    let legend = Legend(entries, widest: inner.area.width / 2, theme)
    let placement = LegendPlacement(in: inner.area, lines: innerPieces.flatMap { $0.raw + $0.shown })
    if let place = placement.place(legend.size), place.hidden == 0 {
      (self.axes, key, pieces) = (inner, .inside(legend, place.corner), innerPieces)
      return
    }
    let above = Legend(entries, within: frame.width, highest: 0.3 * plot.height, theme)
    self.axes = axes(top: above.height(within: frame.width) + 4)
    (key, pieces) = (.above(above), data.pieces(in: self.axes, theme))
  }

  /// Between the end of a line and its name.
  static let endGap = 9.0
}

extension LinePlotData {
  /// What a reader has to know about the points.
  var notes: [String] {
    var notes: [String] = []
    if let span {
      notes.append("Faint: every value. Strong: the mean over about \(NumberText.grouped(span)) neighbours.")
    }
    if unnumbered > 0 {
      notes.append(
        unnumbered == 1
          ? "One value is no finite number; its place is left open."
          : "\(NumberText.grouped(unnumbered)) values are no finite numbers; their places are left open.")
    }
    if unscaled > 0 {
      notes.append(
        unscaled == 1
          ? "One value is not above zero and has no place on a logarithmic axis."
          : "\(NumberText.grouped(unscaled)) values are not above zero and have no place on a logarithmic axis."
      )
    }
    return notes
  }

  /// The lines as they are drawn on these axes.
  func pieces(in axes: PlotFrame, _ theme: Theme) -> [LinePlotDrawing.Pieces] {
    lines.map { line in
      func pieces(_ values: [Double]) -> [[Point]] {
        let places = line.x.indices.lazy.map { index -> Point? in
          guard axes.x.isDrawable(line.x[index]), axes.y.isDrawable(values[index]) else { return nil }
          return Point(axes.x.place(line.x[index]), axes.y.place(values[index]))
        }
        return PixelColumns.pieces(of: places, columnWidth: 1 / theme.scale)
      }
      // Marks closer than this run into each other.
      let isSparse = line.smoothed == nil && Double(line.x.count) * 14 <= axes.area.width
      return LinePlotDrawing.Pieces(
        raw: line.smoothed == nil ? [] : pieces(line.y), shown: pieces(line.shown), isSparse: isSparse)
    }
  }

  /// At what height the name of each line stands at its end; `nil` if some line ends elsewhere, or the names would
  /// be too far from their lines.
  func ends(in axes: PlotFrame, lineHeight: Double) -> [Double]? {
    var heights: [Double] = []
    for line in lines {
      let last = line.x.indices.last { axes.x.isDrawable(line.x[$0]) && axes.y.isDrawable(line.shown[$0]) }
      guard let last else { return nil }
      let (x, y) = (axes.x.place(line.x[last]), axes.y.place(line.shown[last]))
      guard axes.area.maxX - x < 0.05 * axes.area.width, axes.area.minY...axes.area.maxY ~= y else {
        return nil
      }
      heights.append(y)
    }
    guard let spread = spreadOut(heights, by: lineHeight, within: axes.area.minY...axes.area.maxY) else {
      return nil
    }
    let isNear = zip(heights, spread).allSatisfy { abs($0 - $1) <= 1.5 * lineHeight }
    return isNear ? spread : nil
  }
}
