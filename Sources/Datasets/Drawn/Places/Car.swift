import Drawing

/// A car or a lorry, seen from behind or from before.
struct Car {
  var foot: Point
  var width: Double
  var comesNearer: Bool
  var depth: Double

  func draw(_ sketch: inout Sketch, _ scene: Scene) {
    let isLorry = sketch.chance(0.2)
    let height = width * (isLorry ? 1.35 : 0.75)
    let own = sketch.choose([
      (Color(0xC23B32), 2), (Color(0xF0F0EC), 2.5), (Color(0x3A4048), 2), (Color(0x2F62A0), 1.6),
      (Color(0xB8BCC0), 2),
      (Color(0xE0A82E), 0.6),
    ])
    let (left, top) = (foot.x - width / 2, foot.y - height)
    sketch.fill(
      .ellipse(center: Point(foot.x, foot.y), radiusX: width * 0.58, radiusY: width * 0.1),
      Color.black.opacity(0.35))
    for x in [left + width * 0.06, left + width * 0.76] {
      sketch.fill(.rectangle(x, foot.y - width * 0.16, width * 0.18, width * 0.18), .grey(0.08))
    }
    let body = isLorry ? 1 : 0.62
    sketch.fill(
      .rounded(Rectangle(left, foot.y - height * body, width, height * (body - 0.1)), radius: width * 0.1),
      scene.color(own, depth: depth, facing: 0.1))
    if !isLorry {
      sketch.fill(
        Path([
          Point(left + width * 0.1, foot.y - height * 0.55), Point(left + width * 0.22, top),
          Point(left + width * 0.78, top), Point(left + width * 0.9, foot.y - height * 0.55),
        ]), scene.color(own, depth: depth, facing: 0.5))
      sketch.fill(
        Path([
          Point(left + width * 0.18, foot.y - height * 0.57), Point(left + width * 0.27, top + height * 0.08),
          Point(left + width * 0.73, top + height * 0.08), Point(left + width * 0.82, foot.y - height * 0.57),
        ]), scene.color(Color(0x2E3C48), depth: depth, facing: 0.2))
    }
    drawLights(&sketch, scene)
  }

  private func drawLights(_ sketch: inout Sketch, _ scene: Scene) {
    let isOn = [.night, .dusk, .rain, .storm, .fog, .snow].contains(scene.sky)
    let light = comesNearer ? Color(0xFFF6D8) : Color(0xFF3A2A)
    for side in [-1.0, 1] {
      let lamp = Point(foot.x + side * width * 0.37, foot.y - width * 0.3)
      if isOn {
        let glow = width * (comesNearer ? 0.55 : 0.3)
        sketch.canvas.fill(
          .disc(lamp, glow),
          .radial(center: lamp, radius: glow, stops: [(0, light.opacity(0.75)), (1, light.opacity(0))]))
      }
      sketch.fill(
        .disc(lamp, width * 0.08), isOn ? light : scene.color(light, depth: depth, facing: 0))
    }
  }
}
