/// Pictures side by side with boxes about the things in them, and below each the names of its boxes by their colours.
///
/// Names stand below and not in the picture: things lie close together and behind each other, and so would their names.
public struct OutlinedPictures: Panel {
  /// In reading order.
  public var pictures: [OutlinedPicture]
  /// Pictures in a row.
  public var columns: Int

  /// More kinds than there are colours are counted, not named.
  private static let mostKinds = Theme.book.palette.count
  private static let mostPictures = 60

  /// Pictures with boxes about the things in them.
  public init(_ pictures: [OutlinedPicture], columns: Int = 3) {
    (self.pictures, self.columns) = (Array(pictures.prefix(Self.mostPictures)), min(max(columns, 1), 12))
  }

  /// The full width, and the heights of all rows.
  public func size(within width: Double, _ theme: Theme) -> Size {
    Size(width, rows(within: width, theme).map { $0.y + $0.height }.last ?? 0)
  }

  /// Draws the pictures.
  public func draw(on page: Page, in frame: Rectangle) {
    let side = side(within: frame.width, page.theme)
    for row in rows(within: frame.width, page.theme) {
      for (column, picture) in row.pictures.enumerated() {
        let left = frame.x + Double(column) * (side + page.theme.panelGap)
        draw(picture, on: page, in: Rectangle(left, frame.y + row.y, side, row.pictureHeight))
      }
    }
  }

  // MARK: - One picture

  private func draw(_ outlined: OutlinedPicture, on page: Page, in frame: Rectangle) {
    let shown = Rectangle(frame.x, frame.y, frame.width, height(of: outlined.picture, width: frame.width))
    page.draw(outlined.picture, in: shown, smoothly: true)
    let kinds = outlined.kinds.prefix(Self.mostKinds).map(\.name)
    // Large boxes first, so that small ones lie on top.
    let things = outlined.things.sorted { $0.box.width * $0.box.height > $1.box.width * $1.box.height }
    let scale = shown.width / Double(max(1, outlined.picture.width))
    for thing in things {
      guard let kind = kinds.firstIndex(of: thing.name) else { continue }
      let box = Rectangle(
        minX: shown.minX + scale * thing.box.minX, minY: shown.minY + scale * thing.box.minY,
        maxX: shown.minX + scale * thing.box.maxX, maxY: shown.minY + scale * thing.box.maxY)
      // Inside by half a line, so that a box along the edge is whole.
      outline(box.clamped(to: shown.inset(by: 1)), page.theme.color(kind), on: page)
    }
    let theme = page.theme
    let caption = theme.shortened(outlined.caption, to: frame.width, .strong)
    page.write(caption, at: Point(frame.x, frame.maxY + Self.gapBelow), .strong)
    let below = frame.maxY + Self.gapBelow + theme.lineHeight(.strong)
    legend(outlined, width: frame.width, theme)
      .drawLines(on: page, in: Rectangle(frame.x, below, frame.width, 0))
  }

  /// A line in colour on a wider one in white, which sets it off from whatever is behind.
  private func outline(_ box: Rectangle, _ color: Color, on page: Page) {
    guard box.width > 0, box.height > 0 else { return }
    page.stroke(.rectangle(box), Color.white, Stroke(width: 3, isRound: false))
    page.stroke(.rectangle(box), color, Stroke(width: 1.75, isRound: false))
  }

  private func legend(_ outlined: OutlinedPicture, width: Double, _ theme: Theme) -> Legend {
    let entries = outlined.kinds.enumerated().map { index, kind in
      Legend.Entry(name: kind.words, color: theme.color(index), isArea: true)
    }
    return Legend(entries, widest: width, limit: Self.mostKinds, theme)
  }

  // MARK: - Where everything is

  private struct Line {
    var pictures: ArraySlice<OutlinedPicture>
    var y: Double
    var height: Double
    var pictureHeight: Double
  }

  private func rows(within width: Double, _ theme: Theme) -> [Line] {
    let side = side(within: width, theme)
    var lines: [Line] = []
    var y = 0.0
    for start in stride(from: 0, to: pictures.count, by: columns) {
      let row = pictures[start..<min(start + columns, pictures.count)]
      let pictureHeight = row.map { height(of: $0.picture, width: side) }.max() ?? 0
      let below = row.map { legend($0, width: side, theme).height(within: side) }.max() ?? 0
      let whole = pictureHeight + Self.gapBelow + theme.lineHeight(.strong) + below
      guard start == 0 || y + whole <= Theme.highestPanel else { break }
      lines.append(Line(pictures: row, y: y, height: whole, pictureHeight: pictureHeight))
      y += whole + theme.panelGap
    }
    return lines
  }

  private func side(within width: Double, _ theme: Theme) -> Double {
    max(1, (width.asRoom - theme.panelGap * Double(columns - 1)) / Double(columns))
  }

  /// As high as the picture is at this width, but no strip: at most three times as high as wide.
  private func height(of picture: Picture, width: Double) -> Double {
    guard picture.width > 0 else { return width }
    return width * min(3, Double(picture.height) / Double(picture.width))
  }

  private static let gapBelow = 4.0
}
