import Drawing
import Foundation

/// Dunes with sharp crests, sometimes table mountains behind them; cacti, stones and dry bushes.
enum Desert {
  static func draw(_ sketch: inout Sketch, _ scene: Scene) {
    let horizon = scene.horizon
    if sketch.chance(0.5) { drawTables(&sketch, scene) }
    sketch.canvas.fill(
      .rectangle(Scene.left, horizon, Scene.right - Scene.left, Scene.bottom - horizon),
      scene.ground(sand(scene)))
    let dunes = Int(sketch.between(3, 6))
    for dune in 0..<dunes {
      let nearness = Double(dune) / Double(dunes)
      drawDune(
        &sketch, scene, y: horizon + (112 - horizon) * nearness * nearness,
        height: 8 + 20 * nearness, depth: 0.8 * (1 - nearness) * (1 - nearness))
    }
    drawPlants(&sketch, scene)
  }

  private static func sand(_ scene: Scene) -> Color { scene.seasonal(.sand) }

  private static func drawTables(_ sketch: inout Sketch, _ scene: Scene) {
    let own = scene.snowed(Color(0xAD6844), Surface.rock.snow)
    for _ in 0..<Int(sketch.between(1, 4)) {
      let center = sketch.between(0, 128)
      let half = sketch.between(6, 20)
      let top = scene.horizon - sketch.between(8, 26)
      let foot = half + sketch.between(5, 12)
      let shoulder = top + (scene.horizon - top) * 0.55
      let side = scene.lightSide(of: center)
      let edge = center + half * sketch.between(-0.4, 0.4)
      func face(_ s: Double) -> Path {
        Path([
          Point(edge, top), Point(center + s * half, top + 1), Point(center + s * half * 1.05, shoulder),
          Point(center + s * foot, scene.horizon + 3), Point(edge, scene.horizon + 3),
        ])
      }
      sketch.fill(face(side), scene.color(own, depth: 0.55, facing: 0.7))
      sketch.fill(face(-side), scene.color(own, depth: 0.55, facing: -0.6))
      for layer in 1...2 {
        let y = top + (shoulder - top) * Double(layer) / 3
        sketch.line(
          .line(Point(center - half, y), Point(center + half, y)),
          scene.color(own, depth: 0.55, facing: -0.7).opacity(0.5), width: 0.7)
      }
    }
  }

  private static func drawDune(
    _ sketch: inout Sketch, _ scene: Scene, y: Double, height: Double, depth: Double
  ) {
    let top = Point(sketch.between(8, 120), y - height * sketch.between(0.2, 0.8))
    let (left, right) = (slope(height, &sketch), slope(height, &sketch))
    // Pointed at the crest, hollow below: between a cone and a bell.
    let line = stride(from: Scene.left, through: Scene.right, by: 4).map { x in
      let (width, drop) = x < top.x ? left : right
      return Point(x, top.y + drop * (1 - exp(-pow(abs(x - top.x) / width, 1.4))))
    }
    let own = sand(scene)
    sketch.land(
      line,
      .linear(
        from: Point(0, top.y), to: Point(0, top.y + height * 3),
        stops: [
          (0, scene.color(own, depth: depth, facing: 0.75)), (1, scene.color(own, depth: depth, facing: 0)),
        ]))
    drawLee(&sketch, scene, line: line, top: top, height: height, depth: depth)
    if depth < 0.2 { drawRipples(&sketch, scene, below: y + height) }
  }

  /// How wide one side of a dune is and how far it drops.
  private static func slope(_ height: Double, _ sketch: inout Sketch) -> (width: Double, drop: Double) {
    (sketch.between(18, 60), height * sketch.between(0.6, 1.6))
  }

  /// The side away from the light: from the crest down along a winding edge, and lost in the sand below.
  private static func drawLee(
    _ sketch: inout Sketch, _ scene: Scene, line: [Point], top: Point, height: Double, depth: Double
  ) {
    let side = -scene.lightSide(of: top.x)
    let far = side < 0 ? Scene.left : Scene.right
    let ridge = line.filter { ($0.x - top.x) * side > 0 }.sorted { ($0.x - $1.x) * side < 0 }
    let foot = Point(
      top.x + side * height * sketch.between(0, 1.2), top.y + height * sketch.between(2.2, 3))
    var lee = Path([Point(far, foot.y)] + ridge.reversed() + [top], closed: false)
    lee.curve(
      to: foot, Point(top.x - side * height * sketch.between(0.2, 0.9), top.y + height * 0.8),
      Point(top.x + side * height * sketch.between(0.8, 1.8), top.y + height * 1.1))
    lee.close()
    let own = sand(scene).toward(scene.snowed(Color(0xA8703F), 0.9), 0.3)
    sketch.canvas.fill(
      lee,
      .linear(
        from: Point(0, top.y), to: Point(0, top.y + height * 2.2),
        stops: [
          (0, scene.color(own, depth: depth, facing: -0.75)),
          (0.45, scene.color(own, depth: depth, facing: -0.6).opacity(0.8)),
          (1, scene.color(own, depth: depth, facing: -0.3).opacity(0)),
        ]))
  }

  private static func drawRipples(_ sketch: inout Sketch, _ scene: Scene, below y: Double) {
    let color = scene.color(sand(scene), depth: 0, facing: -0.9).opacity(0.22)
    var height = y + 4
    while height < 132 {
      let start = sketch.between(-10, 90)
      let length = sketch.between(18, 60)
      sketch.line(
        .smooth([
          Point(start, height), Point(start + length * 0.33, height - 1.4),
          Point(start + length * 0.66, height + 0.8), Point(start + length, height - 0.6),
        ]), color, width: 0.7)
      height += sketch.between(2, 5)
    }
  }
}
