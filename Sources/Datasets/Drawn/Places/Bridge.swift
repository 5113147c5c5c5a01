import Drawing

/// A bridge over water: hung from cables, held by stays, or standing on arches.
enum Bridge {
  private enum Kind { case suspension, stays, arches }

  static func draw(_ sketch: inout Sketch, _ scene: Scene) {
    let water = scene.horizon
    Water.drawSurface(&sketch, scene, top: water - 1)
    let kind = sketch.choose([(Kind.suspension, 5), (.stays, 2), (.arches, 3)])
    let line = water + sketch.between(2, 9)
    Water.drawMirrored(&sketch, scene, at: water, veil: 0.3) { sketch in
      Backdrop.draw(
        &sketch, scene, at: water, [(.hills, 4), (.city, 2), (.wood, 1), (.peaks, 1), (.nothing, 0.5)])
    }
    Water.drawMirrored(&sketch, scene, at: line, veil: 0.12) { sketch in
      switch kind {
      case .suspension: drawHung(&sketch, scene, water: line, straightStays: false)
      case .stays: drawHung(&sketch, scene, water: line, straightStays: true)
      case .arches: drawArches(&sketch, scene, water: line)
      }
    }
    Water.drawRipples(&sketch, scene, top: line, count: scene.sky == .storm ? 90 : 50)
    drawBank(&sketch, scene)
  }

  /// Towers, and a deck that hangs from them: by a parabola of cable, or by straight stays.
  private static func drawHung(
    _ sketch: inout Sketch, _ scene: Scene, water: Double, straightStays: Bool
  ) {
    let own = sketch.choose([
      (Color(0xC0492F), 3), (Color(0x8A98A4), 3), (Color(0xD8D4C8), 1.5), (Color(0x4F6F62), 1),
    ])
    let (lit, shade) = (
      scene.color(own, depth: 0.15, facing: 0.5), scene.color(own, depth: 0.15, facing: -0.6)
    )
    let deck = water - sketch.between(12, 22)
    let top = max(8, deck - sketch.between(28, 52))
    let span = sketch.between(58, 100)
    let first = sketch.between(64 - span, 64 - span * 0.2)
    let towers = [first - span, first, first + span, first + 2 * span]
    let sag = deck - sketch.between(3, 6)
    var hangers = Path()
    for (left, right) in zip(towers, towers.dropFirst()) {
      let steps = straightStays ? 14 : 18
      for step in 1..<steps {
        let part = Double(step) / Double(steps)
        let x = left + (right - left) * part
        hangers.move(to: Point(x, deck))
        if straightStays {
          let tower = part < 0.5 ? left : right
          let near = abs(part - (part < 0.5 ? 0 : 1)) * 2
          hangers.line(to: Point(tower, top + (deck - top) * 0.45 * (1 - near)))
        } else {
          let bow = 4 * part * (1 - part)
          hangers.line(to: Point(x, top + (sag - top) * bow))
        }
      }
      if !straightStays {
        // A parabola as a cubic curve: both control points at two thirds of the double sag.
        var cable = Path()
        cable.move(to: Point(left, top))
        let low = top + (sag - top) * 4 / 3
        cable.curve(
          to: Point(right, top), Point(left + (right - left) / 3, low), Point(right - (right - left) / 3, low)
        )
        sketch.line(cable, shade, width: 1.3)
      }
    }
    sketch.line(hangers, shade.opacity(0.75), width: 0.45)
    for tower in towers {
      for leg in [-2.6, 1.4] {
        sketch.fill(.rectangle(tower + leg, top - 2, 1.6, water - top + 2), leg < 0 ? lit : shade)
      }
      for beam in [0.05, 0.3, 0.55] {
        sketch.fill(.rectangle(tower - 2.6, top + (deck - top) * beam, 5.6, 1.4), lit)
      }
      sketch.fill(.rectangle(tower - 5, water - 4, 10, 4), scene.color(.concrete, depth: 0.1, facing: -0.1))
    }
    drawDeck(&sketch, scene, y: deck, color: lit, shade: shade)
  }

  static func drawDeck(_ sketch: inout Sketch, _ scene: Scene, y: Double, color: Color, shade: Color) {
    sketch.fill(.rectangle(Scene.left, y, Scene.right - Scene.left, 2.4), color)
    sketch.fill(.rectangle(Scene.left, y + 2.4, Scene.right - Scene.left, 1.6), shade)
    if scene.sky == .snow {
      sketch.fill(
        .rectangle(Scene.left, y - 0.8, Scene.right - Scene.left, 1.2), scene.color(.white, depth: 0.1))
    }
    guard sketch.chance(scene.sky.litShare * 1.5) else { return }
    var lamps = Path()
    for x in stride(from: -2.0, to: 132, by: 7) { lamps += .disc(Point(x, y - 2), 0.8) }
    sketch.fill(lamps, scene.lamp(depth: 0.1))
  }

  private static func drawBank(_ sketch: inout Sketch, _ scene: Scene) {
    guard sketch.chance(0.7) else { return }
    let fromLeft = sketch.chance(0.5)
    let bank = sketch.bank(fromLeft: fromLeft)
    sketch.land(bank, .flat(scene.color(.grass, depth: 0, facing: -0.2)))
    for _ in 0..<Int(sketch.between(1, 4)) {
      let x = fromLeft ? sketch.between(-6, 30) : sketch.between(98, 134)
      Trees.drawBroadleaf(
        &sketch, scene, at: Point(x, bank.height(at: x) + 4), height: sketch.between(18, 38), depth: 0)
    }
  }
}
