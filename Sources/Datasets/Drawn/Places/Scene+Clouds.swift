import Drawing

/// Clouds as each sky has them.
extension Scene {
  func drawClouds(_ sketch: inout Sketch) {
    switch sky {
    case .noon, .autumn:
      for _ in 0..<Int(sketch.between(1, 6)) { drawHeap(&sketch, opacity: 0.95) }
    case .dawn, .dusk:
      for _ in 0..<Int(sketch.between(3, 10)) { drawBand(&sketch, opacity: sketch.between(0.3, 0.8)) }
    case .night:
      for _ in 0..<Int(sketch.between(0, 5)) { drawBand(&sketch, opacity: sketch.between(0.3, 0.7)) }
    case .overcast, .snow, .fog:
      for _ in 0..<Int(sketch.between(8, 14)) { drawBand(&sketch, opacity: sketch.between(0.2, 0.55)) }
    case .rain: drawCover(&sketch, rows: 4, opacity: 0.6)
    case .storm: drawCover(&sketch, rows: 6, opacity: 0.85)
    }
  }

  /// A heap of cloud with a flat base.
  private func drawHeap(_ sketch: inout Sketch, opacity: Double) {
    let base = sketch.between(8, horizon - 8)
    // Clouds lie in one layer: the nearer to the horizon, the farther away and the smaller.
    let size = (0.35 + 0.65 * (1 - base / horizon)) * sketch.between(0.7, 1.4)
    let width = 26 * size
    let center = sketch.between(-4, 132)
    var heap = Path.ellipse(center: Point(center, base), radiusX: width, radiusY: 2.6 * size)
    let lumps = Int(sketch.between(4, 8))
    for lump in 0..<lumps {
      let along = (Double(lump) + 0.5) / Double(lumps) * 2 - 1
      let radius = (8.5 * (1 - along * along) + 2.5) * size * sketch.between(0.75, 1.2)
      heap += .disc(Point(center + along * width * 0.75, base - radius * 0.55), radius)
    }
    sketch.canvas.fill(
      heap,
      .linear(
        from: Point(0, base - 11 * size), to: Point(0, base + 2 * size),
        stops: [(0, palette.cloud.opacity(opacity)), (1, palette.cloudBase.opacity(opacity * 0.85))]))
  }

  /// A long flat cloud, lit from below at dawn and dusk.
  private func drawBand(_ sketch: inout Sketch, opacity: Double) {
    let y = sketch.between(0, horizon - 3)
    let nearness = 1 - y / horizon
    let center = sketch.between(-10, 138)
    let width = (14 + 34 * nearness) * sketch.between(0.7, 1.4)
    let thickness = (1 + 4.5 * nearness) * sketch.between(0.6, 1.3)
    var band = Path.ellipse(center: Point(center, y), radiusX: width, radiusY: thickness)
    for _ in 0..<2 {
      band += .ellipse(
        center: Point(center + sketch.between(-0.6, 0.6) * width, y + sketch.between(-1, 1) * thickness),
        radiusX: width * sketch.between(0.4, 0.7), radiusY: thickness * sketch.between(0.7, 1.1))
    }
    let (top, base) =
      sky == .dawn || sky == .dusk
      ? (palette.cloudBase, palette.cloud) : (palette.cloud, palette.cloudBase)
    sketch.canvas.fill(
      band,
      .linear(
        from: Point(0, y - thickness), to: Point(0, y + thickness),
        stops: [(0, top.opacity(opacity)), (1, base.opacity(opacity))]))
  }

  /// A closed cover of lumps, row behind row, the nearest and darkest on top.
  private func drawCover(_ sketch: inout Sketch, rows: Int, opacity: Double) {
    for row in 0..<rows {
      let nearness = Double(row + 1) / Double(rows)
      let y = horizon * (0.75 - 0.85 * nearness)
      let size = 5 + 11 * nearness
      var cover = Path()
      var x = sketch.between(-30, -10)
      while x < 150 {
        let radius = size * sketch.between(0.7, 1.3)
        cover += .ellipse(
          center: Point(x, y + sketch.between(-3, 3)), radiusX: radius * 1.6, radiusY: radius)
        x += radius * sketch.between(0.9, 2)
      }
      let top = palette.cloud.toward(palette.cloudBase, nearness * sketch.between(0.3, 0.7))
      sketch.canvas.fill(
        cover,
        .linear(
          from: Point(0, y - size), to: Point(0, y + size),
          stops: [(0, top.opacity(opacity)), (1, palette.cloudBase.opacity(opacity))]))
    }
  }
}
