import Drawing

/// Two legs under a waistband, seen from the front; sometimes cut off above the knee.
enum Trousers {
  static func draw(_ sketch: inout Sketch) {
    let fabric = Fabric(
      &sketch,
      [(.plain, 8), (.patches, 1), (.lengthStripes, 0.8), (.flowers, 0.7), (.checks, 0.5), (.fade, 0.8)])
    let waist = sketch.between(3, 4.3)
    let hip = waist + sketch.between(0.2, 1.5)
    let top = sketch.between(0.8, 2)
    let isShort = sketch.chance(0.07)
    let bottom = isShort ? sketch.between(17, 22) : sketch.between(25.8, 27.2)
    let crotch = top + sketch.between(6.5, 9)
    let ankle = isShort ? hip * 0.95 : sketch.between(1.5, 3.3)
    let stance = sketch.between(0.05, 1.8)
    let lean = sketch.around(0, 0.5)

    var legs = Path()
    for s in [-1.0, 1.0] {
      let foot = 14 + s * (stance + ankle / 2) + lean
      let knee = crotch + (bottom - crotch) * 0.45
      let thigh = 14 + s * (hip + 0.1)
      let kneeOut = thigh + (foot + s * ankle / 2 - thigh) * sketch.between(0.4, 0.75)
      var leg = Path()
      leg.move(to: Point(14 - s * 0.1, top))
      leg.line(to: Point(14 + s * waist, top))
      leg.curve(to: Point(thigh, crotch - 1), Point(14 + s * waist, top + 2), Point(thigh, crotch - 3))
      leg.curve(to: Point(foot + s * ankle / 2, bottom), Point(thigh, crotch + 2), Point(kneeOut, knee))
      leg.line(to: Point(foot - s * ankle / 2, bottom + 0.2))
      leg.curve(
        to: Point(14 - s * 0.1, crotch), Point(foot - s * ankle / 2, knee), Point(14 + s * 0.3, crotch + 3))
      leg.close()
      legs = legs + leg
      sketch.canvas.fill(leg, fabric.paint(sketch.between(-0.05, 0.05)))
    }
    fabric.cover(legs, &sketch)
    drawDetails(
      &sketch, legs, waist: waist, top: top, crotch: crotch, bottom: bottom, stance: stance, lean: lean)
  }

  private static func drawDetails(
    _ sketch: inout Sketch, _ legs: Path, waist: Double, top: Double, crotch: Double, bottom: Double,
    stance: Double, lean: Double
  ) {
    var inner = sketch
    sketch.canvas.clipped(to: legs) {
      let detail = inner.between(0.1, 0.5)
      inner.crease(Path([Point(14, top), Point(14, crotch + 1)], closed: false), -detail, width: 0.6)
      inner.crease(
        Path([Point(14 - waist, top + 1.4), Point(14 + waist, top + 1.4)], closed: false), -detail * 0.7,
        width: 0.5)
      for s in [-1.0, 1.0] {
        inner.crease(
          Path([Point(14 + s * waist, top + 3.6), Point(14 + s * (waist - 1.6), top + 1.6)], closed: false),
          -detail * 0.6, width: 0.45)
        let x = 14 + s * (stance + 1.2)
        inner.crease(
          Path.smooth([
            Point(x, crotch), Point(x + lean * 0.5 + s * 0.4, (crotch + bottom) / 2), Point(x + lean, bottom),
          ]),
          inner.between(-0.25, 0.25), width: inner.between(0.4, 1.6))
        if inner.chance(0.15) {
          inner.canvas.fill(
            .ellipse(center: Point(x, inner.between(15, 21)), radiusX: 0.8, radiusY: 0.5), .change(-0.5))
        }
      }
    }
    sketch.random = inner.random
  }
}
