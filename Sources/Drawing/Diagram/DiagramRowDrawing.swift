/// One row of a network diagram at its place on a page.
struct DiagramRowDrawing {
  private let row: DiagramLayout.Row
  private let origin: Point
  private let page: Page
  private let theme: Theme

  init(_ row: DiagramLayout.Row, at origin: Point, _ page: Page) {
    (self.row, self.origin, self.page, self.theme) = (row, origin, page, page.theme)
  }

  /// Draws connections of dense layers behind the boxes, pyramids over them, words last.
  func draw() {
    for (left, right) in zip(row.boxes, row.boxes.dropFirst()) { drawFan(from: left, to: right) }
    for (box, x) in row.boxes { drawBox(box, solid(box, x)) }
    for (left, right) in zip(row.boxes, row.boxes.dropFirst()) { drawPyramid(from: left, to: right) }
    drawContinuations()
    for (box, x) in row.boxes { write(box, at: origin.x + x) }
  }

  /// A box in the page's coordinates.
  private func solid(_ box: DiagramBox, _ x: Double) -> Solid {
    Solid(
      front: box.front.moved(x: origin.x + x, y: origin.y + row.axis), x: box.recession.x, y: box.recession.y)
  }

  private func drawBox(_ box: DiagramBox, _ solid: Solid) {
    guard case .stage(let stage) = box.item else {
      for place in [0.2, 0.5, 0.8] {
        let dot = Point(solid.front.minX + place * solid.front.width, solid.front.midY)
        page.fill(.ellipse(center: dot, radiusX: 2, radiusY: 2), theme.fadedInk)
      }
      return
    }
    var color = theme.color(0)
    if case .units = stage.values { color = theme.color(2) }
    // Light falls from above: the top is palest, the side that turns away darkest.
    page.fill(solid.top, color.mixed(with: theme.background, 0.9))
    page.fill(solid.side, color.mixed(with: theme.background, 0.68))
    page.fill(.rectangle(solid.front), color.mixed(with: theme.background, 0.8))
    for face in [solid.top, solid.side, .rectangle(solid.front)] {
      page.stroke(face, color.mixed(with: theme.ink, 0.35), Stroke(width: 0.75))
    }
  }

  /// Everything before leads to everything after: two lines from border to border.
  private func drawFan(
    from left: (box: DiagramBox, x: Double), to right: (box: DiagramBox, x: Double)
  ) {
    guard case .stage = left.box.item, case .stage(let stage) = right.box.item, stage.kernel == nil else {
      return
    }
    let (start, end) = (solid(left.box, left.x), solid(right.box, right.x).front)
    let path = Path([
      start.back(start.front.minY), Point(end.minX, end.minY), Point(end.minX, end.maxY),
      start.back(start.front.maxY),
    ])
    page.fill(path, theme.shade)
    page.stroke(path, theme.grid, Stroke(width: 0.75))
  }

  private func drawPyramid(
    from left: (box: DiagramBox, x: Double), to right: (box: DiagramBox, x: Double)
  ) {
    guard case .stage(let before) = left.box.item, case .stage(let stage) = right.box.item,
      let kernel = stage.kernel
    else { return }
    let (start, end) = (solid(left.box, left.x), solid(right.box, right.x).front)
    let color = theme.color(1)
    let apex = Point(end.minX, end.minY + 0.28 * end.height)
    if case .images(_, let height, let width) = before.values {
      let corners = start.window(
        Double(kernel.height) / Double(max(height, 1)), Double(kernel.width) / Double(max(width, 1)))
      page.fill(Path(corners), color.faded(0.25))
      for corner in corners {
        page.stroke(Path([corner, apex], closed: false), color.faded(0.75), Stroke(width: 0.75))
      }
      page.stroke(Path(corners), color, Stroke(width: 1))
    } else {
      page.stroke(Path([start.back(start.front.midY), apex], closed: false), color, Stroke(width: 1))
    }
    page.fill(.ellipse(center: apex, radiusX: 2, radiusY: 2), color)
    let top = min(start.front.minY - start.y, end.minY - right.box.recession.y)
    writeKernel(of: right.box, at: origin.x + (left.x + left.box.slotWidth + right.x) / 2, above: top)
  }

  /// What stands above a pyramid: within the inner halves of both slots, so above both boxes it is free to stand.
  private func writeKernel(of box: DiagramBox, at x: Double, above bottom: Double) {
    let line = theme.lineHeight(.small)
    for (index, text) in box.kernelText.enumerated() {
      let y = bottom - 4 - Double(box.kernelText.count - index) * line
      page.write(text, at: Point(x, y), .small, anchor: .top, color: theme.bad)
    }
  }

  /// An arrow out of a row that goes on, and one into the row below.
  private func drawContinuations() {
    let y = origin.y + row.axis
    if row.continues, let (box, x) = row.boxes.last {
      let end = solid(box, x)
      let start = end.front.maxX + end.x + 2
      drawArrow(from: Point(start, y), to: Point(start + 10, y))
    }
    if row.isContinued, let (box, x) = row.boxes.first {
      let front = solid(box, x).front
      let place = origin.x + DiagramLayout.inlet(box) / 2
      drawArrow(from: Point(origin.x, y), to: Point(min(origin.x + 14, front.minX - 1), y))
      writeKernel(
        of: box, at: max(place, origin.x + box.kernelWidth / 2), above: front.minY - box.recession.y)
    }
  }

  private func drawArrow(from start: Point, to end: Point) {
    page.stroke(Path([start, end], closed: false), theme.fadedInk, Stroke(width: 1))
    page.fill(
      Path([Point(end.x + 2, end.y), Point(end.x - 3, end.y - 3), Point(end.x - 3, end.y + 3)]),
      theme.fadedInk)
  }

  private func write(_ box: DiagramBox, at x: Double) {
    for edge in box.edgeTexts {
      page.write(
        edge.text, at: Point(x + edge.place.x, origin.y + row.axis + edge.place.y), .small,
        anchor: edge.anchor)
    }
    let line = theme.lineHeight(.small)
    let middle = x + box.slotWidth / 2
    var y = origin.y + row.nameTop
    for text in box.name {
      page.write(text, at: Point(middle, y), .smallStrong, anchor: .top)
      y += line
    }
    for text in box.caption {
      page.write(text, at: Point(middle, y), .small, anchor: .top, color: theme.fadedInk)
      y += line
    }
  }
}

extension Color {
  /// This colour with `part` of it replaced by `other`.
  func mixed(with other: Color, _ part: Double) -> Color {
    func mix(_ own: Double, _ other: Double) -> Double { own + (other - own) * part }
    return Color(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }
}
