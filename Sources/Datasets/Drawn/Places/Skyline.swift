import Drawing

/// Towers behind towers; before them water or a park.
enum Skyline {
  static func draw(_ sketch: inout Sketch, _ scene: Scene) {
    let base = scene.horizon
    func drawTowers(_ sketch: inout Sketch) {
      drawRow(&sketch, scene, base: base, heights: 20...60, widths: 6...12, depth: 0.8)
      drawRow(&sketch, scene, base: base, heights: 26...78, widths: 9...15, depth: 0.42)
      drawRow(&sketch, scene, base: base, heights: 14...52, widths: 11...20, depth: 0.1)
    }
    if sketch.chance(0.5) {
      Water.drawSurface(&sketch, scene, top: base)
      Water.drawMirrored(&sketch, scene, at: base, veil: 0.35, drawTowers)
      Water.drawRipples(&sketch, scene, top: base, count: 40)
    } else {
      drawTowers(&sketch)
      drawPark(&sketch, scene)
    }
  }

  private static func drawRow(
    _ sketch: inout Sketch, _ scene: Scene, base: Double, heights: ClosedRange<Double>,
    widths: ClosedRange<Double>, depth: Double
  ) {
    var x = sketch.between(-20, -8)
    while x < 134 {
      let width = sketch.between(widths.lowerBound, widths.upperBound)
      if sketch.chance(0.85) {
        let height = sketch.between(heights.lowerBound, heights.upperBound)
        Tower(x: x, width: width, top: base - height, base: base, depth: depth, &sketch).draw(&sketch, scene)
      }
      x += width * sketch.between(0.9, 1.25)
    }
  }

  private static func drawPark(_ sketch: inout Sketch, _ scene: Scene) {
    let edge = sketch.rolling(scene.horizon + 2, swing: 1.5, waves: 2)
    Trees.drawRow(&sketch, scene, along: edge, height: 9, depth: 0.1, conifers: false)
    sketch.land(edge, scene.ground(.grass))
    if sketch.chance(0.5) {
      let trail = Trail(
        vanishing: Point(sketch.between(30, 98), scene.horizon), near: Point(sketch.between(10, 118), 128),
        halfWidth: sketch.between(10, 24), bend: sketch.between(-30, 30))
      sketch.canvas.fill(trail.strip(-1, 1), scene.ground(.concrete))
    }
    for _ in 0..<Int(sketch.between(1, 5)) {
      Trees.drawBroadleaf(
        &sketch, scene, at: Point(sketch.between(0, 128), sketch.between(scene.horizon + 8, 130)),
        height: sketch.between(14, 30), depth: 0)
    }
  }
}
