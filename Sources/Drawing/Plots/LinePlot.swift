/// Quantities against a common one, each a line: loss and accuracy against the step or the epoch.
///
/// ```swift
/// LinePlot([Series("training", losses), Series("held out", x: ends, y: heldOut)],
///   x: Axis("step"), y: Axis("loss"), smoothing: 50, rules: VerticalRule.epochs(10, every: 600))
/// ```
///
/// Few points are marked each; many are reduced to what can be seen, spikes included. Where a value has no place
/// (NaN, infinity, zero on a logarithmic axis) the line is left open, and a note below the plot says how often. The
/// names stand at the ends of the lines if there is room for them there, else where they hide no line, else above.
public struct LinePlot: Panel {
  /// The lines, the first ones drawn on top.
  public var series: [Series]
  /// What is measured from left to right.
  public var x: Axis
  /// What is measured from bottom to top.
  public var y: Axis
  /// Over how many points lines are smoothed; the raw values stay visible, faint behind them. 1: not at all.
  public var smoothing: Int
  /// Vertical lines with words above them.
  public var rules: [VerticalRule]
  /// Nominal pixels with everything that is written around the plot.
  public var height: Double { didSet { height = PlotFrame.bounded(height: height) } }

  /// A plot of `series`.
  ///
  /// - Parameters:
  ///   - smoothing: over how many points; see ``centredAverage(_:span:)`` for how. Applied to the lines with more than
  ///     three times as many.
  ///   - height: nominal pixels; brought into 160...2,000.
  public init(
    _ series: [Series], x: Axis, y: Axis, smoothing: Int = 1, rules: [VerticalRule] = [], height: Double = 300
  ) {
    (self.series, self.x, self.y, self.rules) = (series, x, y, rules)
    self.smoothing = max(smoothing, 1)
    self.height = PlotFrame.bounded(height: height)
  }

  /// The full width, and the plot's height.
  public func size(within width: Double, _ theme: Theme) -> Size { Size(width, height) }

  /// Draws the plot.
  public func draw(on page: Page, in frame: Rectangle) {
    // Beside a higher panel, the frame is higher than the plot.
    let frame = Rectangle(frame.x, frame.y, frame.width, min(height, frame.height))
    LinePlotDrawing(self, LinePlotData(self), in: frame, theme: page.theme).draw(on: page)
  }
}
