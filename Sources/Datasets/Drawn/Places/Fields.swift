import Drawing

/// Farmland: hills with fields of many colours, furrows that run to the horizon, a barn, a mill, bales or a tree.
enum Fields {
  static func draw(_ sketch: inout Sketch, _ scene: Scene) {
    let horizon = scene.horizon
    for (lift, depth) in [(8.0, 0.8), (3, 0.55)] {
      let line = sketch.rolling(horizon - lift, swing: 5, waves: 1.4)
      if sketch.chance(0.6) {
        Trees.drawRow(&sketch, scene, along: line, height: 4, depth: depth, conifers: false, density: 0.7)
      }
      sketch.land(line, .flat(scene.color(crop(scene, &sketch), depth: depth)))
    }
    let edge = sketch.rolling(horizon + 2, swing: 1.5, waves: 1)
    sketch.land(edge, scene.ground(.grass))
    drawStrips(&sketch, scene)
    drawFurrows(&sketch, scene)
    drawLandmark(&sketch, scene)
    if sketch.chance(0.35) { drawFence(&sketch, scene) }
  }

  /// What grows on one field.
  private static func crop(_ scene: Scene, _ sketch: inout Sketch) -> Color {
    let crops: [(Color, Double)] = [
      (scene.seasonal(.crop), 3), (scene.seasonal(.grass), 3), (scene.seasonal(.soil), 1.5),
      (scene.seasonal(.crop).toward(Color(0xF0D43A), scene.sky == .snow ? 0 : 0.7), 1),
      (scene.seasonal(.grass).toward(Color(0x8A70B8), scene.sky == .snow ? 0 : 0.7), 0.6),
      (scene.seasonal(.grass).toward(Color(0x3F7A3C), scene.sky == .snow ? 0.1 : 0.6), 2),
    ]
    return sketch.choose(crops)
  }

  /// Fields that are seen so flat that they are strips.
  private static func drawStrips(_ sketch: inout Sketch, _ scene: Scene) {
    var y = scene.horizon + 3
    for strip in 0..<4 {
      let thickness = 2 + 2.2 * Double(strip) * sketch.between(0.7, 1.3)
      let slant = sketch.between(-2, 2)
      var x = Scene.left
      while x < Scene.right {
        let width = sketch.between(24, 90)
        sketch.fill(
          Path([
            Point(x, y), Point(x + width, y + slant * 0.5), Point(x + width - 6, y + thickness + slant),
            Point(x - 6, y + thickness),
          ]), scene.color(crop(scene, &sketch), depth: scene.depth(at: y), facing: sketch.between(-0.1, 0.5)))
        x += width
      }
      y += thickness
    }
  }

  /// The near field: rows that meet at the horizon.
  private static func drawFurrows(_ sketch: inout Sketch, _ scene: Scene) {
    let vanishing = Point(sketch.between(-10, 138), scene.horizon - 2)
    let top = scene.horizon + sketch.between(12, 24)
    let own = crop(scene, &sketch)
    let edge = sketch.rolling(top, swing: 1.5, waves: 0.8)
    let rows = Int(sketch.between(12, 26))
    sketch.land(edge, scene.ground(own))
    let gap = own.times(Color(0x9A8468)).toward(scene.seasonal(.soil), 0.5)
    let step = 330 / Double(rows)
    let width = sketch.between(0.25, 0.5)
    sketch.canvas.clipped(to: .land(edge)) {
      var furrows = Path()
      for row in 0..<rows {
        let x = vanishing.x - 165 + Double(row) * step + (64 - vanishing.x) * 0.6
        furrows += Path([
          vanishing, Point(x, 134), Point(x + step * width, 134),
        ])
      }
      sketch.canvas.fill(furrows, scene.ground(gap))
    }
  }

  private static func drawLandmark(_ sketch: inout Sketch, _ scene: Scene) {
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

  private static func drawFence(_ sketch: inout Sketch, _ scene: Scene) {
    let color = scene.color(.bark, depth: 0, facing: 0)
    let y = sketch.between(112, 126)
    let slant = sketch.between(-10, 10)
    let step = sketch.between(12, 20)
    var x = -6.0
    while x < 140 {
      let foot = Point(x, y + slant * (x / 128 - 0.5))
      sketch.line(.line(foot, Point(x, foot.y - 13)), color, width: 1.6)
      x += step
    }
    for rail in [5.0, 10] {
      sketch.line(
        .line(
          Point(Scene.left, y - rail + slant * (Scene.left / 128 - 0.5)),
          Point(Scene.right, y - rail + slant * (Scene.right / 128 - 0.5))), color, width: 1)
    }
  }
}
