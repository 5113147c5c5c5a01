import Drawing

/// Dunes with sharp crests, sometimes table mountains behind them; cacti, stones and dry bushes.
enum Desert {
  static func draw(_ sketch: inout Sketch, _ scene: Scene) {
    let horizon = scene.horizon
    if sketch.chance(0.5) { drawTables(&sketch, scene) }
    sketch.canvas.fill(
      .rectangle(Scene.left, horizon, Scene.right - Scene.left, Scene.bottom - horizon),
      scene.ground(sand(scene)))
    let dunes = Int(sketch.between(3, 6))
    for dune in 0..<dunes {
      let nearness = Double(dune) / Double(dunes)
      drawDune(
        &sketch, scene, y: horizon + (112 - horizon) * nearness * nearness,
        height: 8 + 20 * nearness, depth: 0.8 * (1 - nearness) * (1 - nearness))
    }
    drawPlants(&sketch, scene)
  }

  private static func sand(_ scene: Scene) -> Color { scene.seasonal(.sand) }

  private static func drawTables(_ sketch: inout Sketch, _ scene: Scene) {
    let own = scene.seasonal(.rock).toward(Color(0xB5603C), scene.sky == .snow ? 0.4 : 0.8)
    for _ in 0..<Int(sketch.between(1, 4)) {
      let center = sketch.between(0, 128)
      let half = sketch.between(6, 20)
      let top = scene.horizon - sketch.between(8, 26)
      let foot = half + sketch.between(5, 12)
      let shoulder = top + (scene.horizon - top) * 0.55
      let side = scene.lightSide(of: center)
      let edge = center + half * sketch.between(-0.4, 0.4)
      func face(_ s: Double) -> Path {
        Path([
          Point(edge, top), Point(center + s * half, top + 1), Point(center + s * half * 1.05, shoulder),
          Point(center + s * foot, scene.horizon + 3), Point(edge, scene.horizon + 3),
        ])
      }
      sketch.fill(face(side), scene.color(own, depth: 0.55, facing: 0.7))
      sketch.fill(face(-side), scene.color(own, depth: 0.55, facing: -0.6))
      for layer in 1...2 {
        let y = top + (shoulder - top) * Double(layer) / 3
        sketch.line(
          .line(Point(center - half, y), Point(center + half, y)),
          scene.color(own, depth: 0.55, facing: -0.7).opacity(0.5), width: 0.7)
      }
    }
  }

  private static func drawDune(
    _ sketch: inout Sketch, _ scene: Scene, y: Double, height: Double, depth: Double
  ) {
    let top = Point(sketch.between(8, 120), y - height * sketch.between(0.2, 0.8))
    let line = [
      Point(Scene.left, y + sketch.between(0, height)),
      Point((Scene.left + top.x) / 2, y + height * sketch.between(0, 0.4)),
      top,
      Point((Scene.right + top.x) / 2, y + height * sketch.between(0, 0.5)),
      Point(Scene.right, y + sketch.between(0.2, 1) * height),
    ]
    let own = sand(scene)
    sketch.canvas.fill(
      .land(line),
      .linear(
        from: Point(0, top.y), to: Point(0, top.y + height * 3),
        stops: [
          (0, scene.color(own, depth: depth, facing: 0.75)), (1, scene.color(own, depth: depth, facing: 0)),
        ]))
    drawLee(&sketch, scene, line: line, height: height, depth: depth)
    if depth < 0.2 { drawRipples(&sketch, scene, below: y + height) }
  }

