import Drawing

/// What stands on farmland.
extension Fields {
  static func drawLandmark(_ sketch: inout Sketch, _ scene: Scene) {
    let foot = Point(sketch.between(16, 112), scene.horizon + sketch.between(8, 22))
    let scale = 0.5 + (foot.y - scene.horizon) / 30
    switch sketch.random.below(5) {
    case 0:
      House(
        foot: foot, width: 20 * scale, height: 11 * scale, walls: Color(0xA5382C),
        roof: scene.seasonal(.tiles),
        depth: 0.2
      ).draw(&sketch, scene)
      Trees.drawBroadleaf(
        &sketch, scene, at: Point(foot.x - 15 * scale, foot.y), height: 18 * scale, depth: 0.2)
    case 1: drawMill(&sketch, scene, at: foot, height: 30 * scale)
    case 2:
      for _ in 0..<Int(sketch.between(4, 10)) {
        drawBale(&sketch, scene, at: Point(sketch.between(2, 126), sketch.between(scene.horizon + 16, 122)))
      }
    default:
      for _ in 0..<Int(sketch.between(1, 4)) {
        Trees.drawBroadleaf(
          &sketch, scene, at: Point(sketch.between(6, 122), foot.y + sketch.between(-4, 8)),
          height: 26 * scale * sketch.between(0.7, 1.2), depth: 0.15)
      }
    }
  }

  private static func drawBale(_ sketch: inout Sketch, _ scene: Scene, at foot: Point) {
    let radius = 1 + 8 * (foot.y - scene.horizon) / (128 - scene.horizon)
    let depth = scene.depth(at: foot.y)
    let own = scene.seasonal(.crop)
    sketch.fill(
      .ellipse(center: Point(foot.x, foot.y), radiusX: radius * 1.5, radiusY: radius * 0.3),
      Color.black.opacity(0.25))
    let roll = Rectangle(foot.x - radius * 1.2, foot.y - radius * 1.7, radius * 2.2, radius * 1.8)
    sketch.fill(.rounded(roll, radius: radius * 0.8), scene.color(own, depth: depth, facing: -0.3))
    let face = Point(foot.x + radius * 0.4, foot.y - radius * 0.85)
    sketch.fill(
      .ellipse(center: face, radiusX: radius * 0.75, radiusY: radius * 0.88),
      scene.color(own, depth: depth, facing: 0.8))
    sketch.canvas.stroke(
      .ellipse(center: face, radiusX: radius * 0.4, radiusY: radius * 0.48),
      .flat(scene.color(own, depth: depth, facing: -0.7).opacity(0.6)), Stroke(width: radius * 0.1))
  }

  private static func drawMill(_ sketch: inout Sketch, _ scene: Scene, at foot: Point, height: Double) {
    let depth = 0.2
    let side = scene.lightSide(of: foot.x)
    func half(_ s: Double) -> Path {
      Path([
        Point(foot.x, foot.y), Point(foot.x + s * height * 0.17, foot.y),
        Point(foot.x + s * height * 0.1, foot.y - height * 0.62), Point(foot.x, foot.y - height * 0.62),
      ])
    }
    sketch.fill(half(side), scene.color(.plaster, depth: depth, facing: 0.7))
    sketch.fill(half(-side), scene.color(.plaster, depth: depth, facing: -0.4))
    let hub = Point(foot.x, foot.y - height * 0.68)
    sketch.fill(
      Path([
        Point(foot.x - height * 0.12, foot.y - height * 0.6), Point(foot.x, foot.y - height * 0.8),
        Point(foot.x + height * 0.12, foot.y - height * 0.6),
      ]), scene.color(.tiles, depth: depth))
    let turn = sketch.between(0, .pi / 2)
    for sail in 0..<4 {
      sketch.canvas.transformed(
        by: Transform.rotation(turn + Double(sail) * .pi / 2).then(.translation(hub.x, hub.y))
      ) {
        sketch.line(.line(Point(0, 0), Point(height * 0.5, 0)), scene.color(.bark, depth: depth), width: 0.7)
        sketch.fill(
          .rectangle(height * 0.14, 0, height * 0.36, height * 0.09),
          scene.color(Color(0xEDE6D6), depth: depth).opacity(0.85))
      }
    }
  }
}
