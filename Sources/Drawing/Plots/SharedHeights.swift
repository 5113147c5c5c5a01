/// A plot that can have the y axis of its neighbours: side by side, equal heights should be equal numbers.
protocol PlotBesideOthers: Panel {
  /// What is measured; plots share an axis only if both are the same.
  var measured: (x: Axis, y: Axis) { get }
  /// From where to where its y axis goes when it stands alone; `nil` if its maker decided that.
  var heightRange: ClosedRange<Double>? { get }
  /// The same plot with a y axis from where to where this says.
  func reaching(_ range: ClosedRange<Double>) -> Self
}

extension PlotBesideOthers {
  /// Whether both plots count or measure the same against the same.
  fileprivate func measuresTheSame(as other: any PlotBesideOthers) -> Bool {
    let (own, others) = (measured, other.measured)
    return own.x.label == others.x.label && own.y.label == others.y.label && own.y.scale == others.y.scale
      && own.y.numbers == others.y.numbers
  }
}

/// The same panels; plots that measure the same have the y axis that holds the data of them all.
func sharingHeights(_ panels: [any Panel]) -> [any Panel] {
  let plots = panels.compactMap { $0 as? any PlotBesideOthers }
  guard plots.count > 1 else { return panels }
  return panels.map { panel in
    guard let plot = panel as? any PlotBesideOthers, plot.heightRange != nil else { return panel }
    var extent = Extent()
    for range in plots.filter(plot.measuresTheSame).compactMap(\.heightRange) {
      extent.add(range.lowerBound)
      extent.add(range.upperBound)
    }
    return extent.range.map(plot.reaching) ?? panel
  }
}

extension LinePlot: PlotBesideOthers {
  var measured: (x: Axis, y: Axis) { (x, y) }

  var heightRange: ClosedRange<Double>? {
    let data = LinePlotData(self)
    return y.range == nil && data.yRange != nil ? measures(data, xRange: nil).y.range : nil
  }

  func reaching(_ range: ClosedRange<Double>) -> LinePlot {
    var plot = self
    plot.y.range = range
    return plot
  }
}

extension Histogram: PlotBesideOthers {
  var measured: (x: Axis, y: Axis) { (x, yMeasure.axis) }

  var heightRange: ClosedRange<Double>? { distributions.allSatisfy { $0.mean == nil } ? nil : yMeasure.range }

  func reaching(_ range: ClosedRange<Double>) -> Histogram {
    var histogram = self
    histogram.sharedHeights = range
    return histogram
  }
}

extension Headed: PlotBesideOthers {
  private var plot: (any PlotBesideOthers)? { panel as? any PlotBesideOthers }

  var measured: (x: Axis, y: Axis) { plot?.measured ?? (Axis(""), Axis("")) }

  var heightRange: ClosedRange<Double>? { plot?.heightRange }

  func reaching(_ range: ClosedRange<Double>) -> Headed {
    guard let plot else { return self }
    return Headed(heading, letter: letter, plot.reaching(range))
  }
}
