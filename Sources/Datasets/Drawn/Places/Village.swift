import Drawing

/// Houses with pitched roofs about a church, on a hillside or a plain, with trees between them.
enum Village {
  static func draw(_ sketch: inout Sketch, _ scene: Scene) {
    let horizon = scene.horizon
    Backdrop.draw(&sketch, scene, at: horizon + 4, [(.hills, 5), (.peaks, 2), (.wood, 2)])
    let meadow = sketch.rolling(horizon + 4, swing: 3, waves: 1)
    Trees.drawRow(
      &sketch, scene, along: meadow, height: 7, depth: 0.5, conifers: sketch.chance(0.3), density: 0.8)
    sketch.land(meadow, scene.ground(.grass))
    if sketch.chance(0.65) {
      let trail = Trail(
        vanishing: Point(sketch.between(40, 88), horizon + 2), near: Point(sketch.between(20, 108), 128),
        halfWidth: sketch.between(9, 18), bend: sketch.between(-40, 40))
      sketch.canvas.fill(trail.strip(-1, 1), scene.ground(scene.seasonal(.soil).toward(Color(0xD8C4A4), 0.5)))
    }
    drawHouses(&sketch, scene)
  }

  private static func drawHouses(_ sketch: inout Sketch, _ scene: Scene) {
    let horizon = scene.horizon
    let count = Int(sketch.between(6, 12))
    let church = sketch.chance(0.75) ? Int(sketch.between(0, 3)) : -1
    for index in 0..<count {
      let nearness = (Double(index) + sketch.between(0.1, 0.9)) / Double(count)
      let y = horizon + 8 + (104 - horizon) * nearness
      let scale = 0.5 + 0.85 * nearness
      // Near houses stand to the sides, so that the street stays open.
      let spread = sketch.between(0.1 + 0.4 * nearness, 1)
      let x = 64 + (index % 2 == 0 ? -1 : 1) * spread * 60
      let depth = 0.45 * (1 - nearness)
      if index == church {
        drawChurch(
          &sketch, scene, at: Point(64 + sketch.between(-28, 28), y), scale: scale * 1.2, depth: depth)
      } else {
        house(&sketch, scene, at: Point(x, y), scale: scale, depth: depth).draw(&sketch, scene)
        if sketch.chance(0.25) { drawSmoke(&sketch, scene, at: Point(x, y - 24 * scale), scale: scale) }
      }
      if sketch.chance(0.55) {
        let foot = Point(x + sketch.between(-26, 26) * scale, y + sketch.between(-2, 5))
        if sketch.chance(0.3) {
          Trees.drawConifer(&sketch, scene, at: foot, height: 22 * scale, depth: depth)
        } else {
          Trees.drawBroadleaf(&sketch, scene, at: foot, height: 18 * scale, depth: depth)
        }
      }
    }
  }

  private static func house(
    _ sketch: inout Sketch, _ scene: Scene, at foot: Point, scale: Double, depth: Double
  ) -> House {
    let walls = sketch.choose([
      (Color(0xF2E8D6), 4), (Color(0xE8D0A4), 2), (Color(0xD8B8A0), 1.5), (Color(0xC9D2CE), 1),
      (Color(0xB08868), 1),
    ])
    let tiles = sketch.choose([
      (Color(0xB4573C), 4), (Color(0x8C4A3A), 2), (Color(0x6E6A70), 1.5), (Color(0xC9784A), 1.5),
    ])
    return House(
      foot: foot, width: 30 * scale * sketch.between(0.85, 1.2),
      height: 11.5 * scale * sketch.between(0.85, 1.2),
      walls: walls, roof: scene.snowed(tiles, Surface.tiles.snow),
      depth: depth)
  }

  private static func drawChurch(
    _ sketch: inout Sketch, _ scene: Scene, at foot: Point, scale: Double, depth: Double
  ) {
    let walls = Color(0xF4EFE2)
    let roof = scene.snowed(Color(0x6F5A54), Surface.tiles.snow)
    House(
      foot: Point(foot.x + 5 * scale, foot.y), width: 30 * scale, height: 14 * scale, walls: walls,
      roof: roof,
      depth: depth
    ).draw(&sketch, scene)
    let (half, top) = (4.2 * scale, foot.y - 30 * scale)
    let side = scene.lightSide(of: foot.x)
    sketch.fill(
      .rectangle(foot.x - half, top, 2 * half, foot.y - top), scene.color(walls, depth: depth, facing: 0.5))
    sketch.fill(
      .rectangle(side < 0 ? foot.x : foot.x - half, top, half, foot.y - top),
      scene.color(walls, depth: depth, facing: -0.4))
    let spire = Point(foot.x, top - 20 * scale)
    sketch.fill(
      Path([Point(foot.x - half * 1.25, top), spire, Point(foot.x + half * 1.25, top)]),
      scene.color(roof, depth: depth, facing: 0.4))
    sketch.fill(
      Path([Point(foot.x, top), spire, Point(foot.x - side * half * 1.25, top)]),
      scene.color(roof, depth: depth, facing: -0.5))
    let glass =
      sketch.chance(scene.sky.litShare)
      ? scene.lamp(depth: depth) : scene.color(Color(0x33404C), depth: depth)
    sketch.fill(
      .ellipse(center: Point(foot.x, top + 6 * scale), radiusX: 1.5 * scale, radiusY: 2.4 * scale), glass)
  }

  private static func drawSmoke(_ sketch: inout Sketch, _ scene: Scene, at place: Point, scale: Double) {
    let color = scene.palette.cloud.toward(.white, 0.3)
    for puff in 0..<5 {
      let rise = Double(puff) * 3.4 * scale
      sketch.fill(
        .disc(
          Point(place.x - scene.wind * rise * 2 + sketch.between(-1, 1), place.y - rise),
          (1.2 + 0.6 * Double(puff)) * scale), color.opacity(0.34 - 0.05 * Double(puff)))
    }
  }
}
