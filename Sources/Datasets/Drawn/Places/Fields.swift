import Drawing

/// Farmland: hills with fields of many colours, furrows that run to the horizon, a barn, a mill, bales or a tree.
enum Fields {
  static func draw(_ sketch: inout Sketch, _ scene: Scene) {
    let horizon = scene.horizon
    Backdrop.draw(&sketch, scene, at: horizon, [(.hills, 4), (.peaks, 1), (.wood, 1), (.nothing, 1)])
    for (lift, depth) in [(6.0, 0.75), (3, 0.55)] {
      let line = sketch.rolling(horizon - lift, swing: 5, waves: 1.4)
      if sketch.chance(0.6) {
        Trees.drawRow(&sketch, scene, along: line, height: 4, depth: depth, conifers: false, density: 0.7)
      }
      sketch.land(line, .flat(scene.color(crop(scene, &sketch), depth: depth)))
    }
    let edge = sketch.rolling(horizon + 2, swing: 1.5, waves: 1)
    sketch.land(edge, scene.ground(.grass))
    drawStrips(&sketch, scene)
    drawFurrows(&sketch, scene)
    drawLandmark(&sketch, scene)
    if sketch.chance(0.35) { drawFence(&sketch, scene) }
  }

  /// What grows on one field.
  private static func crop(_ scene: Scene, _ sketch: inout Sketch) -> Color {
    let crops: [(Color, Double)] = [
      (scene.seasonal(.crop), 3), (scene.seasonal(.grass), 3), (scene.seasonal(.soil), 1.5),
      (scene.snowed(Color(0xE8CA46), Surface.crop.snow), 1),
      (scene.snowed(Color(0x8A80A0), Surface.crop.snow), 0.6),
      (scene.snowed(Color(0x568A44), Surface.crop.snow), 2),
    ]
    return sketch.choose(crops)
  }

  /// Fields that are seen so flat that they are strips.
  private static func drawStrips(_ sketch: inout Sketch, _ scene: Scene) {
    var y = scene.horizon + 3
    for strip in 0..<4 {
      let thickness = 2 + 2.2 * Double(strip) * sketch.between(0.7, 1.3)
      let slant = sketch.between(-2, 2)
      var x = Scene.left
      while x < Scene.right {
        let width = sketch.between(24, 90)
        sketch.fill(
          Path([
            Point(x, y), Point(x + width, y + slant * 0.5), Point(x + width - 6, y + thickness + slant),
            Point(x - 6, y + thickness),
          ]), scene.color(crop(scene, &sketch), depth: scene.depth(at: y), facing: sketch.between(-0.1, 0.5)))
        x += width
      }
      y += thickness
    }
  }

  /// The near field: rows that meet at the horizon.
  private static func drawFurrows(_ sketch: inout Sketch, _ scene: Scene) {
    let vanishing = Point(sketch.between(-10, 138), scene.horizon - 2)
    let top = scene.horizon + sketch.between(12, 24)
    let own = crop(scene, &sketch)
    let edge = sketch.rolling(top, swing: 1.5, waves: 0.8)
    let rows = Int(sketch.between(12, 26))
    sketch.land(edge, scene.ground(own))
    let gap = own.times(Color(0x9A8468)).toward(scene.seasonal(.soil), 0.5)
    let step = 330 / Double(rows)
    let width = sketch.between(0.25, 0.5)
    sketch.canvas.clipped(to: .land(edge)) {
      var furrows = Path()
      for row in 0..<rows {
        let x = vanishing.x - 165 + Double(row) * step + (64 - vanishing.x) * 0.6
        furrows += Path([
          vanishing, Point(x, 134), Point(x + step * width, 134),
        ])
      }
      sketch.canvas.fill(furrows, scene.ground(gap))
    }
  }

  private static func drawFence(_ sketch: inout Sketch, _ scene: Scene) {
    let color = scene.color(.bark, depth: 0, facing: 0)
    let y = sketch.between(112, 126)
    let slant = sketch.between(-10, 10)
    let step = sketch.between(12, 20)
    var x = -6.0
    while x < 140 {
      let foot = Point(x, y + slant * (x / 128 - 0.5))
      sketch.line(.line(foot, Point(x, foot.y - 13)), color, width: 1.6)
      x += step
    }
    for rail in [5.0, 10] {
      sketch.line(
        .line(
          Point(Scene.left, y - rail + slant * (Scene.left / 128 - 0.5)),
          Point(Scene.right, y - rail + slant * (Scene.right / 128 - 0.5))), color, width: 1)
    }
  }
}
