/// How often a quantity takes which values: one distribution, or several over each other.
public struct Histogram: Panel {
  /// What the height of a bin says.
  public enum Heights: Hashable, Sendable {
    /// How many values lie in it.
    case counts
    /// The same on a logarithmic axis: a few values beside very many can be seen.
    case logarithmicCounts
    /// Which part of its distribution lies in it: to compare samples of different sizes.
    case shares
  }

  /// The first ones are drawn on top.
  public var distributions: [Distribution]
  /// What is counted.
  public var x: Axis
  /// What the height of a bin says.
  public var heights: Heights
  /// Whether mean and deviation are written beside the name and marked above the bins: a dot and a line to both sides.
  public var showsMoments: Bool
  /// From where to where the y axis goes, if neighbours have agreed on that.
  var sharedHeights: ClosedRange<Double>?
  /// Nominal pixels with everything that is written around the bins.
  public var height: Double { didSet { height = PlotFrame.bounded(height: height) } }

  /// A histogram of distributions.
  ///
  /// - Parameter height: nominal pixels; brought into 160...2,000.
  public init(
    _ distributions: [Distribution], x: Axis, heights: Heights = .counts, showsMoments: Bool = true,
    height: Double = 260
  ) {
    (self.distributions, self.x, self.heights) = (distributions, x, heights)
    self.showsMoments = showsMoments
    self.height = PlotFrame.bounded(height: height)
  }

  /// The full width, and the height.
  public func size(within width: Double, _ theme: Theme) -> Size { Size(width, height) }

  /// Draws the histogram.
  public func draw(on page: Page, in frame: Rectangle) {
    let theme = page.theme
    // Beside a higher panel, the frame is higher than the histogram.
    let frame = Rectangle(frame.x, frame.y, frame.width, min(height, frame.height))
    let legend = Legend(legendEntries(theme), within: frame.width, highest: 0.3 * height, theme)
    // More marks would take the room of the bins.
    let marked = distributions.prefix(showsMoments ? Int(0.2 * height / Self.markDistance) : 0)
    let notes = Note.lines(notes, within: frame.width, height: height, theme)
    var reserve = PlotFrame.Reserve(bottom: Note.height(notes, theme))
    reserve.top = legend.height(within: frame.width) + 4 + Double(marked.count) * Self.markDistance
    let axes = PlotFrame(in: frame, x: xMeasure, y: yMeasure, reserve: reserve, theme)
    let isEmpty = distributions.allSatisfy { $0.mean == nil }
    axes.draw(on: page, isEmpty: isEmpty)
    if isEmpty {
      let words = theme.shortened("Nothing to count yet", to: axes.area.width, .body)
      page.write(words, at: axes.area.center, .body, anchor: .center, color: theme.fadedInk)
    }
    page.clipped(to: .rectangle(axes.area.inset(by: -1))) {
      for index in distributions.indices.reversed() { drawBins(index, axes, on: page) }
    }
    for (index, distribution) in marked.enumerated() {
      let y = axes.area.minY - (Double(index) + 0.5) * Self.markDistance
      drawMoments(distribution, color(index, theme), at: y, axes, on: page)
    }
    legend.drawLines(on: page, in: frame)
    Note.draw(notes, on: page, above: frame.maxY, in: frame)
  }

  private static let markDistance = 8.0

  private func drawBins(_ index: Int, _ axes: PlotFrame, on page: Page) {
    let color = color(index, page.theme)
    let bins = BinOutline(distributions[index], heights, axes)
    let isAlone = distributions.count == 1
    for run in bins.runs {
      page.fill(Path(run), color.faded(isAlone ? 0.75 : 0.3))
      if !isAlone { page.stroke(Path(run), color, Stroke(width: 1.25)) }
    }
    if isAlone && bins.binWidth >= 4 {
      // Thin gaps show which part is one bin.
      for place in bins.borders {
        page.stroke(.vertical(place, axes.area), page.theme.background, Stroke(width: 0.75, isRound: false))
      }
    }
  }

  private func drawMoments(
    _ distribution: Distribution, _ color: Color, at y: Double, _ axes: PlotFrame, on page: Page
  ) {
    guard let mean = distribution.mean, let deviation = distribution.deviation, axes.x.isDrawable(mean) else {
      return
    }
    func place(_ value: Double) -> Double? {
      axes.x.isDrawable(value) ? min(max(axes.x.place(value), axes.area.minX), axes.area.maxX) : nil
    }
    guard let middle = place(mean) else { return }
    let (left, right) = (place(mean - deviation) ?? axes.area.minX, place(mean + deviation) ?? axes.area.maxX)
    page.stroke(Path([Point(left, y), Point(right, y)], closed: false), color, Stroke(width: 1.5))
    page.fill(.ellipse(center: Point(middle, y), radiusX: 3, radiusY: 3), color)
  }
}

extension Histogram {
  private func color(_ index: Int, _ theme: Theme) -> Color {
    distributions[index].color ?? theme.color(index)
  }

  private func legendEntries(_ theme: Theme) -> [Legend.Entry] {
    distributions.enumerated().compactMap { index, distribution in
      var words = distribution.name
      if showsMoments, let mean = distribution.mean, let deviation = distribution.deviation {
        words += words.isEmpty ? "" : ": "
        // A mean that was made zero is that to within rounding.
        let shown = abs(mean) < 1e-6 * deviation ? 0 : mean
        words += "mean \(NumberText.short(shown)), deviation \(NumberText.short(deviation))"
      }
      return words.isEmpty
        ? nil : Legend.Entry(name: words, color: color(index, theme), isArea: true)
    }
  }

  private var notes: [String] {
    let leftOut = distributions.map(\.leftOut).reduce(0, +)
    if leftOut == 0 { return [] }
    return [
      leftOut == 1
        ? "One value is not finite or lies outside, and is not counted."
        : "\(NumberText.grouped(leftOut)) values are not finite or lie outside, and are not counted."
    ]
  }

  private var xMeasure: PlotFrame.Measure {
    var extent = Extent()
    for distribution in distributions {
      extent.add(distribution.range.lowerBound)
      extent.add(distribution.range.upperBound)
    }
    // Bins of equal widths have no place on a logarithmic axis.
    var axis = x
    axis.scale = .linear
    return PlotFrame.Measure(axis: axis, range: axis.drawn(extent.range ?? 0...1, margin: 0))
  }

  var yMeasure: PlotFrame.Measure {
    var measure = ownYMeasure
    measure.range = sharedHeights ?? measure.range
    return measure
  }

  private var ownYMeasure: PlotFrame.Measure {
    let most = distributions.map { BinOutline.largest($0, heights) }.max() ?? 0
    switch heights {
    case .counts:
      return PlotFrame.Measure(axis: Axis("count", numbers: .whole), range: 0...max(most * 1.04, 1))
    case .shares:
      return PlotFrame.Measure(
        axis: Axis("share", numbers: .percent), range: 0...(most > 0 ? min(most * 1.04, 1) : 1))
    case .logarithmicCounts:
      // A little below one, so that a bin with one value has a height.
      return PlotFrame.Measure(
        axis: Axis("count", scale: .logarithmic, numbers: .whole), range: 0.7...max(most * 1.2, 10))
    }
  }
}
