extension ConfusionMatrix {
  /// The squares with their counts, hairlines between them, and the share that is right at the end of each row.
  func drawCells(on page: Page, at origin: Point, _ layout: ConfusionLayout) {
    let (theme, rows) = (page.theme, counts.rows)
    let side = layout.matrix.width
    drawColors(on: page, in: Rectangle(origin.x, origin.y, side, side))
    if layout.cell >= 8 {
      for line in 1..<max(rows, 1) {
        let at = Double(line) * layout.cell
        let thin = Stroke(width: 0.5, isRound: false)
        page.stroke(
          .line(Point(origin.x + at, origin.y), Point(origin.x + at, origin.y + side)), theme.grid, thin)
        page.stroke(
          .line(Point(origin.x, origin.y + at), Point(origin.x + side, origin.y + at)), theme.grid, thin)
      }
    }
    page.stroke(
      .rectangle(origin.x - 0.25, origin.y - 0.25, side + 0.5, side + 0.5), theme.fadedInk,
      Stroke(width: 0.5, isRound: false))
    guard let way = layout.counts else { return }
    for row in 0..<rows {
      for column in 0..<rows where counts.cells[row * rows + column] > 0 {
        let text = ConfusionLayout.text(counts.cells[row * rows + column], isBrief: way.isBrief)
        let middle = Point(
          origin.x + (Double(column) + 0.5) * layout.cell, origin.y + (Double(row) + 0.5) * layout.cell)
        page.write(
          text, at: middle, way.style, anchor: .center, color: theme.inkOn(color(row, column)))
      }
    }
  }

  /// All squares as one picture of one pixel each.
  private func drawColors(on page: Page, in frame: Rectangle) {
    let rows = counts.rows
    let pixels = (0..<rows * rows).flatMap { cell in color(cell / rows, cell % rows).bytes }
    page.draw(Picture(pixels: pixels, width: rows, height: rows, channels: 3), in: frame)
  }

  /// The names of rows and columns, or numbers where there is no room, and what rows and columns mean.
  func drawNames(on page: Page, at origin: Point, _ frame: Rectangle, _ layout: ConfusionLayout) {
    let theme = page.theme
    let style = ConfusionLayout.nameStyle
    let (left, above) = (origin.x - 6, origin.y - 6)
    page.write(
      theme.shortened("taken for", to: frame.maxX - origin.x, .small),
      at: Point(origin.x, frame.y), .small, color: theme.fadedInk)
    page.write(
      theme.shortened("true class", to: layout.nameWidth, .small), at: Point(left, above), .small,
      anchor: Anchor(.trailing, .baseline), color: theme.fadedInk)
    if layout.hasShares {
      page.write(
        "right", at: Point(origin.x + layout.matrix.width + ConfusionLayout.shareWidth - 4, above), .small,
        anchor: Anchor(.trailing, .baseline), color: theme.fadedInk)
    }
    guard layout.hasNames else {
      drawNumbers(on: page, at: origin, layout)
      return
    }
    for row in 0..<counts.rows {
      let middle = (Double(row) + 0.5) * layout.cell
      page.write(
        theme.shortened(name(row), to: layout.nameWidth, style), at: Point(left, origin.y + middle), style,
        anchor: .trailing)
      if layout.hasShares {
        let share = counts.totals[row] == 0 ? "–" : NumberText.percent(counts.share(row, row))
        page.write(
          share,
          at: Point(origin.x + layout.matrix.width + ConfusionLayout.shareWidth - 4, origin.y + middle),
          style, anchor: .trailing)
      }
      if layout.namesAreTurned {
        page.write(
          theme.shortened(name(row), to: layout.nameHeight, style), at: Point(origin.x + middle, above),
          style,
          anchor: .leading, turned: true)
      } else {
        page.write(
          name(row), at: Point(origin.x + middle, above), style, anchor: Anchor(.center, .baseline))
      }
    }
  }

  /// The numbers of some classes, evenly spaced and round.
  private func drawNumbers(on page: Page, at origin: Point, _ layout: ConfusionLayout) {
    let perClass = layout.cell / Double(counts.classesPerRow)
    let widest = page.theme.measure(NumberText.grouped(counts.classCount), .small).width
    let step = Self.roundSteps.first { Double($0) * perClass > widest + 12 } ?? counts.classCount
    for label in stride(from: 0, to: counts.classCount, by: max(step, 1)) {
      let middle = (Double(label / counts.classesPerRow) + 0.5) * layout.cell
      let text = NumberText.grouped(label)
      // The first would meet what stands in the corner.
      if label > 0 {
        page.write(
          page.theme.shortened(text, to: layout.nameWidth, .small),
          at: Point(origin.x - 6, origin.y + middle), .small, anchor: .trailing, color: page.theme.fadedInk)
      }
      page.write(
        text, at: Point(origin.x + middle, origin.y - 6), .small, anchor: Anchor(.center, .baseline),
        color: page.theme.fadedInk)
    }
  }

  private static let roundSteps = (0...18).flatMap { power in
    let unit = (0..<power).reduce(1) { unit, _ in unit * 10 }
    return power < 18 ? [unit, 2 * unit, 5 * unit] : [unit]
  }
}
