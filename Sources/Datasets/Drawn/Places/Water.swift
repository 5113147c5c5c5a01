import Drawing

/// Still and moving water, and what it mirrors.
enum Water {
  /// Water from `top` to the lower border, in the sky's own colours turned upside down.
  static func drawSurface(_ sketch: inout Sketch, _ scene: Scene, top: Double, own: Color = Color(0x3E7A94)) {
    let palette = scene.palette
    let deep = scene.color(own, depth: 0, facing: -0.3)
    sketch.canvas.fill(
      .rectangle(Scene.left, top, Scene.right - Scene.left, Scene.bottom - top),
      .linear(
        from: Point(0, top), to: Point(0, 132),
        stops: [
          (0, palette.horizon.toward(deep, 0.25)), (0.3, palette.middle.toward(deep, 0.45)),
          (1, palette.zenith.toward(deep, 0.7)),
        ]))
  }

  /// Ripples from `top` to `bottom`: short level lines, wider toward the viewer, lighter and darker in turn; below
  /// a sun that is in sight they glitter.
  static func drawRipples(
    _ sketch: inout Sketch, _ scene: Scene, top: Double, bottom: Double = 132, count: Int
  ) {
    var (light, dark) = (Path(), Path())
    for ripple in 0..<count {
      let nearness = sketch.between(0, 1)
      let y = top + 1 + (bottom - top) * nearness * nearness
      let half = (1.5 + 9 * nearness) * sketch.between(0.5, 1.5)
      let spot = Path.ellipse(
        center: Point(sketch.between(-6, 134), y), radiusX: half, radiusY: 0.22 + 0.45 * nearness)
      if ripple % 2 == 0 { light += spot } else { dark += spot }
    }
    sketch.fill(light, scene.palette.horizon.opacity(0.35))
    sketch.fill(dark, scene.color(Color(0x2C5266), depth: 0, facing: -0.6).opacity(0.35))
    guard let glitter = scene.glitter else { return }
    var path = Path()
    for _ in 0..<count {
      let nearness = sketch.between(0, 1)
      let y = top + 0.5 + (bottom - top) * nearness
      let spread = 3 + 10 * nearness
      path += .ellipse(
        center: Point(scene.sun.x + sketch.around(0, 0.6) * spread, y),
        radiusX: sketch.between(0.8, 3) * (0.5 + nearness), radiusY: 0.25 + 0.35 * nearness)
    }
    sketch.fill(path, glitter)
  }

  /// Draws what stands on the waterline at `y`, and its mirror image under a veil of water.
  static func drawMirrored(
    _ sketch: inout Sketch, _ scene: Scene, at y: Double, veil: Double,
    _ body: (inout Sketch) -> Void
  ) {
    // The same chances give the same shore, upside down and a little shortened.
    var mirrored = sketch
    let flip = Transform.translation(0, -y).then(.scale(1, -0.85)).then(.translation(0, y))
    sketch.canvas.clipped(to: .rectangle(Scene.left, y, Scene.right - Scene.left, Scene.bottom - y)) {
      mirrored.canvas.transformed(by: flip) { body(&mirrored) }
    }
    let water = scene.palette.middle.toward(scene.color(Color(0x3E7A94), depth: 0, facing: -0.4), 0.6)
    sketch.canvas.fill(
      .rectangle(Scene.left, y, Scene.right - Scene.left, Scene.bottom - y),
      .linear(
        from: Point(0, y), to: Point(0, 128),
        stops: [(0, water.opacity(veil)), (1, water.opacity(min(1, veil + 0.35)))]))
    body(&sketch)
  }
}

extension Scene {
  /// The colour in which water throws the sun's or the moon's light back, if either is in sight.
  var glitter: Color? {
    switch sky {
    case .dawn: Color(0xFFF0C8).opacity(0.65)
    case .noon: Color.white.opacity(0.55)
    case .dusk: Color(0xFFC070).opacity(0.75)
    case .night: Color(0xDCE4FF).opacity(0.4)
    case .autumn: Color(0xFFF0C8).opacity(0.55)
    case .overcast, .rain, .snow, .fog, .storm: nil
    }
  }
}
