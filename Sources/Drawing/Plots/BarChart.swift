/// One bar a class, from left to right, with its value at the end: the accuracy of every class.
public struct BarChart: Panel {
  /// One bar.
  public struct Bar: Hashable, Sendable {
    /// What it stands for.
    public var name: String
    /// How long it is. What is no finite number has no bar, and the row says so.
    public var value: Double
    /// `nil` for the colour of all.
    public var color: Color?

    /// A bar of this length.
    public init(_ name: String, _ value: Double, color: Color? = nil) {
      (self.name, self.value, self.color) = (name, value, color)
    }
  }

  /// A line across all bars to compare them with: the mean of all classes, or chance.
  public struct Reference: Hashable, Sendable {
    /// What is written above it, before its value.
    public var name: String
    /// Where it stands.
    public var value: Double

    /// A line at `value`, called `name`.
    public init(_ name: String, _ value: Double) { (self.name, self.value) = (name, value) }
  }

  /// From top to bottom.
  public var bars: [Bar]
  /// What the bars measure, and how their values are written. They begin at zero whatever its range says.
  public var axis: Axis
  /// A line across all bars.
  public var reference: Reference?

  /// A chart of `bars`.
  public init(_ bars: [Bar], axis: Axis, reference: Reference? = nil) {
    (self.bars, self.axis, self.reference) = (bars, axis, reference)
  }

  /// Of more bars than this, the first and the last half are shown, and the rest is summed up in one line.
  public static let mostBars = 60

  /// The full width, and a line of writing for every bar.
  public func size(within width: Double, _ theme: Theme) -> Size {
    Size(width, top(theme) + Double(rows.count) * Self.rowHeight + bottom(theme))
  }

  /// Draws the bars.
  public func draw(on page: Page, in frame: Rectangle) {
    BarChartDrawing(self, in: frame, page.theme).draw(on: page)
  }

  static let rowHeight = 19.0

  /// One line of the chart.
  enum Row {
    case bar(Bar)
    /// What is said instead of the bars that are not shown.
    case rest(String)
  }

  var rows: [Row] {
    guard !bars.isEmpty else { return [.rest("Nothing to compare yet")] }
    guard bars.count > Self.mostBars else { return bars.map(Row.bar) }
    let half = (Self.mostBars - 1) / 2
    let hidden = bars[half..<bars.count - half]
    var extent = Extent()
    for bar in hidden where AxisRange.isDrawable(bar.value) { extent.add(bar.value) }
    var words = "… \(NumberText.grouped(hidden.count)) more"
    if let range = extent.range {
      words += ", from \(axis.numbers.written(range.lowerBound)) to \(axis.numbers.written(range.upperBound))"
    }
    return bars[..<half].map(Row.bar) + [.rest(words + " …")] + bars[(bars.count - half)...].map(Row.bar)
  }

  /// Room for the reference's name.
  func top(_ theme: Theme) -> Double { reference == nil ? 0 : theme.lineHeight(.small) + 4 }

  /// Room for what the bars measure.
  func bottom(_ theme: Theme) -> Double { axis.label.isEmpty ? 0 : theme.lineHeight(.label) + 4 }
}
