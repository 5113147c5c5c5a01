import Drawing

/// What a garment is made of: how light it is, and what is woven into it or printed on it.
struct Fabric {
  enum Pattern {
    case plain, crossStripes, lengthStripes, checks, flowers, patches, fade, chestPrint, lettering, yoke
  }

  /// From 0, black, to 1, white.
  var tone: Double
  var pattern: Pattern
  /// How much lighter (or darker, below 0) the pattern is than the fabric.
  var contrast: Double
  /// Distance from stripe to stripe or flower to flower.
  var spacing: Double

  /// A fabric with one of `patterns`, each as likely as its weight says.
  init(_ sketch: inout Sketch, _ patterns: [(Pattern, Double)]) {
    // Most clothes in the photographs are light on their black ground; some are nearly as dark as it.
    tone = sketch.chance(0.16) ? sketch.between(0.18, 0.45) : sketch.between(0.5, 1)
    pattern = sketch.choose(patterns)
    let strength = sketch.between(0.15, 0.75)
    let isDarker = (tone > 0.55) == sketch.chance(0.85)
    contrast = isDarker ? -strength : strength
    spacing = sketch.between(1.8, 4.5)
  }

  /// The paint of a part that is `change` lighter or darker than the rest.
  func paint(_ change: Double = 0) -> Paint { .grey(min(max(tone + change, 0.06), 1)) }

  /// Puts the pattern over everything that was drawn inside `outline`.
  func cover(_ outline: Path, _ sketch: inout Sketch) {
    guard pattern != .plain else { return }
    var inner = sketch
    sketch.canvas.clipped(to: outline) { drawPattern(&inner) }
    sketch.random = inner.random
  }

  private func drawPattern(_ sketch: inout Sketch) {
    let canvas = sketch.canvas
    switch pattern {
    case .plain: break
    case .crossStripes:
      let width = spacing * sketch.between(0.25, 0.6)
      var y = sketch.between(0, spacing)
      while y < 28 {
        canvas.fill(.rectangle(-4, y, 36, width), .change(contrast))
        y += spacing
      }
    case .lengthStripes:
      let width = spacing * sketch.between(0.2, 0.5)
      var x = sketch.between(0, spacing)
      while x < 28 {
        canvas.fill(.rectangle(x, -4, width, 36), .change(contrast * 0.8))
        x += spacing
      }
    case .checks:
      let width = spacing * sketch.between(0.25, 0.5)
      var place = sketch.between(0, spacing)
      while place < 28 {
        canvas.fill(.rectangle(place, -4, width, 36), .change(contrast * 0.55))
        canvas.fill(.rectangle(-4, place, 36, width), .change(contrast * 0.55))
        place += spacing
      }
    case .flowers: scatter(&sketch, count: Int(150 / spacing), size: 0.4...1.0)
    case .patches: scatter(&sketch, count: 16, size: 1.2...2.8)
    case .fade:
      let upward = sketch.chance(0.5)
      canvas.fill(
        .rectangle(-4, -4, 36, 36),
        .linear(
          from: Point(14, upward ? 26 : 3), to: Point(14, upward ? 3 : 26),
          stops: [
            (0, .grey(contrast > 0 ? 1 : 0, opacity: abs(contrast))),
            (1, .grey(contrast > 0 ? 1 : 0, opacity: 0)),
          ]))
    case .chestPrint:
      let center = Point(sketch.around(14, 0.4), sketch.between(9, 13.5))
      let size = sketch.between(1.6, 3.6)
      let shape =
        sketch.chance(0.5)
        ? Path.ellipse(center: center, radiusX: size, radiusY: size * sketch.between(0.7, 1.2))
        : Path.rectangle(center.x - size, center.y - size * 0.6, 2 * size, size * 1.2)
      canvas.fill(shape, .change(contrast))
      if sketch.chance(0.5) {
        canvas.fill(.ellipse(center: center, radiusX: size * 0.45, radiusY: size * 0.4), .change(-contrast))
      }
    case .lettering:
      let top = sketch.between(8.5, 12)
      for line in 0..<(sketch.chance(0.4) ? 2 : 1) {
        let half = sketch.between(2, 4.2)
        let y = top + Double(line) * 2
        canvas.stroke(
          Path([Point(14 - half, y), Point(14 + half, y)], closed: false), .change(contrast),
          Stroke(width: 1.1, isRound: false, dashes: [0.9, 0.3, 0.5, 0.35]))
      }
    case .yoke:
      canvas.fill(.rectangle(-4, -4, 36, sketch.between(11, 18)), .change(contrast * 0.8))
    }
  }

  private func scatter(_ sketch: inout Sketch, count: Int, size: ClosedRange<Double>) {
    for _ in 0..<count {
      let center = Point(sketch.between(3, 25), sketch.between(1, 27))
      let radius = sketch.between(size.lowerBound, size.upperBound)
      let change = contrast * sketch.between(-0.4, 1)
      sketch.canvas.fill(
        .ellipse(center: center, radiusX: radius, radiusY: radius * sketch.between(0.6, 1.2)), .change(change)
      )
    }
  }
}
