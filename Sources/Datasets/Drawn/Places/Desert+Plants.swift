import Drawing

/// What grows on sand.
extension Desert {
  static func drawPlants(_ sketch: inout Sketch, _ scene: Scene) {
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
    let own = scene.snowed(Color(0x4F7A4A), 0.3)
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
