/// The lines of a plot made ready to draw: in order, smoothed, with the ranges that hold them.
struct LinePlotData {
  struct Line {
    var x: [Double]
    var y: [Double]
    /// `y` smoothed, if it is.
    var smoothed: [Double]?
    /// What is drawn strongly.
    var shown: [Double] { smoothed ?? y }
  }

  private(set) var lines: [Line] = []
  /// From the lowest to the highest, of all points that have a place; `nil` if none has.
  private(set) var xRange: ClosedRange<Double>?
  private(set) var yRange: ClosedRange<Double>?
  /// Whether all x are whole numbers, as steps and epochs are.
  private(set) var hasWholeX = true
  /// How many points have no place since a coordinate is no number or infinite.
  private(set) var unnumbered = 0
  /// How many have none since a coordinate is not above zero on a logarithmic axis.
  private(set) var unscaled = 0
  /// Over how many points lines are smoothed, if any is.
  private(set) var span: Int?

  init(_ plot: LinePlot) {
    let isXLogarithmic = plot.x.scale == .logarithmic
    let isYLogarithmic = plot.y.scale == .logarithmic
    var x = Extent()
    var y = Extent()
    for series in plot.series {
      var line = Self.sorted(series)
      for index in line.x.indices {
        let (px, py) = (line.x[index], line.y[index])
        guard AxisRange.isDrawable(px), AxisRange.isDrawable(py) else {
          unnumbered += 1
          // What has no place takes no part in the smoothing either.
          line.y[index] = .nan
          continue
        }
        guard
          !isXLogarithmic || AxisRange.isDrawableLogarithmically(px),
          !isYLogarithmic || AxisRange.isDrawableLogarithmically(py)
        else {
          unscaled += 1
          line.y[index] = .nan
          continue
        }
        x.add(px)
        if px != px.rounded() { hasWholeX = false }
        y.add(py)
      }
      // Three times as many points as are averaged: of fewer, little more than their mean would be left.
      if plot.smoothing > 1 && line.y.count / 3 > plot.smoothing {
        line.smoothed = centredAverage(line.y, span: plot.smoothing)
        span = plot.smoothing
      }
      lines.append(line)
    }
    xRange = x.range
    yRange = y.range
  }

  /// The points from left to right; those whose x is no number come last.
  private static func sorted(_ series: Series) -> Line {
    let isInOrder = zip(series.x, series.x.dropFirst()).allSatisfy { $0 <= $1 }
    if isInOrder { return Line(x: series.x, y: series.y) }
    func key(_ x: Double) -> Double { x.isNaN ? .infinity : x }
    let order = series.x.indices.sorted { (key(series.x[$0]), $0) < (key(series.x[$1]), $1) }
    return Line(x: order.map { series.x[$0] }, y: order.map { series.y[$0] })
  }
}

/// The lowest and the highest of some numbers.
struct Extent {
  private var low = Double.infinity
  private var high = -Double.infinity

  mutating func add(_ value: Double) {
    low = min(low, value)
    high = max(high, value)
  }

  /// `nil` if there were none.
  var range: ClosedRange<Double>? { low <= high ? low...high : nil }
}
