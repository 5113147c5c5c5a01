import Drawing

extension Shoe {
  /// A sole and straps, with air between them; flat or with any heel.
  static func drawSandal(_ sketch: inout Sketch) {
    var shoe = Shoe(&sketch, [(.plain, 8), (.flowers, 1), (.patches, 1)])
    shoe.lift = sketch.choose([(sketch.between(0, 1.2), 0.5), (sketch.between(3, 9), 0.5)])
    shoe.ground = sketch.between(18, 20.5) + shoe.lift * 0.5
    shoe.sole = sketch.between(0.9, 2.6)
    shoe.heelWidth = sketch.between(0.9, 4.5)
    shoe.drawSole(&sketch, change: sketch.between(-0.2, 0.1))

    let width = sketch.between(0.8, 2.1)
    let paint = shoe.fabric.paint(sketch.between(-0.1, 0.15))
    func strap(_ points: [Point]) {
      sketch.canvas.stroke(.smooth(points), paint, Stroke(width: width))
    }
    let front = Int(sketch.between(1, 4))
    for number in 0..<front {
      let start = shoe.toe + 2.5 + Double(number) * sketch.between(2, 2.8)
      let height = sketch.between(2.2, 4.2)
      strap([
        Point(start, shoe.foot(start)), Point(start + 1.6, shoe.foot(start) - height),
        Point(start + 4.2, shoe.foot(start + 4) - 0.3),
      ])
    }
    let ankle = sketch.between(4, 8.5)
    let back = shoe.heel - 1
    if sketch.chance(0.75) {
      strap([
        Point(back - 8, shoe.foot(back - 8)), Point(back - 5, shoe.foot(back) - ankle * 0.7),
        Point(back - 0.3, shoe.foot(back) - ankle),
      ])
      strap([Point(back - 0.3, shoe.foot(back) - ankle), Point(back + 0.3, shoe.foot(back))])
    }
    if sketch.chance(0.4) {
      strap([
        Point(shoe.toe + 5, shoe.foot(shoe.toe + 5) - 2.5), Point(14, shoe.foot(14) - sketch.between(3, 6)),
        Point(back - 4, shoe.foot(back) - ankle * 0.8),
      ])
    }
    // A closed upper makes it nearly a sneaker.
    if sketch.chance(0.22) {
      shoe.drawUpper(&sketch, shaft: sketch.between(4, 7), opacity: sketch.between(0.5, 0.9))
    }
  }

  /// Low and closed, a light rubber sole, laces, stripes on the side.
  static func drawSneaker(_ sketch: inout Sketch) {
    var shoe = Shoe(
      &sketch, [(.plain, 7), (.patches, 1), (.flowers, 0.8), (.fade, 1), (.lengthStripes, 0.5)])
    shoe.ground = sketch.between(18.6, 21)
    shoe.sole = sketch.between(1.2, 2.6)
    shoe.lift = sketch.between(0, 1)
    let shaft = sketch.choose([(sketch.between(5.5, 8.4), 0.8), (sketch.between(8.4, 13), 0.2)])
    shoe.drawUpper(&sketch, shaft: shaft)
    shoe.drawSole(
      &sketch, change: sketch.choose([(sketch.between(0.1, 0.45), 0.6), (sketch.between(-0.5, 0), 0.4)]))
    shoe.drawLaces(&sketch, shaft: shaft, chance: 0.8)
    shoe.drawSideStripes(&sketch)
  }

  /// Closed above the ankle, with any heel, laces or an elastic.
  static func drawAnkleBoot(_ sketch: inout Sketch) {
    var shoe = Shoe(&sketch, [(.plain, 9), (.patches, 0.6), (.fade, 1), (.flowers, 0.4)])
    shoe.lift = sketch.choose([(sketch.between(0, 2), 0.62), (sketch.between(2.5, 7), 0.38)])
    let shaft = sketch.choose([(sketch.between(10, 17), 0.8), (sketch.between(7.4, 10), 0.2)])
    shoe.ground = min(25.5, 16 + shaft * 0.4 + shoe.lift * 0.6 + sketch.between(0.5, 2.5))
    shoe.sole = sketch.between(0.9, 2.3)
    shoe.heelWidth = sketch.between(1.6, 6)
    shoe.drawUpper(&sketch, shaft: shaft)
    shoe.drawSole(&sketch, change: sketch.between(-0.4, 0.2))
    shoe.drawLaces(&sketch, shaft: shaft, chance: 0.4)
    if sketch.chance(0.3) {
      let x = shoe.heel - 5.5
      sketch.canvas.fill(
        Path([
          Point(x - 1.8, shoe.foot(x) - shaft + 1), Point(x + 1.8, shoe.foot(x) - shaft + 1),
          Point(x + 0.8, shoe.foot(x) - 3),
          Point(x - 0.8, shoe.foot(x) - 3),
        ]), .change(-shoe.detail))
    }
  }

