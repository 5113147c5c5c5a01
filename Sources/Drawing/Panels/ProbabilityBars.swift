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

  /// As wide as there is room, and a line high for each bar.
  public func size(within width: Double, _ theme: Theme) -> Size {
    Size(width, Double(bars.prefix(Self.limit).count) * rowHeight(width))
  }

  /// Draws the bars: beside the names where there is room, else behind them.
  public func draw(on page: Page, in frame: Rectangle) {
    let theme = page.theme
    let height = rowHeight(frame.width)
    for (index, bar) in bars.prefix(Self.limit).enumerated() {
      let row = Rectangle(frame.x, frame.y + Double(index) * height, frame.width, height)
      if isNarrow(frame.width) {
        drawBehind(bar, on: page, in: row.inset(x: 0, y: 1))
      } else {
        let widest = bars.prefix(Self.limit).map { theme.measure($0.name, .label).width }.max() ?? 0
        drawBeside(bar, on: page, in: row, nameWidth: min(widest, frame.width * 0.45))
      }
    }
  }

  /// More bars than this tell nobody anything.
  private static let limit = 100
  private static let signRoom = Mark.side + 4

  /// Below this width a name, a bar and a percentage in one line leave none of them enough.
  private func isNarrow(_ width: Double) -> Bool { width < 190 }

  private func rowHeight(_ width: Double) -> Double { isNarrow(width) ? 16 : 20 }

  private func drawBeside(_ bar: Bar, on page: Page, in row: Rectangle, nameWidth: Double) {
    let theme = page.theme
    if let mark = bar.mark { mark.draw(on: page, at: Point(row.x + Mark.side / 2, row.midY)) }
    let nameX = row.x + (bars.contains { $0.mark != nil } ? Self.signRoom : 0)
    page.write(
      theme.shortened(bar.name, to: nameWidth, .label), at: Point(nameX, row.midY), .label, anchor: .leading)
    let percentWidth = theme.measure(">99.9 %", .small).width
    let track = Rectangle(
      minX: nameX + nameWidth + theme.gap, minY: row.midY - 5, maxX: row.maxX - percentWidth - theme.gap,
      maxY: row.midY + 5)
    page.fill(.rounded(track, radius: 2), theme.shade)
    drawBar(bar, on: page, in: track, opacity: 1)
    let percent = theme.shortened(NumberText.percent(bar.probability), to: percentWidth, .small)
    page.write(percent, at: Point(row.maxX, row.midY), .small, anchor: .trailing)
  }

  private func drawBehind(_ bar: Bar, on page: Page, in row: Rectangle) {
    let theme = page.theme
    page.fill(.rounded(row, radius: 2), theme.shade)
    // Pale, so that ink on it stays readable.
    drawBar(bar, on: page, in: row, opacity: 0.35)
    var left = row.x + 4
    if bars.contains(where: { $0.mark != nil }), row.width > Self.signRoom + 8 {
      bar.mark?.draw(on: page, at: Point(left + Mark.side / 2, row.midY))
      left += Self.signRoom
    }
    let percent = theme.shortened(NumberText.percent(bar.probability), to: row.maxX - 3 - left, .small)
    let right = page.write(percent, at: Point(row.maxX - 3, row.midY), .small, anchor: .trailing)
    let name = theme.shortened(bar.name, to: right.minX - 5 - left, .small)
    page.write(name, at: Point(left, row.midY), .small, anchor: .leading)
  }

  private func drawBar(_ bar: Bar, on page: Page, in track: Rectangle, opacity: Double) {
    guard bar.probability > 0, track.width > 0 else { return }
    let color = bar.mark?.color(page.theme) ?? page.theme.color(0)
    page.clipped(to: .rounded(track, radius: 2)) {
      let width = track.width * min(bar.probability, 1)
      page.fill(.rectangle(track.x, track.y, width, track.height), color.opacity(opacity))
    }
  }
}
