import Drawing

/// What is worn on the upper body, seen from the front with its sleeves hanging: T-shirt, pullover, dress,
/// coat and shirt are this one form with other measures. Their measures overlap, as they do in a shop.
struct Top {
  enum Neck { case round, pointed, wide, high }
  enum Collar { case none, shirt, lapels, hood }
  enum Front { case closed, buttons, zip, open }

  var fabric: Fabric
  /// Where the neck begins, and where the hem lies.
  var top = 2.0
  var hem = 26.0
  /// Half widths, from the middle line.
  var neck = 2.4
  var shoulder = 6.2
  var chest = 5.6
  var waist = 5.4
  var hemWidth = 5.8
  /// How far the shoulders fall from neck to arm.
  var slope = 1.6
  /// How far the neckline dips.
  var dip = 1.4
  /// 0: none; 0.3: short; 1: down to the wrist.
  var sleeve = 1.0
  var sleeveWidth = 3.2
  var cuffWidth = 2.2
  /// How far the cuffs stand off the body.
  var spread = 2.0
  var neckline = Neck.round
  var collar = Collar.none
  var front = Front.closed
  /// Whether cuffs and hem are knitted more tightly.
  var isRibbed = false
  /// How clearly collar, front and seams show.
  var detail = 0.4

  /// Where the arms begin.
  private var arm: Double { top + slope }

  /// Draws it: sleeves, body, fabric, then what is sewn on.
  func draw(_ sketch: inout Sketch) {
    let canvas = sketch.canvas
    let sleeves = [sleevePath(side: -1, &sketch), sleevePath(side: 1, &sketch)]
    let body = bodyPath
    for path in sleeves { canvas.fill(path, fabric.paint(sketch.between(-0.1, 0.03))) }
    canvas.fill(body, fabric.paint())
    fabric.cover(sleeves.reduce(body, +), &sketch)
    shade(body, &sketch)
    if sleeve > 0 { drawArmholes(&sketch) }
    drawNeck(&sketch)
    drawFront(&sketch)
    drawCollar(&sketch)
    if isRibbed { drawRibs(&sketch) }
  }

  private var bodyPath: Path {
    var path = Path()
    func side(_ s: Double) -> [Point] {
      [
        Point(14 + s * neck, top), Point(14 + s * shoulder, arm), Point(14 + s * chest, arm + 4),
        Point(14 + s * waist, arm + (hem - arm) * 0.55), Point(14 + s * hemWidth, hem),
      ]
    }
    let (left, right) = (side(-1), side(1))
    path.move(to: left[0])
    path.line(to: left[1])
    path.curve(to: left[2], Point(left[1].x, arm + 1.5), Point(left[2].x, arm + 2.5))
    path.curve(to: left[4], left[3], left[3])
    path.curve(to: right[4], Point(left[4].x / 2 + 7, hem + 0.8), Point(right[4].x / 2 + 7, hem + 0.8))
    path.curve(to: right[2], right[3], right[3])
    path.curve(to: right[1], Point(right[2].x, arm + 2.5), Point(right[1].x, arm + 1.5))
    path.line(to: right[0])
    let lowest = top + dip
    switch neckline {
    case .round, .high:
      path.curve(to: left[0], Point(14 + neck * 0.8, lowest + 0.3), Point(14 - neck * 0.8, lowest + 0.3))
    case .wide:
      path.curve(
        to: left[0], Point(14 + neck, lowest * 0.6 + top * 0.4), Point(14 - neck, lowest * 0.6 + top * 0.4))
    case .pointed: path.line(to: Point(14, lowest + 0.8))
    }
    path.close()
    return path
  }

  private func sleevePath(side s: Double, _ sketch: inout Sketch) -> Path {
    guard sleeve > 0 else { return Path() }
    let length = sleeve * min(hem - arm - 1, 19.5) * sketch.between(0.96, 1.04)
    let reach = spread * sleeve + sketch.between(-0.3, 0.3)
    // A short sleeve is as wide at its end as a long one is there: on its way from shoulder to cuff.
    let end = sleeveWidth + (cuffWidth - sleeveWidth) * sleeve
    let outer = Point(14 + s * (shoulder + 0.7 + reach), arm + length)
    let inner = Point(outer.x - s * end, arm + length + 0.3)
    var path = Path()
    path.move(to: Point(14 + s * (shoulder - 1.5), arm - 0.5))
    path.curve(
      to: outer, Point(14 + s * (shoulder + 1.4), arm + 0.3), Point(outer.x - s * 0.3, arm + length * 0.4))
    path.line(to: inner)
    path.line(to: Point(14 + s * (chest - 0.3), arm + min(sleeveWidth + 1.6, length)))
    path.close()
    return path
  }

  /// Light falls on the middle; folds run down from chest and waist.
  private func shade(_ body: Path, _ sketch: inout Sketch) {
    var inner = sketch
    sketch.canvas.clipped(to: body) {
      let edge = inner.between(0.05, 0.3)
      inner.canvas.fill(
        .rectangle(0, 0, 28, 28),
        .linear(
          from: Point(14 - chest, 0), to: Point(14 + chest, 0),
          stops: [
            (0, .grey(0, opacity: edge)), (0.3, .grey(0, opacity: 0)), (0.7, .grey(0, opacity: 0)),
            (1, .grey(0, opacity: edge)),
          ]))
      for _ in 0..<Int(inner.between(1, 5)) {
        let x = 14 + inner.between(-waist, waist)
        let y = inner.between(arm + 3, hem - 4)
        let fold = Path.smooth([
          Point(x, y), Point(x + inner.between(-1, 1), y + 3),
          Point(x + inner.between(-1.5, 1.5), y + inner.between(5, 10)),
        ])
        inner.crease(fold, inner.between(-0.22, 0.16), width: inner.between(0.4, 1.1))
      }
    }
    sketch.random = inner.random
  }

