import Drawing

/// One tower of a city.
struct Tower {
  private enum Top { case flat, stepped, spire, slanted, dome }

  private let x: Double
  private let width: Double
  private let top: Double
  private let base: Double
  private let depth: Double
  private let roof: Top
  private let own: Color

  init(x: Double, width: Double, top: Double, base: Double, depth: Double, _ sketch: inout Sketch) {
    (self.x, self.width, self.top, self.base, self.depth) = (x, width, top, base, depth)
    roof = sketch.choose([(.flat, 5), (.stepped, 2.5), (.spire, 1.2), (.slanted, 1.2), (.dome, 0.4)])
    own = sketch.choose([
      (Color(0x8496A8), 3), (Color(0x9AA0A4), 2), (Color(0xB59C82), 1.6), (Color(0x9C6A54), 1.2),
      (Color(0x5F7488), 2), (Color(0xC9C2B4), 1.2),
    ])
  }

  func draw(_ sketch: inout Sketch, _ scene: Scene) {
    let side = scene.lightSide(of: x + width / 2)
    sketch.canvas.fill(
      outline,
      .linear(
        from: Point(0, top), to: Point(0, base),
        stops: [
          (0, scene.color(own, depth: depth, facing: 0.35)),
          (1, scene.color(own, depth: min(1, depth + 0.2), facing: 0.1)),
        ]))
    // A flank in the shade gives the tower its depth.
    let flank = width * 0.3
    sketch.fill(
      .rectangle(side < 0 ? x + width - flank : x, top, flank, base - top),
      scene.color(own, depth: depth, facing: -0.7).opacity(0.7))
    if scene.sky == .snow {
      sketch.fill(.rectangle(x, top - 0.8, width, 1.6), scene.color(.white, depth: depth, facing: 0.6))
    }
    if depth < 0.7 { drawWindows(&sketch, scene) }
  }

  private var outline: Path {
    var path = Path.rectangle(x, top, width, base - top)
    let middle = x + width / 2
    switch roof {
    case .flat: break
    case .stepped:
      path += .rectangle(x + width * 0.18, top - width * 0.35, width * 0.64, width * 0.4)
      path += .rectangle(x + width * 0.36, top - width * 0.7, width * 0.28, width * 0.4)
    case .spire:
      path += Path([
        Point(x + width * 0.15, top), Point(middle, top - width * 0.9), Point(x + width * 0.85, top),
      ])
      path += .rectangle(middle - 0.35, top - width * 1.6, 0.7, width)
    case .slanted:
      path += Path([Point(x, top), Point(x + width, top - width * 0.6), Point(x + width, top)])
    case .dome:
      path += .ellipse(center: Point(middle, top), radiusX: width * 0.42, radiusY: width * 0.4)
    }
    return path
  }

  private func drawWindows(_ sketch: inout Sketch, _ scene: Scene) {
    let isNear = depth < 0.3
    let (across, down) = isNear ? (2.6, 3.4) : (2.0, 2.8)
    let columns = max(1, Int((width - 1.4) / across))
    let margin = (width - Double(columns) * across) / 2
    var (dark, lit) = (Path(), Path())
    let share = scene.sky.litShare * sketch.between(0.5, 1.2)
    var y = top + 2
    while y < base - 2 {
      for column in 0..<columns {
        let window = Path.rectangle(
          x + margin + (Double(column) + 0.22) * across, y, across * 0.56, down * 0.56)
        if sketch.chance(share) { lit += window } else { dark += window }
      }
      y += down
    }
    let glass = scene.palette.zenith.toward(scene.color(Color(0x2E3E4E), depth: depth, facing: 0), 0.75)
    sketch.fill(dark, scene.hazy(glass, depth: depth).opacity(0.75))
    sketch.fill(lit, scene.lamp(depth: depth))
  }
}
