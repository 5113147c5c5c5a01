import Drawing

/// What stands along the road and over it.
extension Highway {
  static func drawRails(_ sketch: inout Sketch, _ scene: Scene, _ road: Trail) {
    let steel = scene.color(.steel, depth: 0.1, facing: 0.4)
    for side in [-1.0, 1] where sketch.chance(0.75) {
      let scales = stride(from: 0.05, through: 1.2, by: 0.115).map { $0 }
      let tops = scales.map { scale in
        let foot = road.point(side * 1.08, scale)
        return Point(foot.x, foot.y - 13 * scale)
      }
      let bottoms = scales.map { scale in
        let foot = road.point(side * 1.08, scale)
        return Point(foot.x, foot.y - 9 * scale)
      }
      sketch.fill(Path(tops + bottoms.reversed()), steel)
      for scale in [0.12, 0.2, 0.32, 0.5, 0.8] {
        let foot = road.point(side * 1.08, scale)
        sketch.line(
          .line(foot, Point(foot.x, foot.y - 12 * scale)), scene.color(.steel, depth: 0.1, facing: -0.6),
          width: 1.6 * scale)
      }
    }
  }

  static func drawLamps(_ sketch: inout Sketch, _ scene: Scene, _ road: Trail) {
    let isLit = sketch.chance(scene.sky.litShare * 1.6)
    let side: Double = sketch.chance(0.5) ? 1 : -1
    let first = sketch.between(1.2, 1.8)
    for lamp in 0..<6 {
      let scale = 1 / (first + 1.15 * Double(5 - lamp))
      let depth = 0.7 * (1 - scale)
      let foot = road.point(side * 1.16, scale)
      let top = Point(foot.x, foot.y - 96 * scale)
      let head = Point(top.x - side * 22 * scale, top.y - 3 * scale)
      sketch.line(
        Path([foot, top, head], closed: false), scene.color(.steel, depth: depth, facing: -0.3),
        width: max(0.4, 2 * scale))
      guard isLit else { continue }
      let light = scene.lamp(depth: depth)
      sketch.canvas.fill(
        .disc(head, 18 * scale),
        .radial(center: head, radius: 18 * scale, stops: [(0, light.opacity(0.7)), (1, light.opacity(0))]))
      sketch.fill(.disc(head, max(0.6, 2.4 * scale)), light)
    }
  }

  static func drawGantry(_ sketch: inout Sketch, _ scene: Scene, _ road: Trail) {
    let scale = sketch.between(0.3, 0.5)
    let (left, right) = (road.point(-1.15, scale), road.point(1.15, scale))
    let top = left.y - 100 * scale
    let steel = scene.color(.steel, depth: 0.3, facing: 0)
    for foot in [left, right] {
      sketch.line(.line(foot, Point(foot.x, top)), steel, width: 2.6 * scale)
    }
    sketch.line(.line(Point(left.x, top), Point(right.x, top)), steel, width: 3 * scale)
    let width = (right.x - left.x) * 0.34
    for place in [0.28, 0.72] where sketch.chance(0.8) {
      let middle = left.x + (right.x - left.x) * place
      let sign = Rectangle(middle - width / 2, top - 8 * scale, width, 34 * scale)
      let own = sketch.chance(0.7) ? Color(0x1F7A4D) : Color(0x2460A8)
      sketch.fill(.rounded(sign, radius: 2 * scale), scene.color(own, depth: 0.2, facing: 0.5))
      for row in 1...2 {
        let y = sign.y + sign.height * Double(row) / 3
        sketch.line(
          .line(Point(sign.minX + width * 0.15, y), Point(sign.maxX - width * sketch.between(0.15, 0.45), y)),
          scene.color(.white, depth: 0.2, facing: 0.5), width: 3.4 * scale)
      }
    }
  }
}
