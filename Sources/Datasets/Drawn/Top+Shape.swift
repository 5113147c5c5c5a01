import Drawing

/// The outlines of body and sleeves, and how light falls on them.
extension Top {
  var bodyPath: Path {
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

  func sleevePath(side s: Double, _ sketch: inout Sketch) -> Path {
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
  func shade(_ body: Path, _ sketch: inout Sketch) {
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
}
