import Drawing

/// One peak: two jagged flanks and the spine between them, each as points from the top down.
struct Peak {
  private let left: [Point]
  private let right: [Point]
  private let spine: [Point]
  private let base: Double

  init(top: Point, base: Double, _ sketch: inout Sketch) {
    self.base = base
    let height = base - top.y
    let steps = 9
    func edge(_ reach: Double, rough: Double, _ sketch: inout Sketch) -> [Point] {
      (0...steps).map { step in
        let part = Double(step) / Double(steps)
        let jitter = step == 0 ? 0 : sketch.between(-1, 1) * rough * height
        return Point(top.x + reach * part + jitter, top.y + height * part + jitter * 0.6)
      }
    }
    left = edge(-height * sketch.between(0.75, 1.35), rough: 0.035, &sketch)
    right = edge(height * sketch.between(0.75, 1.35), rough: 0.035, &sketch)
    spine = edge(height * sketch.between(-0.3, 0.3), rough: 0.075, &sketch)
  }

  func draw(_ sketch: inout Sketch, _ scene: Scene, depth: Double, snow: Double) {
    let isLitFromLeft = scene.lightSide(of: left[0].x) < 0
    let (dark, bright) = isLitFromLeft ? (right, left) : (left, right)
    let rock = scene.seasonal(.rock).toward(Color(0x6F7F8E), 0.35)
    func paint(_ own: Color, _ facing: Double) -> Paint {
      .linear(
        from: Point(0, left[0].y), to: Point(0, base),
        stops: [
          (0, scene.color(own, depth: depth, facing: facing)),
          (1, scene.color(own, depth: depth + 0.25, facing: facing)),
        ])
    }
    sketch.canvas.fill(Path(bright + spine.reversed()), paint(rock, 0.7))
    sketch.canvas.fill(Path(dark + spine.reversed()), paint(rock, -0.65))
    let share = max(snow, 0.95 * scene.snowCover)
    let white = Color(0xF8FAFF)
    sketch.canvas.fill(cap(bright, share, &sketch), paint(white, 0.9))
    sketch.canvas.fill(cap(dark, share, &sketch), paint(white, -0.45))
  }

  /// The snow between one flank and the spine, down to `share` of the height, with tongues in the gullies.
  private func cap(_ flank: [Point], _ share: Double, _ sketch: inout Sketch) -> Path {
    let reach = share * Double(flank.count - 1)
    let whole = Int(reach)
    func cut(_ line: [Point]) -> [Point] {
      guard whole + 1 < line.count else { return line }
      return line[...whole] + [line[whole].toward(line[whole + 1], reach - Double(whole))]
    }
    let (outer, inner) = (cut(flank), cut(spine))
    guard let start = outer.last, let end = inner.last else { return Path() }
    let drop = (start.y - flank[0].y) * 0.3
    let teeth = (1...5).map { tooth in
      let place = start.toward(end, Double(tooth) / 6)
      return Point(place.x, place.y + (tooth % 2 == 0 ? 0.7 : -1) * drop * sketch.between(0.3, 1))
    }
    return Path(outer + teeth + inner.reversed())
  }
}
