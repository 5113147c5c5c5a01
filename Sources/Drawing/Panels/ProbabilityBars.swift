/// What a network thinks of one image: its most probable classes, each with a bar.
public struct ProbabilityBars: Panel {
  /// One class.
  public struct Bar: Hashable, Sendable {
    /// The class.
    public var name: String
    /// 0...1; what is no number has no bar, and a question mark in place of its percent.
    public var probability: Double
    /// Whether it is the right class, or a wrong one that was answered.
    public var mark: Mark?

    /// A class and its probability.
    public init(_ name: String, _ probability: Double, mark: Mark? = nil) {
      (self.name, self.probability, self.mark) = (name, probability, mark)
    }
  }

  /// From top to bottom.
  public var bars: [Bar]
  /// Bars in other panels above and below for which room is left as well.
  private(set) var companions: [Bar] = []

  /// These bars, from top to bottom.
  public init(_ bars: [Bar]) { self.bars = bars }

  /// The `count` most probable classes, the best first, and the right one below them if it is not among them.
  ///
  /// - Parameters:
  ///   - probabilities: one for each class.
  ///   - names: of the classes; one that is missing or blank is called by its number.
  ///   - label: the right class, if it is known.
  public init(_ probabilities: some Sequence<Float>, names: [String], best count: Int = 3, label: Int? = nil)
  {
    // NaN compares with nothing, and would leave the order to chance.
    func rank(_ value: Float) -> Float { value.isNaN ? -.infinity : value }
    let all = Array(probabilities).enumerated().map { (number: $0.offset, value: $0.element) }
    let sorted = all.sorted { (rank($0.value), $1.number) > (rank($1.value), $0.number) }
    var shown = Array(sorted.prefix(max(0, count)))
    if let label, let right = all.first(where: { $0.number == label }),
      !shown.contains(where: { $0.number == label })
    {
      shown.append(right)
    }
    bars = shown.enumerated().map { place, entry in
      let mark: Mark? = label.flatMap { entry.number == $0 ? .right : place == 0 ? .wrong : nil }
      return Bar(ClassName.of(entry.number, in: names), Double(entry.value), mark: mark)
    }
  }

  /// The same panels, to stand below each other: at equal widths all their bars begin and end in line, and can be
  /// compared.
  public static func aligned(_ panels: [ProbabilityBars]) -> [ProbabilityBars] {
    let all = panels.flatMap(\.shown)
    return panels.map { panel in
      var panel = panel
      panel.companions = all
      return panel
    }
  }

  /// As wide as there is room, and a line high for each bar.
  public func size(within width: Double, _ theme: Theme) -> Size {
    let rest = remark.map { $0.size(within: width, theme).height } ?? 0
    return Size(width, Double(shown.count) * rowHeight(width) + rest)
  }

  /// Draws the bars: beside the names where there is room, else below them.
  public func draw(on page: Page, in frame: Rectangle) {
    let height = rowHeight(frame.width)
    var row = Rectangle(frame.x, frame.y, frame.width, height)
    let columns = columns(within: frame.width, page.theme)
    for bar in shown {
      if isNarrow(frame.width) {
        drawBelow(bar, on: page, in: row)
      } else {
        drawBeside(bar, on: page, in: row, columns)
      }
      row.y += height
    }
    remark?.draw(on: page, in: row)
  }

  /// More bars than this tell nobody anything.
  private static let limit = 100

  /// The bars there is room for.
  var shown: ArraySlice<Bar> { bars.prefix(Self.limit) }

  private var remark: Paragraph? {
    bars.count <= Self.limit
      ? nil : Paragraph(faint: "The first \(Self.limit) of \(NumberText.grouped(bars.count)).")
  }

  /// Below this width a name, a bar and a percentage in one line leave none of them enough.
  private func isNarrow(_ width: Double) -> Bool { width < 190 }

  private func rowHeight(_ width: Double) -> Double { isNarrow(width) ? Self.narrowRowHeight : 20 }
}
