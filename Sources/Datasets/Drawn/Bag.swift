import Drawing

/// A bag from the front: tote, satchel, pouch or clutch, with handles, a strap, or nothing to hold it by.
enum Bag {
  static func draw(_ sketch: inout Sketch) {
    let fabric = Fabric(
      &sketch,
      [
        (.plain, 6), (.flowers, 1), (.checks, 0.8), (.patches, 0.8), (.crossStripes, 0.6), (.yoke, 1),
        (.lengthStripes, 0.5),
      ])
    let hasHandle = sketch.chance(0.78)
    let width = sketch.between(8.5, 13.2)
    let height = sketch.between(hasHandle ? 9 : 12, hasHandle ? 17 : 20)
    let bottom = sketch.between(25, 27)
    let top = bottom - height
    let taper = sketch.between(-1.2, 2.5)
    let round = sketch.between(0.3, 4)
    let detail = sketch.between(0.12, 0.6)

    if hasHandle { drawHandles(&sketch, fabric, top: top, width: width - taper) }
    var body = Path()
    body.move(to: Point(14 - width + taper, top + round * 0.4))
    body.curve(
      to: Point(14 + width - taper, top + round * 0.4), Point(14 - width + taper + 1, top - round * 0.2),
      Point(14 + width - taper - 1, top - round * 0.2))
    body.curve(
      to: Point(14 + width - round, bottom), Point(14 + width, (top + bottom) / 2),
      Point(14 + width + 0.2, bottom))
    body.line(to: Point(14 - width + round, bottom))
    body.curve(
      to: Point(14 - width + taper, top + round * 0.4), Point(14 - width - 0.2, bottom),
      Point(14 - width, (top + bottom) / 2))
    body.close()
    sketch.canvas.fill(body, fabric.paint())
    fabric.cover(body, &sketch)

    var inner = sketch
    sketch.canvas.clipped(to: body) {
      inner.canvas.fill(
        body,
        .linear(
          from: Point(14 - width, top), to: Point(14 + width, bottom),
          stops: [
            (0, .grey(1, opacity: inner.between(0, 0.2))), (1, .grey(0, opacity: inner.between(0.05, 0.35))),
          ]))
      drawFlap(&inner, top: top, height: height, width: width, detail: detail)
    }
    sketch.random = inner.random
  }

  private static func drawHandles(_ sketch: inout Sketch, _ fabric: Fabric, top: Double, width: Double) {
    let rise = sketch.between(3, max(3.2, min(top - 0.6, 12)))
    let reach = width * sketch.between(0.35, 0.95)
    let thickness = sketch.between(0.6, 1.6)
    for offset in sketch.chance(0.4) ? [0, 1.3] : [0] {
      var arc = Path()
      arc.move(to: Point(14 - reach + offset, top + 1))
      arc.curve(
        to: Point(14 + reach + offset, top + 1), Point(14 - reach * 0.8 + offset, top - rise * 1.3),
        Point(14 + reach * 0.8 + offset, top - rise * 1.3))
      sketch.canvas.stroke(arc, fabric.paint(sketch.between(-0.25, 0.1)), Stroke(width: thickness))
    }
  }

  private static func drawFlap(
    _ sketch: inout Sketch, top: Double, height: Double, width: Double, detail: Double
  ) {
    let depth = height * sketch.between(0.25, 0.65)
    if sketch.chance(0.55) {
      let edge = Path.smooth([
        Point(14 - width, top + depth * 0.5), Point(14, top + depth), Point(14 + width, top + depth * 0.5),
      ])
      sketch.crease(edge, -detail, width: sketch.between(0.5, 1))
    }
    if sketch.chance(0.6) {
      let size = sketch.between(0.5, 1.3)
      sketch.canvas.fill(
        .rectangle(14 - size, top + depth - size * 0.6, 2 * size, 1.2 * size),
        .change((sketch.chance(0.5) ? 1 : -1) * detail * 1.3))
    }
    if sketch.chance(0.35) {
      for s in [-1.0, 1.0] {
        let x = 14 + s * width * 0.55
        sketch.crease(
          Path([Point(x, top), Point(x, top + height)], closed: false), -detail * 0.7, width: 0.7)
      }
    }
    if sketch.chance(0.3) {
      sketch.crease(
        Path([Point(14 - width, top + 1.5), Point(14 + width, top + 1.5)], closed: false), -detail, width: 0.6
      )
    }
  }
}
