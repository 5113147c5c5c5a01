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
    for index in row.boxes.indices.dropFirst() { drawFan(to: index) }
    for index in row.boxes.indices { drawBox(row.boxes[index].box, solid(index)) }
    for index in row.boxes.indices.dropFirst() { drawPyramid(to: index) }
    drawContinuations()
    for index in row.boxes.indices { writeKernel(of: index) }
    for (box, x) in row.boxes { write(box, at: origin.x + x) }
  }

  /// A box in the page's coordinates.
  private func solid(_ index: Int) -> Solid {
    let solid = row.solid(index)
    return Solid(front: solid.front.moved(x: origin.x, y: origin.y + row.axis), x: solid.x, y: solid.y)
  }

  /// A place in the row in the page's coordinates.
  private func placed(_ point: Point) -> Point {
    Point(origin.x + point.x, origin.y + row.axis + point.y)
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
  private func drawFan(to index: Int) {
    guard case .stage = row.boxes[index - 1].box.item, case .stage(let stage) = row.boxes[index].box.item,
      stage.kernel == nil
    else { return }
    let (start, end) = (solid(index - 1), solid(index).front)
    let path = Path([
      start.back(start.front.minY), Point(end.minX, end.minY), Point(end.minX, end.maxY),
      start.back(start.front.maxY),
    ])
    page.fill(path, theme.shade)
    page.stroke(path, theme.grid, Stroke(width: 0.75))
  }

  private func drawPyramid(to index: Int) {
    guard case .stage = row.boxes[index - 1].box.item, case .stage(let stage) = row.boxes[index].box.item,
      stage.kernel != nil
    else { return }
    let (corners, apex) = (row.pyramid(index).map(placed), placed(row.apex(index)))
    let color = theme.color(1)
    page.fill(Path(corners), color.faded(0.25))
    for corner in corners {
      page.stroke(Path([corner, apex], closed: false), color.faded(0.75), Stroke(width: 0.75))
    }
    page.stroke(Path(corners), color, Stroke(width: 1))
    page.fill(.ellipse(center: apex, radiusX: 2, radiusY: 2), color)
  }

  private func writeKernel(of index: Int) {
    guard let place = row.kernelPlace(index, theme).map(placed) else { return }
    let (box, line) = (row.boxes[index].box, theme.lineHeight(.small))
    for (number, text) in box.kernelText.enumerated() {
      let y = place.y - Double(box.kernelText.count - number) * line
      page.write(text, at: Point(place.x, y), .small, anchor: .top, color: theme.bad)
    }
  }

  /// An arrow out of a row that goes on, and one into the row below.
  private func drawContinuations() {
    let y = origin.y + row.axis
    if row.continues, !row.boxes.isEmpty {
      let end = solid(row.boxes.count - 1)
      let start = end.front.maxX + end.x + 2
      drawArrow(from: Point(start, y), to: Point(start + 10, y))
    }
    if row.isContinued, !row.boxes.isEmpty {
      let front = solid(0).front
      drawArrow(from: Point(origin.x, y), to: Point(min(origin.x + 14, front.minX - 1), y))
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
