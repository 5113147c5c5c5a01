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
    if sketch.chance(0.6) {
      let hills = sketch.rolling(horizon - sketch.between(4, 12), swing: 8, waves: 1.2)
      sketch.land(hills, .flat(scene.color(scene.leaves(&sketch), depth: 0.8, facing: 0)))
    }
    let edge = sketch.rolling(horizon + 0.5, swing: 1, waves: 1)
    Trees.drawRow(
      &sketch, scene, along: edge, height: sketch.between(3, 9), depth: 0.6, conifers: sketch.chance(0.4),
      density: sketch.between(0.5, 1.2))
    sketch.land(edge, scene.ground(sketch.chance(0.7) ? .grass : .sand))
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

  private static func drawRails(_ sketch: inout Sketch, _ scene: Scene, _ road: Trail) {
    let steel = scene.color(.steel, depth: 0.1, facing: 0.4)
    for side in [-1.0, 1] where sketch.chance(0.75) {
      let scales = stride(from: 0.05, through: 1.2, by: 0.115).map { $0 }
      let tops = scales.map { scale in
        let foot = road.point(side * 1.08, scale)
        return Point(foot.x, foot.y - 13 * scale)
      }
      let bottoms = scales.map { scale in
        let foot = road.point(side * 1.08, scale)
        return Point(foot.x, foot.y - 9 * scale)
      }
      sketch.fill(Path(tops + bottoms.reversed()), steel)
      for scale in [0.12, 0.2, 0.32, 0.5, 0.8] {
        let foot = road.point(side * 1.08, scale)
        sketch.line(
          .line(foot, Point(foot.x, foot.y - 12 * scale)), scene.color(.steel, depth: 0.1, facing: -0.6),
          width: 1.6 * scale)
      }
    }
  }

  private static func drawLamps(_ sketch: inout Sketch, _ scene: Scene, _ road: Trail) {
    let isLit = sketch.chance(scene.sky.litShare * 1.6)
    let side: Double = sketch.chance(0.5) ? 1 : -1
    let first = sketch.between(1.2, 1.8)
    for lamp in 0..<6 {
      let scale = 1 / (first + 1.15 * Double(5 - lamp))
      let depth = 0.7 * (1 - scale)
      let foot = road.point(side * 1.16, scale)
      let top = Point(foot.x, foot.y - 96 * scale)
      let head = Point(top.x - side * 22 * scale, top.y - 3 * scale)
      sketch.line(
        Path([foot, top, head], closed: false), scene.color(.steel, depth: depth, facing: -0.3),
        width: max(0.4, 2 * scale))
      guard isLit else { continue }
      let light = scene.lamp(depth: depth)
      sketch.canvas.fill(
        .disc(head, 18 * scale),
        .radial(center: head, radius: 18 * scale, stops: [(0, light.opacity(0.7)), (1, light.opacity(0))]))
      sketch.fill(.disc(head, max(0.6, 2.4 * scale)), light)
    }
  }

  private static func drawGantry(_ sketch: inout Sketch, _ scene: Scene, _ road: Trail) {
    let scale = sketch.between(0.3, 0.5)
    let (left, right) = (road.point(-1.15, scale), road.point(1.15, scale))
    let top = left.y - 100 * scale
    let steel = scene.color(.steel, depth: 0.3, facing: 0)
    for foot in [left, right] {
      sketch.line(.line(foot, Point(foot.x, top)), steel, width: 2.6 * scale)
    }
    sketch.line(.line(Point(left.x, top), Point(right.x, top)), steel, width: 3 * scale)
    let width = (right.x - left.x) * 0.34
    for place in [0.28, 0.72] where sketch.chance(0.8) {
      let middle = left.x + (right.x - left.x) * place
      let sign = Rectangle(middle - width / 2, top - 8 * scale, width, 34 * scale)
      let own = sketch.chance(0.7) ? Color(0x1F7A4D) : Color(0x2460A8)
      sketch.fill(.rounded(sign, radius: 2 * scale), scene.color(own, depth: 0.2, facing: 0.5))
      for row in 1...2 {
        let y = sign.y + sign.height * Double(row) / 3
        sketch.line(
          .line(Point(sign.minX + width * 0.15, y), Point(sign.maxX - width * sketch.between(0.15, 0.45), y)),
          scene.color(.white, depth: 0.2, facing: 0.5), width: 3.4 * scale)
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

/// A car or a lorry, seen from behind or from before.
private struct Car {
  var foot: Point
  var width: Double
  var comesNearer: Bool
  var depth: Double

  func draw(_ sketch: inout Sketch, _ scene: Scene) {
    let isLorry = sketch.chance(0.2)
    let height = width * (isLorry ? 1.35 : 0.75)
    let own = sketch.choose([
      (Color(0xC23B32), 2), (Color(0xF0F0EC), 2.5), (Color(0x3A4048), 2), (Color(0x2F62A0), 1.6),
      (Color(0xB8BCC0), 2),
      (Color(0xE0A82E), 0.6),
    ])
    let (left, top) = (foot.x - width / 2, foot.y - height)
    sketch.fill(
      .ellipse(center: Point(foot.x, foot.y), radiusX: width * 0.58, radiusY: width * 0.1),
      Color.black.opacity(0.35))
    for x in [left + width * 0.06, left + width * 0.76] {
      sketch.fill(.rectangle(x, foot.y - width * 0.16, width * 0.18, width * 0.18), .grey(0.08))
    }
    let body = isLorry ? 1 : 0.62
    sketch.fill(
      .rounded(Rectangle(left, foot.y - height * body, width, height * (body - 0.1)), radius: width * 0.1),
      scene.color(own, depth: depth, facing: 0.1))
    if !isLorry {
      sketch.fill(
        Path([
          Point(left + width * 0.1, foot.y - height * 0.55), Point(left + width * 0.22, top),
          Point(left + width * 0.78, top), Point(left + width * 0.9, foot.y - height * 0.55),
        ]), scene.color(own, depth: depth, facing: 0.5))
      sketch.fill(
        Path([
          Point(left + width * 0.18, foot.y - height * 0.57), Point(left + width * 0.27, top + height * 0.08),
          Point(left + width * 0.73, top + height * 0.08), Point(left + width * 0.82, foot.y - height * 0.57),
        ]), scene.color(Color(0x2E3C48), depth: depth, facing: 0.2))
    }
    drawLights(&sketch, scene)
  }

  private func drawLights(_ sketch: inout Sketch, _ scene: Scene) {
    let isOn = [.night, .dusk, .rain, .storm, .fog, .snow].contains(scene.sky)
    let light = comesNearer ? Color(0xFFF6D8) : Color(0xFF3A2A)
    for side in [-1.0, 1] {
      let lamp = Point(foot.x + side * width * 0.37, foot.y - width * 0.3)
      if isOn {
        let glow = width * (comesNearer ? 0.55 : 0.3)
        sketch.canvas.fill(
          .disc(lamp, glow),
          .radial(center: lamp, radius: glow, stops: [(0, light.opacity(0.75)), (1, light.opacity(0))]))
      }
      sketch.fill(
        .disc(lamp, width * 0.08), isOn ? light : scene.color(light, depth: depth, facing: 0))
    }
  }
}
