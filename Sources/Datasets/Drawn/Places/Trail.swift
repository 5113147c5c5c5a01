import Drawing

/// A strip of level ground that runs from the viewer's feet to the horizon: a road, a path, a furrow.
struct Trail {
  /// Where it would end if it ran straight.
  var vanishing: Point
  /// The middle of its near end, at the lower border of the picture.
  var near: Point
  /// Half its width at the near end.
  var halfWidth: Double
  /// How far it has turned to the right by the time it reaches the horizon.
  var bend = 0.0

  /// The place `across` half widths to the right of the middle, where everything looks `scale` times as large as
  /// at the near end: 1 is near, 0 infinitely far.
  func point(_ across: Double, _ scale: Double) -> Point {
    let away = 1 - scale
    return Point(
      vanishing.x + (near.x - vanishing.x) * scale + bend * away * away + across * halfWidth * scale,
      vanishing.y + (near.y - vanishing.y) * scale)
  }

  /// What lies between `left` and `right` half widths of the middle, from scale `far` to scale `near`.
  func strip(_ left: Double, _ right: Double, from far: Double = 0.01, to near: Double = 1.15) -> Path {
    let steps = bend == 0 ? 1 : 10
    let scales = (0...steps).map { step in
      // Even steps in distance would crowd at the horizon; even steps on the picture do not.
      far + (near - far) * Double(step) / Double(steps)
    }
    return Path(scales.map { point(left, $0) } + scales.reversed().map { point(right, $0) })
  }
}
