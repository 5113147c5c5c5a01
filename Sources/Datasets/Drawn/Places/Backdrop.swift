import Drawing

/// What closes the view behind a place, at the horizon.
enum Backdrop {
  case nothing, hills, peaks, wood, city

  /// Draws one of `choices`, each as likely as its weight says, so that it stands on height `y`.
  static func draw(_ sketch: inout Sketch, _ scene: Scene, at y: Double, _ choices: [(Backdrop, Double)]) {
    switch sketch.choose(choices) {
    case .nothing: break
    case .hills:
      for depth in [0.85, 0.7] {
        let hills = sketch.rolling(y - sketch.between(2, 12) * depth, swing: 7, waves: 1.3)
        sketch.fill(
          .standing(hills, on: y), scene.color(scene.leaves(&sketch), depth: depth, facing: 0))
      }
    case .peaks:
      let high = y - sketch.between(18, 38)
      Mountains.drawRange(
        &sketch, scene, tops: high...(high + 14), base: y, depth: 0.75, peaks: Int(sketch.between(3, 6)))
    case .wood:
      let edge = sketch.rolling(y - 2, swing: 1.5, waves: 1.5)
      let conifers = sketch.chance(0.5)
      Trees.drawRow(
        &sketch, scene, along: edge, height: sketch.between(8, 18), depth: 0.65, conifers: conifers)
      sketch.fill(
        .standing(edge, on: y), scene.color(conifers ? .needles : .leaves, depth: 0.65, facing: -0.4))
    case .city:
      var x = -12.0
      while x < 134 {
        let width = sketch.between(4, 9)
        Tower(x: x, width: width, top: y - sketch.between(4, 24), base: y, depth: 0.6, &sketch)
          .draw(&sketch, scene)
        x += width * sketch.between(1, 1.8)
      }
    }
  }
}

extension Path {
  /// What lies between `line`, which runs across the picture, and the level `y`.
  static func standing(_ line: [Point], on y: Double) -> Path {
    Path(line.map { Point($0.x, min($0.y, y)) } + [Point(Scene.right, y + 0.5), Point(Scene.left, y + 0.5)])
  }
}
