import Drawing

/// Peaks with a side in the light, a side in the shade and snow on top; foothills and firs before them.
enum Mountains {
  static func draw(_ sketch: inout Sketch, _ scene: Scene) {
    let horizon = scene.horizon
    drawRange(&sketch, scene, tops: (horizon - 46)...(horizon - 22), depth: 0.75, peaks: 4)
    let high = (horizon - 70)...(horizon - 36)
    drawRange(&sketch, scene, tops: high, depth: 0.38, peaks: Int(sketch.between(1, 4)))
    drawFoothills(&sketch, scene)
  }

  private static func drawRange(
    _ sketch: inout Sketch, _ scene: Scene, tops: ClosedRange<Double>, depth: Double, peaks: Int
  ) {
    let snow = sketch.between(0.15, 0.55)
    var places = (0..<peaks).map { peak in
      let step = 150 / Double(peaks)
      return Point(
        -11 + step * (Double(peak) + sketch.between(0.1, 0.9)),
        max(8, sketch.between(tops.lowerBound, tops.upperBound)))
    }
    // Lower peaks stand before higher ones.
    places.sort { $0.y < $1.y }
    for top in places {
      Peak(top: top, base: scene.horizon + 12, &sketch).draw(&sketch, scene, depth: depth, snow: snow)
    }
  }

  private static func drawFoothills(_ sketch: inout Sketch, _ scene: Scene) {
    let horizon = scene.horizon
    let conifers = scene.sky != .autumn || sketch.chance(0.4)
    let far = sketch.rolling(horizon + 2, swing: 5, waves: 2)
    Trees.drawRow(&sketch, scene, along: far, height: 6, depth: 0.4, conifers: conifers)
    sketch.land(far, scene.ground(scene.seasonal(.grass).toward(scene.seasonal(.needles), 0.5)))
    let near = sketch.rolling(horizon + sketch.between(14, 24), swing: 6, waves: 1.2)
    Trees.drawRow(&sketch, scene, along: near, height: sketch.between(8, 14), depth: 0.15, conifers: conifers)
    sketch.land(near, scene.ground(.grass))
    for _ in 0..<Int(sketch.between(0, 5)) {
      let x = sketch.between(0, 128)
      let foot = Point(x, max(near.height(at: x), 108) + sketch.between(6, 22))
      let height = sketch.between(24, 46)
      if conifers {
        Trees.drawConifer(&sketch, scene, at: foot, height: height, depth: 0)
      } else {
        Trees.drawBroadleaf(&sketch, scene, at: foot, height: height * 0.7, depth: 0)
      }
    }
  }
}

/// One peak: two jagged flanks and the spine between them, each as points from the top down.
private struct Peak {
  private let left: [Point]
  private let right: [Point]
  private let spine: [Point]

  init(top: Point, base: Double, _ sketch: inout Sketch) {
    let height = base - top.y
    let steps = 9
    func edge(_ reach: Double, rough: Double, _ sketch: inout Sketch) -> [Point] {
      (0...steps).map { step in
        let part = Double(step) / Double(steps)
        let jitter = step == 0 ? 0 : sketch.between(-1, 1) * rough * height
        return Point(top.x + reach * part + jitter, top.y + height * part + jitter * 0.6)
      }
    }
    left = edge(-height * sketch.between(0.75, 1.35), rough: 0.035, &sketch)
    right = edge(height * sketch.between(0.75, 1.35), rough: 0.035, &sketch)
    spine = edge(height * sketch.between(-0.3, 0.3), rough: 0.075, &sketch)
  }

  func draw(_ sketch: inout Sketch, _ scene: Scene, depth: Double, snow: Double) {
    let isLitFromLeft = scene.lightSide(of: left[0].x) < 0
    let (dark, bright) = isLitFromLeft ? (right, left) : (left, right)
    let rock = scene.seasonal(.rock).toward(Color(0x6F7F8E), 0.35)
    func paint(_ own: Color, _ facing: Double) -> Paint {
      .linear(
        from: Point(0, left[0].y), to: Point(0, scene.horizon + 8),
        stops: [
          (0, scene.color(own, depth: depth, facing: facing)),
          (1, scene.color(own, depth: depth + 0.25, facing: facing)),
        ])
    }
    sketch.canvas.fill(Path(bright + spine.reversed()), paint(rock, 0.7))
    sketch.canvas.fill(Path(dark + spine.reversed()), paint(rock, -0.65))
    let share = scene.sky == .snow ? 0.95 : snow
    let white = Color(0xF8FAFF)
    sketch.canvas.fill(cap(bright, share, &sketch), paint(white, 0.9))
    sketch.canvas.fill(cap(dark, share, &sketch), paint(white, -0.45))
  }

  /// The snow between one flank and the spine, down to `share` of the height, with tongues in the gullies.
  private func cap(_ flank: [Point], _ share: Double, _ sketch: inout Sketch) -> Path {
    let reach = share * Double(flank.count - 1)
    let whole = Int(reach)
    func cut(_ line: [Point]) -> [Point] {
      guard whole + 1 < line.count else { return line }
      return line[...whole] + [line[whole].toward(line[whole + 1], reach - Double(whole))]
    }
    let (outer, inner) = (cut(flank), cut(spine))
    guard let start = outer.last, let end = inner.last else { return Path() }
    let drop = (start.y - flank[0].y) * 0.3
    let teeth = (1...5).map { tooth in
      let place = start.toward(end, Double(tooth) / 6)
      return Point(place.x, place.y + (tooth % 2 == 0 ? 0.7 : -1) * drop * sketch.between(0.3, 1))
    }
    return Path(outer + teeth + inner.reversed())
  }
}
