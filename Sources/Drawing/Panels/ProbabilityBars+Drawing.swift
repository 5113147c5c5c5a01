extension ProbabilityBars {
  /// What names and percentages take of a row's width when the bars stand between them.
  struct Columns {
    var name: Double
    var percent: Double
  }

  private static let signRoom = Mark.side + 4

  /// The bars that have to be in line.
  private var measured: [Bar] { shown + companions }

  private var hasMarks: Bool { measured.contains { $0.mark != nil } }

  /// As much as the widest need, but never so much that the bars disappear.
  func columns(within width: Double, _ theme: Theme) -> Columns {
    let names = measured.map { theme.measure($0.name, .label).width }
    let percents = measured.map { theme.measure(NumberText.percent($0.probability), .label).width }
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
    drawBar(bar, on: page, in: track)
    let percent = theme.shortened(NumberText.percent(bar.probability), to: columns.percent, .label)
    page.write(percent, at: Point(row.maxX, row.midY), .label, anchor: .trailing)
  }

  /// Sign, name and percentage above the bar, so that it crosses no letter.
  func drawBelow(_ bar: Bar, on page: Page, in row: Rectangle) {
    let theme = page.theme
    let middle = row.y + Self.narrowTextHeight / 2
    let track = Rectangle(row.x, row.y + Self.narrowTextHeight, row.width, Self.narrowThickness)
    page.fill(.rounded(track, radius: 1.5), theme.grid)
    drawBar(bar, on: page, in: track)
    var left = row.x
    if hasMarks, row.width > Self.signRoom + 8 {
      bar.mark?.draw(on: page, at: Point(left + Mark.side / 2, middle))
      left += Self.signRoom
    }
    let percent = theme.shortened(NumberText.percent(bar.probability), to: row.maxX - left, .small)
    let right = page.write(percent, at: Point(row.maxX, middle), .small, anchor: .trailing)
    let name = theme.shortened(bar.name, to: right.minX - 5 - left, .small)
    page.write(name, at: Point(left, middle), .small, anchor: .leading)
  }

  private static let narrowTextHeight = 14.0
  private static let narrowThickness = 3.0
  static let narrowRowHeight = narrowTextHeight + narrowThickness + 3

  private func drawBar(_ bar: Bar, on page: Page, in track: Rectangle) {
    guard bar.probability > 0, track.width > 0 else { return }
    let color = bar.mark?.color(page.theme) ?? page.theme.color(0)
    page.clipped(to: .rounded(track, radius: min(2, track.height / 2))) {
      let width = track.width * min(bar.probability, 1)
      page.fill(.rectangle(track.x, track.y, width, track.height), color)
    }
  }
}
