import Drawing

/// A stone bridge.
extension Bridge {
  static func drawArches(_ sketch: inout Sketch, _ scene: Scene, water: Double) {
    let own = sketch.choose([(Color(0xB4A48C), 3), (Color(0x9A9690), 2), (Color(0xA8705A), 1.2)])
    let deck = water - sketch.between(22, 40)
    let width = sketch.between(26, 62)
    let pier = width * sketch.between(0.1, 0.18)
    let start = sketch.between(-60, -20)
    // A pier, then the wall above an arch that ends where the next pier begins.
    var wall = Path()
    var x = start
    while x < 150 {
      let (left, right) = (x + pier, x + width)
      let radius = (right - left) / 2
      let springing = min(water - 3, deck + 5 + radius * 0.9)
      wall.move(to: Point(x, deck))
      wall.line(to: Point(right, deck))
      wall.line(to: Point(right, springing))
      wall.curve(
        to: Point((left + right) / 2, deck + 5), Point(right, springing - (springing - deck - 5) * 0.55),
        Point((left + right) / 2 + radius * 0.55, deck + 5))
      wall.curve(
        to: Point(left, springing), Point((left + right) / 2 - radius * 0.55, deck + 5),
        Point(left, springing - (springing - deck - 5) * 0.55))
      wall.line(to: Point(left, water + 1))
      wall.line(to: Point(x, water + 1))
      wall.close()
      x += width
    }
    let stone = scene.color(own, depth: 0.15, facing: 0.4)
    sketch.canvas.fill(
      wall,
      .linear(
        from: Point(0, deck), to: Point(0, water),
        stops: [(0, stone), (1, scene.color(own, depth: 0.15, facing: -0.4))]))
    var joints = Path()
    for _ in 0..<26 {
      let place = Point(sketch.between(-10, 138), sketch.between(deck, deck + 8))
      joints.move(to: place)
      joints.line(to: Point(place.x + sketch.between(2, 5), place.y))
    }
    let shade = scene.color(own, depth: 0.15, facing: -0.7)
    sketch.line(joints, shade.opacity(0.5), width: 0.5)
    drawDeck(&sketch, scene, y: deck - 2, color: stone, shade: shade)
  }
}
