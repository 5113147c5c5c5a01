import Drawing

/// Still water that mirrors hills and trees; before it reeds, stones, a jetty or a boat.
enum Lake {
  static func draw(_ sketch: inout Sketch, _ scene: Scene) {
    let shore = scene.horizon
    Water.drawSurface(&sketch, scene, top: shore - 1)
    let conifers = sketch.chance(scene.sky == .autumn ? 0.25 : 0.5)
    Water.drawMirrored(&sketch, scene, at: shore, veil: 0.22) { sketch in
      drawShore(&sketch, scene, conifers: conifers)
    }
    let calm = scene.sky == .storm ? 90 : scene.sky == .rain ? 60 : 34
    Water.drawRipples(&sketch, scene, top: shore, count: calm)
    if sketch.chance(0.4) { drawBoat(&sketch, scene) }
    if sketch.chance(0.35) { drawJetty(&sketch, scene) }
    drawBank(&sketch, scene)
  }

  private static func drawShore(_ sketch: inout Sketch, _ scene: Scene, conifers: Bool) {
    let y = scene.horizon
    Backdrop.draw(&sketch, scene, at: y, [(.hills, 2), (.peaks, 2), (.nothing, 2)])
    let hills = sketch.rolling(y - sketch.between(7, 13), swing: 7, waves: 1.3)
    let wood = conifers ? scene.seasonal(.needles) : scene.leaves(&sketch)
    sketch.fill(.standing(hills, on: y), scene.color(wood, depth: 0.55, facing: 0.1))
    let trees = sketch.rolling(y - 1, swing: 1, waves: 2)
    Trees.drawRow(
      &sketch, scene, along: trees, height: sketch.between(7, 14), depth: 0.3, conifers: conifers,
      density: sketch.between(0.7, 1.3))
    sketch.fill(.standing(trees, on: y), scene.color(.grass, depth: 0.3, facing: -0.2))
    if sketch.chance(0.3) {
      House(
        foot: Point(sketch.between(20, 108), y), width: 13, height: 6, walls: Color(0x9A6B4A),
        roof: scene.seasonal(.tiles), depth: 0.25
      ).draw(&sketch, scene)
    }
  }

  private static func drawBoat(_ sketch: inout Sketch, _ scene: Scene) {
    let foot = Point(sketch.between(20, 108), sketch.between(scene.horizon + 10, 108))
    let size = 4 + 14 * (foot.y - scene.horizon) / (128 - scene.horizon)
    sketch.fill(
      .ellipse(center: Point(foot.x, foot.y + size * 0.1), radiusX: size * 1.1, radiusY: size * 0.16),
      Color.black.opacity(0.3))
    var hull = Path()
    hull.move(to: Point(foot.x - size, foot.y - size * 0.35))
    hull.curve(
      to: Point(foot.x + size, foot.y - size * 0.35), Point(foot.x - size * 0.5, foot.y + size * 0.25),
      Point(foot.x + size * 0.5, foot.y + size * 0.25))
    hull.curve(
      to: Point(foot.x - size, foot.y - size * 0.35), Point(foot.x + size * 0.4, foot.y - size * 0.15),
      Point(foot.x - size * 0.4, foot.y - size * 0.15))
    hull.close()
    let own = sketch.choose([
      (Color(0xB03A2E), 2), (Color(0xE8E2D2), 1), (Color(0x2F6C8F), 1), (Color(0x8A5A36), 2),
    ])
    sketch.fill(hull, scene.color(own, depth: 0.1, facing: 0.2))
  }

  private static func drawJetty(_ sketch: inout Sketch, _ scene: Scene) {
    let near = sketch.between(24, 104)
    let trail = Trail(
      vanishing: Point(sketch.between(44, 84), scene.horizon - 6), near: Point(near, 130),
      halfWidth: sketch.between(8, 14))
    let end = sketch.between(0.42, 0.6)
    let wood = scene.snowed(Color(0x9A7A5C), 0.8)
    for across in [-1.0, 1] {
      for scale in [end, (end + 1) / 2, 0.95] {
        let top = trail.point(across, scale)
        sketch.line(
          .line(top, Point(top.x, top.y + 9 * scale)), scene.color(.bark, depth: 0.05, facing: -0.5),
          width: 2.4 * scale)
      }
    }
    sketch.fill(trail.strip(-1, 1, from: end), scene.color(wood, depth: 0.05, facing: 0.4))
    var scale = end
    while scale < 1.1 {
      sketch.line(
        .line(trail.point(-1, scale), trail.point(1, scale)),
        scene.color(wood, depth: 0.05, facing: -0.8).opacity(0.6), width: 0.5)
      scale += 0.035 + 0.03 * scale
    }
  }

  private static func drawBank(_ sketch: inout Sketch, _ scene: Scene) {
    guard sketch.chance(0.7) else { return }
    let fromLeft = sketch.chance(0.5)
    let bank = sketch.bank(fromLeft: fromLeft)
    sketch.land(bank, .flat(scene.color(.grass, depth: 0, facing: -0.3)))
    var (reeds, heads) = (Path(), Path())
    for _ in 0..<Int(sketch.between(8, 26)) {
      let x = fromLeft ? sketch.between(-4, 56) : sketch.between(72, 132)
      let foot = Point(x, bank.height(at: x) + 3)
      let tip = Point(x + sketch.between(-5, 5), foot.y - sketch.between(10, 26))
      reeds.move(to: foot)
      reeds.curve(to: tip, Point(x, foot.y - 8), Point(tip.x, tip.y + 6))
      if sketch.chance(0.3) { heads += .ellipse(center: tip, radiusX: 0.9, radiusY: 2.4) }
    }
    sketch.line(reeds, scene.color(.grass, depth: 0, facing: -0.1), width: 0.8)
    sketch.fill(heads, scene.color(.bark, depth: 0, facing: 0))
  }
}