  /// The side away from the light: from the crest down along a winding edge.
  private static func drawLee(
    _ sketch: inout Sketch, _ scene: Scene, line: [Point], height: Double, depth: Double
  ) {
    let top = line[2]
    let side = -scene.lightSide(of: top.x)
    let end = side < 0 ? line[0] : line[4]
    let shoulder = side < 0 ? line[1] : line[3]
    let foot = Point(
      top.x + side * height * sketch.between(0.3, 1.4), top.y + height * sketch.between(1.6, 2.6))
    var lee = Path()
    lee.move(to: top)
    lee.curve(
      to: foot, Point(top.x - side * height * 0.5, top.y + height * 0.6),
      Point(top.x + side * height * 0.9, top.y + height * 0.9))
    lee.curve(
      to: Point(end.x, end.y + height * 1.2),
      Point(foot.x + side * height, foot.y + height * 0.3), Point(end.x - side * 20, end.y + height))
    lee.line(to: end)
    // The same curve as the crest's own smooth line, from its end back to the top.
    lee.curve(
      to: shoulder, end.toward(shoulder, 1.0 / 3),
      Point(
        shoulder.x - (top.x - end.x) / 6, shoulder.y - (top.y - end.y) / 6))
    let across = side < 0 ? line[3] : line[1]
    lee.curve(
      to: top, Point(shoulder.x + (top.x - end.x) / 6, shoulder.y + (top.y - end.y) / 6),
      Point(top.x - (across.x - shoulder.x) / 6, top.y - (across.y - shoulder.y) / 6))
    lee.close()
    let own = sand(scene).toward(Color(0xA8703F), scene.sky == .snow ? 0.05 : 0.3)
    sketch.canvas.fill(
      lee,
      .linear(
        from: Point(0, top.y), to: Point(0, top.y + height * 3),
        stops: [
          (0, scene.color(own, depth: depth, facing: -0.75)),
          (1, scene.color(own, depth: depth, facing: -0.15)),
        ]))
  }

  private static func drawRipples(_ sketch: inout Sketch, _ scene: Scene, below y: Double) {
    let color = scene.color(sand(scene), depth: 0, facing: -0.9).opacity(0.22)
    var height = y + 4
    while height < 132 {
      let start = sketch.between(-10, 90)
      let length = sketch.between(18, 60)
      sketch.line(
        .smooth([
          Point(start, height), Point(start + length * 0.33, height - 1.4),
          Point(start + length * 0.66, height + 0.8), Point(start + length, height - 0.6),
        ]), color, width: 0.7)
      height += sketch.between(2, 5)
    }
  }

  private static func drawPlants(_ sketch: inout Sketch, _ scene: Scene) {
    let hasCacti = sketch.chance(0.6)
    let places = (0..<Int(sketch.between(1, 8))).map { _ in
      Point(sketch.between(2, 126), sketch.between(scene.horizon + 8, 126))
    }.sorted { $0.y < $1.y }
    for foot in places {
      let scale = 0.15 + 0.85 * (foot.y - scene.horizon) / (128 - scene.horizon)
      if hasCacti, sketch.chance(0.5) {
        drawCactus(&sketch, scene, at: foot, height: 34 * scale * sketch.between(0.7, 1.2))
      } else {
        drawBush(&sketch, scene, at: foot, size: 6 * scale * sketch.between(0.6, 1.3))
      }
    }
  }

  private static func drawCactus(_ sketch: inout Sketch, _ scene: Scene, at foot: Point, height: Double) {
    let depth = scene.depth(at: foot.y)
    let width = height * 0.14
    var limbs = Path.line(foot, Point(foot.x, foot.y - height))
    for side in [-1.0, 1] where sketch.chance(0.8) {
      let joint = foot.y - height * sketch.between(0.3, 0.55)
      let reach = foot.x + side * height * sketch.between(0.18, 0.26)
      limbs.move(to: Point(foot.x, joint))
      limbs.curve(
        to: Point(reach, joint - height * sketch.between(0.25, 0.4)), Point(reach, joint), Point(reach, joint)
      )
    }
    let own = Color(0x4F7A4A).toward(Color(0xF6F9FD), scene.sky == .snow ? 0.3 : 0)
    sketch.line(
      .line(Point(foot.x, foot.y), Point(foot.x - scene.lightSide(of: foot.x) * height * 0.8, foot.y + 1)),
      Color.black.opacity(0.16), width: width)
    sketch.line(limbs, scene.color(own, depth: depth, facing: -0.4), width: width)
    let shift = scene.lightSide(of: foot.x) * width * 0.22
    sketch.canvas.transformed(by: .translation(shift, 0)) {
      sketch.line(limbs, scene.color(own, depth: depth, facing: 0.7), width: width * 0.4)
    }
  }

  private static func drawBush(_ sketch: inout Sketch, _ scene: Scene, at foot: Point, size: Double) {
    let depth = scene.depth(at: foot.y)
    let own =
      scene.sky == .autumn
      ? scene.leaves(&sketch) : scene.seasonal(.leaves).toward(Color(0x9A8A50), 0.5)
    var twigs = Path()
    for _ in 0..<9 {
      twigs.move(to: foot)
      twigs.line(to: Point(foot.x + sketch.between(-1, 1) * size, foot.y - sketch.between(0.3, 1) * size))
    }
    sketch.line(twigs, scene.color(own, depth: depth, facing: 0), width: max(0.5, size * 0.14))
  }
}
