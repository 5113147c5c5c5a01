import Drawing

/// Peaks with a side in the light, a side in the shade and snow on top; before them foothills, firs, sometimes water.
enum Mountains {
  static func draw(_ sketch: inout Sketch, _ scene: Scene) {
    let horizon = scene.horizon
    drawRange(
      &sketch, scene, tops: (horizon - 46)...(horizon - 22), base: horizon + 12, depth: 0.75, peaks: 4)
    drawRange(
      &sketch, scene, tops: (horizon - 70)...(horizon - 32), base: horizon + 12, depth: 0.38,
      peaks: Int(sketch.between(1, 4)))
    drawFoothills(&sketch, scene)
  }

  /// Peaks side by side, the lower before the higher ones.
  static func drawRange(
    _ sketch: inout Sketch, _ scene: Scene, tops: ClosedRange<Double>, base: Double, depth: Double, peaks: Int
  ) {
    let snow = sketch.between(0.1, 0.55)
    let step = 150 / Double(peaks)
    let places = (0..<peaks).map { peak in
      Point(
        -11 + step * (Double(peak) + sketch.between(0.1, 0.9)),
        max(8, sketch.between(tops.lowerBound, tops.upperBound)))
    }
    for top in places.sorted(by: { $0.y < $1.y }) {
      Peak(top: top, base: base, &sketch).draw(&sketch, scene, depth: depth, snow: snow)
    }
  }

  private static func drawFoothills(_ sketch: inout Sketch, _ scene: Scene) {
    let horizon = scene.horizon
    let conifers = sketch.chance(scene.sky == .autumn ? 0.4 : 0.8)
    let far = sketch.rolling(horizon + 2, swing: 5, waves: 2)
    Trees.drawRow(&sketch, scene, along: far, height: 6, depth: 0.4, conifers: conifers)
    let wood = scene.seasonal(.grass).toward(scene.seasonal(conifers ? .needles : .leaves), 0.5)
    sketch.land(far, scene.ground(wood))
    let near = sketch.rolling(horizon + sketch.between(14, 24), swing: 6, waves: 1.2)
    let hasLake = sketch.chance(0.25)
    if hasLake {
      let water = horizon + sketch.between(8, 12)
      Water.drawSurface(&sketch, scene, top: water)
      Water.drawRipples(&sketch, scene, top: water, count: 30)
    } else {
      Trees.drawRow(
        &sketch, scene, along: near, height: sketch.between(8, 14), depth: 0.15, conifers: conifers)
    }
    let lift = hasLake ? sketch.between(12, 26) : 0
    sketch.land(near.map { Point($0.x, $0.y + lift) }, scene.ground(.grass))
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
