extension ProbabilityBars {
  /// What names and percentages take of a row's width when the bars stand between them.
  struct Columns {
    var name: Double
    var percent: Double
  }

  private static let signRoom = Mark.side + 4

  private var hasMarks: Bool { shown.contains { $0.mark != nil } }

  /// As much as the widest need, but never so much that the bars disappear.
  func columns(within width: Double, _ theme: Theme) -> Columns {
    let names = shown.map { theme.measure($0.name, .label).width }
    let percents = shown.map { theme.measure(NumberText.percent($0.probability), .small).width }
    return Columns(name: min(names.max() ?? 0, width * 0.45), percent: min(percents.max() ?? 0, width * 0.2))
  }

  /// Sign, name, bar and percentage from left to right.
  func drawBeside(_ bar: Bar, on page: Page, in row: Rectangle, _ columns: Columns) {
    let theme = page.theme
    bar.mark?.draw(on: page, at: Point(row.x + Mark.side / 2, row.midY))
    let left = row.x + (hasMarks ? Self.signRoom : 0)
    let name = theme.shortened(bar.name, to: columns.name, .label)
    page.write(name, at: Point(left, row.midY), .label, anchor: .leading)
    let track = Rectangle(
      minX: left + columns.name + theme.gap, minY: row.midY - 5,
      maxX: row.maxX - columns.percent - theme.gap, maxY: row.midY + 5)
    page.fill(.rounded(track, radius: 2), theme.shade)
    drawBar(bar, on: page, in: track, opacity: 1)
    let percent = theme.shortened(NumberText.percent(bar.probability), to: columns.percent, .small)
    page.write(percent, at: Point(row.maxX, row.midY), .small, anchor: .trailing)
  }

  /// Sign, name and percentage on the bar itself.
  func drawBehind(_ bar: Bar, on page: Page, in row: Rectangle) {
    let theme = page.theme
    page.fill(.rounded(row, radius: 2), theme.shade)
    // Pale, so that ink on it stays readable.
    drawBar(bar, on: page, in: row, opacity: 0.35)
    var left = row.x + 4
    if hasMarks, row.width > Self.signRoom + 8 {
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