  private func drawArmholes(_ sketch: inout Sketch) {
    let darkness = -detail * sketch.between(0.4, 1.1)
    for s in [-1.0, 1.0] {
      let seam = Path.smooth([
        Point(14 + s * (shoulder - 0.2), arm), Point(14 + s * (chest + 0.1), arm + 3),
        Point(14 + s * chest, arm + sleeveWidth + 1.5),
      ])
      sketch.crease(seam, darkness, width: 0.5)
      guard sleeve > 0.6 else { continue }
      // The gap between body and hanging sleeve.
      let gap = Path(
        [
          Point(14 + s * chest, arm + sleeveWidth + 1.5), Point(14 + s * (waist + 0.15), hem - 2),
        ], closed: false)
      sketch.crease(gap, darkness - 0.2, width: 0.55)
    }
  }

  private func drawNeck(_ sketch: inout Sketch) {
    let lowest = top + dip
    switch neckline {
    case .high:
      let height = sketch.between(1, 2.2)
      let path = Path([
        Point(14 - neck * 0.9, top - height), Point(14 + neck * 0.9, top - height),
        Point(14 + neck, top + 0.8),
        Point(14 - neck, top + 0.8),
      ])
      sketch.canvas.fill(path, fabric.paint(-0.06))
      sketch.crease(
        Path([Point(14 - neck, top + 0.8), Point(14 + neck, top + 0.8)], closed: false), -detail * 0.6,
        width: 0.5)
    case .round, .wide, .pointed:
      let edge =
        neckline == .pointed
        ? Path([Point(14 - neck, top), Point(14, lowest + 0.8), Point(14 + neck, top)], closed: false)
        : Path.smooth([Point(14 - neck, top), Point(14, lowest + 0.1), Point(14 + neck, top)])
      sketch.crease(edge, (sketch.chance(0.5) ? -1 : 1) * detail * sketch.between(0.2, 0.8), width: 0.8)
    }
  }

  private func drawFront(_ sketch: inout Sketch) {
    let start = top + dip
    let middle = Path([Point(14, start), Point(sketch.around(14, 0.2), hem + 0.4)], closed: false)
    switch front {
    case .closed: break
    case .buttons:
      sketch.crease(middle, -detail * 0.5, width: sketch.between(0.4, 1))
      let step = sketch.between(2, 3.6)
      var y = start + 1
      while y < hem - 1 {
        sketch.canvas.fill(
          .ellipse(center: Point(14.2, y), radiusX: 0.42, radiusY: 0.42),
          .change((fabric.tone > 0.5 ? -1 : 1) * detail * 1.2))
        y += step
      }
    case .zip:
      sketch.crease(middle, -detail, width: 0.9)
      sketch.crease(middle, detail * 0.9, width: 0.35)
    case .open:
      let width = sketch.between(0.6, 2.2)
      sketch.canvas.fill(
        Path([Point(14, start - 0.5), Point(14 + width, hem + 1), Point(14 - width, hem + 1)]),
        .grey(max(0.03, fabric.tone * sketch.between(0.05, 0.5))))
    }
  }

  private func drawCollar(_ sketch: inout Sketch) {
    let change = (sketch.chance(0.6) ? 1 : -1) * detail * 0.6
    switch collar {
    case .none: break
    case .shirt, .lapels:
      let length = collar == .shirt ? sketch.between(1.6, 2.6) : sketch.between(4, 8)
      for s in [-1.0, 1.0] {
        let flap = Path([
          Point(14 + s * neck, top - 0.4), Point(14 + s * (neck + 0.9), top + length * 0.55),
          Point(14 + s * (collar == .shirt ? 1.6 : 1.1), top + length), Point(14, top + dip),
        ])
        sketch.canvas.fill(flap, fabric.paint(change * 0.5))
        sketch.crease(flap, -detail * 0.7, width: 0.35)
      }
    case .hood:
      let hood = Path.smooth(
        [
          Point(14 - neck - 1.3, top + 2), Point(14 - neck - 0.3, top - 0.8), Point(14, top - 1.3),
          Point(14 + neck + 0.3, top - 0.8), Point(14 + neck + 1.3, top + 2), Point(14, top + 3),
        ], closed: true)
      sketch.canvas.fill(hood, fabric.paint(change * 0.4))
      sketch.canvas.fill(
        .ellipse(center: Point(14, top + 0.7), radiusX: neck * 0.8, radiusY: 1.1), .change(-detail))
    }
  }

  private func drawRibs(_ sketch: inout Sketch) {
    sketch.crease(
      Path([Point(14 - hemWidth, hem - 1.6), Point(14 + hemWidth, hem - 1.6)], closed: false),
      -detail * sketch.between(0.3, 0.9), width: 0.45)
  }
}
