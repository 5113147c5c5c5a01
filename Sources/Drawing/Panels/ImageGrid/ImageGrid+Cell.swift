extension ImageGrid {
  /// Draws one picture with what stands about it, its upper left corner at `origin`.
  func draw(
    _ cell: Cell, on page: Page, at origin: Point, _ row: ImageGridLayout.Row, _ layout: ImageGridLayout
  ) {
    let shown = layout.shownSize(of: cell.picture)
    let frame = Rectangle(
      origin.x + layout.border, origin.y + layout.border, shown.width, shown.height)
    if cell.picture.pixels.isEmpty { page.fill(.rectangle(frame), page.theme.shade) }
    page.draw(cell.picture.coloured(by: map), in: frame, smoothly: layout.isBlended(cell.picture))
    guard spacing == .apart else { return }
    drawBorder(of: cell, on: page, frame, layout)

    let below = row.pictureHeight + 2 * layout.border + Self.gapBelow
    var text = Rectangle(origin.x, origin.y + below, layout.cellWidth, 0)
    if layout.barsAreBeside {
      let left = layout.pictureWidth + 2 * layout.border + Self.gapBeside
      text = Rectangle(origin.x + left, origin.y, layout.cellWidth - left, 0)
    }
    // Above bars, a name that is longer than they are would stand out.
    if cell.bars != nil, !layout.barsAreBeside { text.width = layout.barsWidthBelow }
    write(cell, on: page, in: text, row)
    if let bars = cell.bars {
      text.y += row.textHeight(page.theme)
      text.height = bars.size(within: text.width, page.theme).height
      bars.draw(on: page, in: text)
    }
  }

  /// The caption and the detail below it, each cut to the width there is.
  private func write(_ cell: Cell, on page: Page, in frame: Rectangle, _ row: ImageGridLayout.Row) {
    let theme = page.theme
    let lineHeight = theme.lineHeight(.small)
    var middle = frame.y + lineHeight / 2
    if row.hasCaptions {
      var x = frame.x
      if let mark = cell.mark, frame.width > Mark.side + 3 {
        mark.draw(on: page, at: Point(x + Mark.side / 2, middle))
        x += Mark.side + 3
      }
      let caption = theme.shortened(cell.caption, to: frame.maxX - x, .small)
      page.write(caption, at: Point(x, middle), .small, anchor: .leading)
      middle += lineHeight
    }
    if row.hasDetails {
      let detail = theme.shortened(cell.detail, to: frame.width, .small)
      page.write(detail, at: Point(frame.x, middle), .small, anchor: .leading, color: theme.fadedInk)
    }
  }

  /// A hairline outside the picture; a thicker one in the mark's colour, so that a wrong answer is found at a glance.
  private func drawBorder(of cell: Cell, on page: Page, _ frame: Rectangle, _ layout: ImageGridLayout) {
    if let mark = cell.mark {
      let line = Stroke(width: layout.border, isRound: false)
      page.stroke(.rectangle(frame.inset(by: -layout.border / 2)), mark.color(page.theme), line)
    } else {
      let line = Stroke(width: 0.5, isRound: false)
      page.stroke(.rectangle(frame.inset(by: -0.25)), page.theme.grid, line)
    }
  }
}
