import Drawing

/// What is sewn on: seams, neckline, front, collar, ribs.
extension Top {
  func drawArmholes(_ sketch: inout Sketch) {
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

  func drawNeck(_ sketch: inout Sketch) {
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

  func drawFront(_ sketch: inout Sketch) {
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

  func drawCollar(_ sketch: inout Sketch) {
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

  func drawRibs(_ sketch: inout Sketch) {
    sketch.crease(
      Path([Point(14 - hemWidth, hem - 1.6), Point(14 + hemWidth, hem - 1.6)], closed: false),
      -detail * sketch.between(0.3, 0.9), width: 0.45)
  }
}
