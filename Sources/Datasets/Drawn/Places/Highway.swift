import Drawing

/// A wide road that runs to the horizon, with lanes, rails, lamps, signs and cars.
enum Highway {
  static func draw(_ sketch: inout Sketch, _ scene: Scene) {
    let horizon = scene.horizon
    drawCountry(&sketch, scene)
    let road = Trail(
      vanishing: Point(sketch.between(36, 92), horizon + 0.5), near: Point(sketch.between(48, 80), 130),
      halfWidth: sketch.between(52, 84), bend: sketch.chance(0.5) ? 0 : sketch.between(-34, 34))
    let lanes = sketch.chance(0.5) ? 4 : 6
    drawRoad(&sketch, scene, road, lanes: lanes)
    if sketch.chance(0.6) { drawRails(&sketch, scene, road) }
    if sketch.chance(0.55) { drawLamps(&sketch, scene, road) }
    if sketch.chance(0.4) { drawGantry(&sketch, scene, road) }
    drawTraffic(&sketch, scene, road, lanes: lanes)
  }

  private static func drawCountry(_ sketch: inout Sketch, _ scene: Scene) {
    let horizon = scene.horizon
    Backdrop.draw(
      &sketch, scene, at: horizon + 1, [(.hills, 4), (.peaks, 2), (.city, 1.5), (.wood, 1), (.nothing, 2)])
    let edge = sketch.rolling(horizon + 0.5, swing: 1, waves: 1)
    Trees.drawRow(
      &sketch, scene, along: edge, height: sketch.between(3, 9), depth: 0.6, conifers: sketch.chance(0.4),
      density: sketch.between(0.5, 1.2))
    sketch.land(edge, scene.ground(sketch.chance(0.75) ? .grass : .sand))
    for _ in 0..<Int(sketch.between(0, 7)) {
      let nearness = sketch.between(0.05, 0.6)
      let aside = sketch.between(0.75, 1.6) * (sketch.chance(0.5) ? 1 : -1)
      Trees.drawBroadleaf(
        &sketch, scene,
        at: Point(64 + aside * (18 + 74 * nearness), horizon + 2 + 54 * nearness),
        height: (6 + 46 * nearness) * sketch.between(0.8, 1.3), depth: 0.6 * (1 - nearness))
    }
  }

  private static func drawRoad(_ sketch: inout Sketch, _ scene: Scene, _ road: Trail, lanes: Int) {
    sketch.canvas.fill(
      road.strip(-1.12, 1.12), scene.ground(scene.seasonal(.soil).toward(Color(0xA8A49A), 0.6)))
    sketch.canvas.fill(road.strip(-1, 1), scene.ground(.asphalt))
    if scene.sky == .rain || scene.sky == .storm {
      // A wet road is a dull mirror of the sky at the horizon.
      let shine = scene.palette.horizon
      sketch.canvas.fill(
        road.strip(-1, 1),
        .linear(
          from: Point(0, scene.horizon), to: Point(0, 128),
          stops: [(0, shine.opacity(0.65)), (0.5, shine.opacity(0.25)), (1, shine.opacity(0.1))]))
    }
    let white = scene.color(Color(0xF2F2EC), depth: 0.05, facing: 0.5)
    let yellow = scene.color(Color(0xE8B83A), depth: 0.05, facing: 0.5)
    for edge in [-0.93, 0.93] { sketch.fill(road.strip(edge - 0.012, edge + 0.012), white) }
    for line in [-0.022, 0.022] { sketch.fill(road.strip(line - 0.009, line + 0.009), yellow) }
    for lane in 1..<lanes where lane != lanes / 2 {
      let across = -0.93 + 1.86 * Double(lane) / Double(lanes)
      // Dashes of one length look shorter with the square of their distance.
      var distance = 1.0 + sketch.between(0, 0.4)
      while distance < 16 {
        sketch.fill(
          road.strip(across - 0.013, across + 0.013, from: 1 / (distance + 0.35), to: 1 / distance), white)
        distance += 0.85
      }
    }
  }

  private static func drawTraffic(_ sketch: inout Sketch, _ scene: Scene, _ road: Trail, lanes: Int) {
    let places = (0..<Int(sketch.between(1, 7))).map { _ in
      (lane: sketch.random.below(lanes), scale: 1 / sketch.between(1.3, 9))
    }.sorted { $0.scale < $1.scale }
    for place in places {
      let across = -0.93 + 1.86 * (Double(place.lane) + 0.5) / Double(lanes)
      Car(
        foot: road.point(across, place.scale), width: road.halfWidth * place.scale * 1.1 / Double(lanes),
        comesNearer: place.lane < lanes / 2, depth: 0.6 * (1 - place.scale)
      ).draw(&sketch, scene)
    }
  }
}
