import Drawing

/// The sea, the line where it meets the sand, and what people and palms put there.
enum Beach {
  static func draw(_ sketch: inout Sketch, _ scene: Scene) {
    let horizon = scene.horizon
    if sketch.chance(0.45) { drawHeadland(&sketch, scene) }
    Water.drawSurface(&sketch, scene, top: horizon, own: Color(0x2E8FA8))
    Water.drawRipples(&sketch, scene, top: horizon, bottom: 110, count: 26)
    if sketch.chance(0.4) { drawSail(&sketch, scene) }
    // From left to right the shore comes nearer.
    let slant = sketch.between(4, 40)
    let middle = sketch.between(horizon + 18, 98)
    let shore = sketch.rolling(middle, swing: 3.5, waves: 1.5).map {
      Point($0.x, $0.y + slant * ($0.x / 128 - 0.5))
    }
    drawSurf(&sketch, scene, shore)
    drawSand(&sketch, scene, shore)
    drawGuests(&sketch, scene, shore)
  }

  private static func drawHeadland(_ sketch: inout Sketch, _ scene: Scene) {
    let start = sketch.between(40, 100)
    let height = sketch.between(6, 20)
    var line = [Point(start, scene.horizon + 1)]
    for step in 1...5 {
      line.append(
        Point(
          start + Double(step) * 22,
          scene.horizon - height * min(1, Double(step) / 3) * sketch.between(0.7, 1.2)))
    }
    line.append(Point(Scene.right + 20, scene.horizon + 1))
    sketch.fill(.smooth(line, closed: true), scene.color(.rock, depth: 0.7, facing: -0.1))
  }

  private static func drawSail(_ sketch: inout Sketch, _ scene: Scene) {
    let size = sketch.between(5, 11)
    let foot = Point(sketch.between(10, 100), scene.horizon + size * 0.35)
    let depth = 0.4
    sketch.fill(
      Path([
        Point(foot.x, foot.y - size), Point(foot.x, foot.y - size * 0.15),
        Point(foot.x + size * 0.6, foot.y - size * 0.15),
      ]), scene.color(.white, depth: depth, facing: 0.8))
    sketch.fill(
      Path([
        Point(foot.x - size * 0.08, foot.y - size * 0.85), Point(foot.x - size * 0.08, foot.y - size * 0.15),
        Point(foot.x - size * 0.4, foot.y - size * 0.15),
      ]), scene.color(Color(0xE8E4DA), depth: depth, facing: 0))
    sketch.fill(
      Path([
        Point(foot.x - size * 0.45, foot.y - size * 0.1), Point(foot.x + size * 0.6, foot.y - size * 0.1),
        Point(foot.x + size * 0.4, foot.y + size * 0.1), Point(foot.x - size * 0.3, foot.y + size * 0.1),
      ]), scene.color(Color(0x8A3B32), depth: depth))
  }

  /// Shallow water and the breakers that run up to the shore.
  private static func drawSurf(_ sketch: inout Sketch, _ scene: Scene, _ shore: [Point]) {
    let shallow = scene.color(Color(0x7CCFC4), depth: 0.1, facing: 0.2)
    let lifted = shore.map { Point($0.x, $0.y - 14) }
    sketch.canvas.fill(
      .land(lifted),
      .linear(
        from: Point(0, shore.height(at: 64) - 16), to: Point(0, shore.height(at: 64)),
        stops: [(0, shallow.opacity(0)), (1, shallow.opacity(0.75))]))
    let foam = scene.color(Color(0xFAFDFF), depth: 0.1, facing: 0.7)
    let isRough = scene.sky == .storm
    for breaker in 0..<Int(sketch.between(2, isRough ? 7 : 5)) {
      let lift = 4 + 5.5 * Double(breaker)
      let from = sketch.between(-20, 60)
      let crest = shore.filter { $0.x > from && $0.x < from + 90 }.map {
        Point($0.x, $0.y - lift + sketch.between(-1, 1))
      }
      sketch.line(
        .smooth(crest), foam.opacity(sketch.between(0.4, 0.9)),
        width: sketch.between(0.6, isRough ? 2.6 : 1.6) * (1 - 0.1 * Double(breaker)))
    }
  }

  private static func drawSand(_ sketch: inout Sketch, _ scene: Scene, _ shore: [Point]) {
    let own = scene.seasonal(.sand)
    let top = shore.height(at: 64)
    sketch.land(shore.map { Point($0.x, $0.y - 2) }, .flat(scene.color(.white, depth: 0.1, facing: 0.7)))
    sketch.land(shore, .flat(scene.color(own.times(Color(0xC8B8A8)), depth: 0.05)))
    sketch.land(
      shore.map { Point($0.x, $0.y + 5) },
      .linear(
        from: Point(0, top), to: Point(0, 128),
        stops: [(0, scene.color(own, depth: 0.1, facing: 0.6)), (1, scene.color(own, depth: 0, facing: 0.2))])
    )
    var grains = Path()
    for _ in 0..<24 {
      let x = sketch.between(0, 128)
      let y = sketch.between(shore.height(at: x) + 8, 132)
      grains += .ellipse(center: Point(x, y), radiusX: sketch.between(0.6, 2.4), radiusY: 0.4)
    }
    sketch.fill(grains, scene.color(own, depth: 0, facing: -0.7).opacity(0.35))
  }
}
