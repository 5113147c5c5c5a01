import Drawing

/// What stands on the sand.
extension Beach {
  static func drawGuests(_ sketch: inout Sketch, _ scene: Scene, _ shore: [Point]) {
    if sketch.chance(0.45) {
      let x = sketch.between(14, 112)
      drawParasol(&sketch, scene, at: Point(x, min(shore.height(at: x) + sketch.between(12, 30), 124)))
    }
    if scene.sky == .autumn || sketch.chance(0.25) { drawDuneGrass(&sketch, scene) }
    for _ in 0..<Int(sketch.between(0, 2.6)) {
      let x = sketch.chance(0.5) ? sketch.between(-4, 34) : sketch.between(94, 132)
      Palm.draw(
        &sketch, scene, at: Point(x, sketch.between(112, 136)), height: sketch.between(56, 92))
    }
  }

  private static func drawParasol(_ sketch: inout Sketch, _ scene: Scene, at foot: Point) {
    let size = sketch.between(8, 15)
    let top = Point(foot.x + size * 0.15, foot.y - size * 1.25)
    sketch.fill(
      .ellipse(center: Point(foot.x + 2, foot.y), radiusX: size * 0.9, radiusY: size * 0.2),
      Color.black.opacity(0.18))
    sketch.line(.line(foot, top), scene.color(.plaster, depth: 0), width: 0.9)
    let own = sketch.choose([
      (Color(0xE0453A), 3), (Color(0x2F78C4), 2), (Color(0xF2B632), 2), (Color(0x3FA672), 1),
    ])
    let ribs = 6
    for rib in 0..<ribs {
      let (a, b) = (Double(rib) / Double(ribs) * 2 - 1, Double(rib + 1) / Double(ribs) * 2 - 1)
      var gore = Path()
      gore.move(to: top)
      gore.curve(
        to: Point(top.x + a * size, top.y + size * 0.55), Point(top.x + a * size * 0.6, top.y + size * 0.03),
        Point(top.x + a * size * 0.95, top.y + size * 0.3))
      gore.line(to: Point(top.x + b * size, top.y + size * 0.55))
      gore.curve(
        to: top, Point(top.x + b * size * 0.95, top.y + size * 0.3),
        Point(top.x + b * size * 0.6, top.y + size * 0.03))
      gore.close()
      sketch.fill(
        gore, scene.color(rib % 2 == 0 ? own : Color(0xF8F2E6), depth: 0, facing: 0.6 - 0.12 * Double(rib)))
    }
  }

  private static func drawDuneGrass(_ sketch: inout Sketch, _ scene: Scene) {
    var blades = Path()
    for _ in 0..<5 {
      let tuft = Point(sketch.between(-4, 132), sketch.between(116, 132))
      for _ in 0..<9 {
        let foot = Point(tuft.x + sketch.between(-4, 4), tuft.y)
        let tip = Point(foot.x + sketch.between(-6, 6), foot.y - sketch.between(8, 18))
        blades.move(to: foot)
        blades.curve(to: tip, Point(foot.x, foot.y - 6), Point(tip.x, tip.y + 4))
      }
    }
    sketch.line(blades, scene.color(.grass, depth: 0, facing: 0), width: 0.8)
  }
}
