import Drawing
import Foundation

/// A palm: a bowed trunk and fronds that hang from its top.
enum Palm {
  static func draw(_ sketch: inout Sketch, _ scene: Scene, at foot: Point, height: Double) {
    // It leans over the water, toward the middle of the picture.
    let lean = (foot.x < 64 ? 1 : -1) * sketch.between(0.05, 0.35) * height
    let top = Point(foot.x + lean, foot.y - height)
    var trunk = Path()
    let width = height * 0.028
    trunk.move(to: Point(foot.x - width * 1.5, foot.y))
    trunk.curve(
      to: Point(top.x - width * 0.6, top.y), Point(foot.x - width, foot.y - height * 0.4),
      Point(top.x - lean * 0.5, top.y + height * 0.4))
    trunk.line(to: Point(top.x + width * 0.6, top.y))
    trunk.curve(
      to: Point(foot.x + width * 1.5, foot.y), Point(top.x - lean * 0.5 + width * 1.6, top.y + height * 0.4),
      Point(foot.x + width, foot.y - height * 0.4))
    trunk.close()
    sketch.fill(trunk, scene.color(Color(0x9A7B5A), depth: 0, facing: -0.2))
    let own = scene.sky == .autumn ? Color(0x8E9440) : scene.snowed(Color(0x4E8F46), 0.4)
    let fronds = Int(sketch.between(8, 12))
    for frond in 0..<fronds {
      let angle = Double(frond) / Double(fronds) * 2 * .pi + sketch.between(-0.25, 0.25)
      let reach = height * sketch.between(0.3, 0.42)
      let blow = scene.sky == .storm ? -scene.wind * reach * 0.5 : 0
      let tip = Point(
        top.x + cos(angle) * reach + blow, top.y + sin(angle) * reach * 0.45 + reach * 0.35)
      let bow = Point(top.x + cos(angle) * reach * 0.55, top.y + sin(angle) * reach * 0.4 - reach * 0.25)
      var leaf = Path()
      leaf.move(to: top)
      leaf.curve(to: tip, Point(bow.x, bow.y - reach * 0.07), Point(bow.x, bow.y))
      leaf.curve(to: top, Point(bow.x, bow.y + reach * 0.22), Point(bow.x, bow.y + reach * 0.1))
      leaf.close()
      sketch.fill(leaf, scene.color(own, depth: 0, facing: sin(angle) > 0 ? -0.6 : 0.5))
    }
  }
}