  /// The closed part of the shoe, `shaft` high at the heel.
  private func drawUpper(_ sketch: inout Sketch, shaft: Double, opacity: Double = 1) {
    let back = foot(heel) - shaft
    let opening = heel - sketch.between(7.5, 10.5)
    let vamp = sketch.between(0.28, 0.45)
    let toeHeight = sketch.between(2.4, 4)
    let tongue = Point(opening - 0.6, back + sketch.between(-0.6, 0.9))
    var path = Path()
    path.move(to: Point(toe, foot(toe)))
    path.curve(
      to: Point(toe + 4.5, foot(toe + 4) - toeHeight), Point(toe - 0.4, foot(toe) - toeHeight * 0.7),
      Point(toe + 1.5, foot(toe) - toeHeight))
    path.curve(
      to: tongue, Point(toe + (opening - toe) * (vamp + 0.3), foot(toe + 6) - toeHeight - 0.8),
      Point(tongue.x - 1.4, tongue.y + 2.5))
    path.curve(
      to: Point(heel - 0.3, back), Point(opening + 2, back + sketch.between(0.3, 2.2)),
      Point(heel - 3, back + 0.6))
    path.curve(
      to: Point(heel, foot(heel)), Point(heel + sketch.between(-1.2, 0.2), back + shaft * 0.4),
      Point(heel + 0.3, foot(heel) - 2))
    for point in footLine(heel, toe) { path.line(to: point) }
    path.close()
    sketch.canvas.fill(path, .grey(min(max(fabric.tone, 0.1), 1), opacity: opacity))
    fabric.cover(path, &sketch)
    var inner = sketch
    sketch.canvas.clipped(to: path) {
      inner.canvas.fill(
        path,
        .linear(
          from: Point(0, back), to: Point(0, ground),
          stops: [
            (0, .grey(1, opacity: inner.between(0, 0.15))), (1, .grey(0, opacity: inner.between(0.1, 0.4))),
          ]))
      for _ in 0..<Int(inner.between(1, 4)) {
        let x = inner.between(toe + 4, heel - 2)
        let seam = Path.smooth([
          Point(x, foot(x)), Point(x + inner.between(-1, 2), foot(x) - shaft * 0.4),
          Point(x + inner.between(0, 4), foot(x) - shaft),
        ])
        inner.crease(seam, inner.between(-1, 0.7) * detail, width: inner.between(0.35, 0.8))
      }
      if inner.chance(0.4) {
        inner.canvas.fill(
          .ellipse(center: Point(toe + 1, foot(toe)), radiusX: inner.between(3, 5), radiusY: toeHeight),
          .change(inner.between(-0.5, 0.4) * detail))
      }
    }
    sketch.random = inner.random
  }

  private func drawLaces(_ sketch: inout Sketch, shaft: Double, chance: Double) {
    guard sketch.chance(chance) else { return }
    let change = (fabric.tone > 0.6 ? -1 : 1) * detail
    let count = Int(3 + shaft / 3)
    let start = Point(toe + 8, foot(toe + 8) - 4.2)
    let end = Point(heel - 9.5, foot(heel) - shaft + 0.8)
    for number in 0..<count {
      let place = start.toward(end, Double(number) / Double(count))
      sketch.crease(
        Path([place, Point(place.x + 1.7, place.y + 0.7)], closed: false), change, width: 0.5)
    }
  }

  private func drawSideStripes(_ sketch: inout Sketch) {
    let change = (sketch.chance(0.5) ? -1 : 1) * detail
    switch sketch.choose([(0, 0.4), (1, 0.3), (2, 0.3)]) {
    case 1:
      for number in 0..<3 {
        let x = sketch.between(13, 13.6) + Double(number) * 1.9
        sketch.crease(
          Path([Point(x, foot(x) - 0.3), Point(x + 2, foot(x) - 4.4)], closed: false), change, width: 0.8)
      }
    case 2:
      sketch.crease(
        Path.smooth([Point(9, foot(9) - 3), Point(13, foot(13) - 1.4), Point(21, foot(21) - 4.5)]), change,
        width: 0.9)
    default: break
    }
  }
}
