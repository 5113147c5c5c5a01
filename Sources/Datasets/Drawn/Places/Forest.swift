import Drawing

/// Rows of trees behind each other, of one kind or mixed, sometimes with a path between them.
enum Forest {
  static func draw(_ sketch: inout Sketch, _ scene: Scene) {
    let horizon = scene.horizon
    let conifers = sketch.between(0, 1) < 0.5 ? sketch.between(0.75, 1) : sketch.between(0, 0.25)
    let isConiferous = conifers > 0.5
    for (lift, height, depth) in [(12.0, 20.0, 0.8), (5, 26, 0.5)] {
      let line = sketch.rolling(horizon - lift, swing: 4, waves: 1.5)
      Trees.drawRow(
        &sketch, scene, along: line, height: height * sketch.between(0.85, 1.25), depth: depth,
        conifers: isConiferous)
      sketch.land(
        line, .flat(scene.color(isConiferous ? .needles : .leaves, depth: depth, facing: -0.5)))
    }
    let floor = sketch.rolling(horizon + 4, swing: 2, waves: 1.5)
    let summer = Surface.grass.color.toward(Surface.needles.color, 0.45)
    let ground = scene.sky == .autumn ? Color(0xB8743A) : scene.snowed(summer, Surface.grass.snow)
    sketch.land(floor, scene.ground(ground))
    if sketch.chance(0.5) { drawPath(&sketch, scene) }
    drawUndergrowth(&sketch, scene)
    drawStand(&sketch, scene, conifers: conifers)
  }

  private static func drawPath(_ sketch: inout Sketch, _ scene: Scene) {
    let middle = sketch.between(40, 88)
    let trail = Trail(
      vanishing: Point(middle, scene.horizon + 2), near: Point(sketch.between(30, 98), 128),
      halfWidth: sketch.between(10, 20), bend: sketch.between(-24, 24))
    sketch.canvas.fill(trail.strip(-1, 1), scene.ground(scene.seasonal(.soil).toward(Color(0xC8A882), 0.3)))
  }

  private static func drawUndergrowth(_ sketch: inout Sketch, _ scene: Scene) {
    for _ in 0..<14 {
      let y = scene.horizon + 6 + (124 - scene.horizon) * sketch.between(0, 1)
      let size = 1.5 + 5 * (y - scene.horizon) / (128 - scene.horizon)
      let own = scene.leaves(&sketch)
      sketch.fill(
        .ellipse(
          center: Point(sketch.between(-4, 132), y), radiusX: size * sketch.between(0.8, 1.6),
          radiusY: size * 0.5),
        scene.color(own, depth: scene.depth(at: y), facing: sketch.between(-0.6, 0.4)).opacity(0.7))
    }
  }

  /// Trees that stand alone, from far to near, denser toward the sides.
  private static func drawStand(_ sketch: inout Sketch, _ scene: Scene, conifers: Double) {
    let count = Int(sketch.between(9, 17))
    for tree in 0..<count {
      let nearness = (Double(tree) + sketch.between(0, 0.8)) / Double(count)
      let foot = scene.horizon + 5 + (132 - scene.horizon) * nearness * nearness
      let aside = sketch.between(0.12 + 0.4 * nearness, 1.1)
      let x = 64 + (sketch.chance(0.5) ? 1 : -1) * aside * 64
      let height = (26 + 72 * nearness) * sketch.between(0.8, 1.2)
      let place = Point(x, foot)
      let depth = 0.45 * (1 - nearness)
      if sketch.chance(conifers) {
        Trees.drawConifer(&sketch, scene, at: place, height: height, depth: depth)
      } else if sketch.chance(0.25) {
        drawBirch(&sketch, scene, at: place, height: height, depth: depth)
      } else {
        Trees.drawBroadleaf(&sketch, scene, at: place, height: height, depth: depth)
      }
    }
  }

  private static func drawBirch(
    _ sketch: inout Sketch, _ scene: Scene, at foot: Point, height: Double, depth: Double
  ) {
    let width = height * 0.035
    let lean = sketch.between(-0.06, 0.06) * height
    sketch.fill(
      Path([
        Point(foot.x - width, foot.y), Point(foot.x + lean - width * 0.4, foot.y - height),
        Point(foot.x + lean + width * 0.4, foot.y - height), Point(foot.x + width, foot.y),
      ]), scene.color(Color(0xE8E4DA), depth: depth, facing: 0.2))
    var marks = Path()
    for _ in 0..<8 {
      let y = sketch.between(0.1, 0.8)
      marks += .ellipse(
        center: Point(foot.x + lean * y + sketch.between(-0.5, 0.5) * width, foot.y - height * y),
        radiusX: width * 0.5, radiusY: 0.5)
    }
    sketch.fill(marks, scene.color(Color(0x3A3632), depth: depth))
    let own = scene.leaves(&sketch).toward(Color(0xA8B84A), scene.sky == .autumn ? 0 : 0.3)
    var crown = Path()
    for _ in 0..<18 {
      let up = sketch.between(0.5, 1)
      crown += .ellipse(
        center: Point(foot.x + lean * up + sketch.between(-0.11, 0.11) * height, foot.y - height * up),
        radiusX: height * sketch.between(0.03, 0.07), radiusY: height * sketch.between(0.03, 0.06))
    }
    sketch.fill(crown, scene.color(own, depth: depth, facing: 0.3).opacity(0.85))
  }
}
