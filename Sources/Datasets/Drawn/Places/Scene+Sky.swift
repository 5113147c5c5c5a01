import Drawing

/// The sky itself: its light, its stars and its clouds.
extension Scene {
  /// Covers the picture with the sky.
  func drawSky(_ sketch: inout Sketch) {
    let turn = sketch.between(0.35, 0.7)
    sketch.canvas.fill(
      .rectangle(Scene.left, Scene.left, Scene.right - Scene.left, Scene.bottom - Scene.left),
      .linear(
        from: Point(0, sketch.between(-20, 5)), to: Point(0, horizon + 2),
        stops: [(0, palette.zenith), (turn, palette.middle), (1, palette.horizon)]))
    switch sky {
    case .night:
      drawStars(&sketch)
      if sketch.chance(0.75) { drawMoon(&sketch) }
    case .dawn: drawSun(&sketch, Color(0xFFF3CF), radius: sketch.between(4, 7), glow: 46)
    case .dusk: drawSun(&sketch, Color(0xFFD078), radius: sketch.between(6, 11), glow: 58)
    case .noon: drawSun(&sketch, Color(0xFFFDF0), radius: sketch.between(4, 6), glow: 30)
    case .autumn: drawSun(&sketch, Color(0xFFF4D2), radius: sketch.between(4, 7), glow: 54)
    case .overcast, .rain, .snow, .fog, .storm: break
    }
    drawClouds(&sketch)
    if sky == .storm, sketch.chance(0.65) { drawLightning(&sketch) }
  }

  private func drawSun(_ sketch: inout Sketch, _ color: Color, radius: Double, glow: Double) {
    sketch.canvas.fill(
      .disc(sun, glow),
      .radial(
        center: sun, radius: glow,
        stops: [(0, color.opacity(0.85)), (0.25, color.opacity(0.4)), (1, color.opacity(0))]))
    sketch.fill(.disc(sun, radius), color)
  }

  private func drawMoon(_ sketch: inout Sketch) {
    let color = Color(0xF4F0D8)
    let radius = sketch.between(4, 8)
    sketch.canvas.fill(
      .disc(sun, radius * 5),
      .radial(
        center: sun, radius: radius * 5,
        stops: [(0, color.opacity(0.35)), (0.3, color.opacity(0.16)), (1, color.opacity(0))]))
    sketch.fill(.disc(sun, radius), color)
    if sketch.chance(0.5) {
      // A crescent: the sky's own colour covers part of the disc.
      let shift = radius * sketch.between(0.4, 0.8)
      let covered = palette.zenith.toward(palette.middle, min(max(sun.y / horizon * 1.6, 0), 1))
      sketch.fill(.disc(Point(sun.x + shift, sun.y - shift * 0.4), radius * 0.95), covered)
    } else {
      for _ in 0..<3 {
        let spot = Point(
          sun.x + sketch.between(-0.5, 0.5) * radius, sun.y + sketch.between(-0.5, 0.5) * radius)
        sketch.fill(.disc(spot, radius * sketch.between(0.12, 0.25)), Color(0xD8D4BE))
      }
    }
  }

  private func drawStars(_ sketch: inout Sketch) {
    var (faint, bright) = (Path(), Path())
    for _ in 0..<Int(sketch.between(30, 110)) {
      let place = Point(sketch.between(-8, 136), sketch.between(-8, horizon - 4))
      if sketch.chance(0.25) {
        bright += .disc(place, sketch.between(0.5, 0.9))
      } else {
        faint += .disc(place, sketch.between(0.3, 0.6))
      }
    }
    sketch.fill(faint, Color(0xC8D4F4).opacity(0.7))
    sketch.fill(bright, Color(0xFFFFFF))
  }

  private func drawLightning(_ sketch: inout Sketch) {
    var place = Point(sketch.between(16, 112), sketch.between(6, 22))
    let flash = Color(0xDDE6FF)
    sketch.canvas.fill(
      .disc(place, 52),
      .radial(center: place, radius: 52, stops: [(0, flash.opacity(0.5)), (1, flash.opacity(0))]))
    let lean = sketch.between(-0.5, 0.5)
    var bolt = [place]
    while place.y < horizon + 4 {
      let step = sketch.between(4, 9)
      place = Point(place.x + step * lean + sketch.between(-5, 5), place.y + step)
      bolt.append(place)
      if sketch.chance(0.25) {
        let end = Point(place.x + sketch.between(-14, 14), place.y + sketch.between(6, 14))
        let elbow = Point(
          place.x + (end.x - place.x) * 0.3, place.y + (end.y - place.y) * sketch.between(0.4, 0.8))
        sketch.line(Path([place, elbow, end], closed: false), flash.opacity(0.8), width: 0.6)
      }
    }
    let path = Path(bolt, closed: false)
    sketch.line(path, flash.opacity(0.35), width: 3.5)
    sketch.line(path, .white, width: 1.2)
  }
}
