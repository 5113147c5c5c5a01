import Drawing

/// A shoe from the side, its toe to the left. Sandal, sneaker and ankle boot share the last, that is the
/// curve of the sole from toe to heel; they differ in what is built on it.
struct Shoe {
  var fabric: Fabric
  /// Left and right end.
  var toe = 1.2
  var heel = 26.8
  /// Where the ground is, and how thick the sole is.
  var ground = 20.5
  var sole = 1.6
  /// How much higher the heel stands than the ball of the foot.
  var lift = 0.0
  /// Width of a high heel at the ground.
  var heelWidth = 5.0
  /// How clearly seams and laces show.
  var detail = 0.4

  init(_ sketch: inout Sketch, _ patterns: [(Fabric.Pattern, Double)]) {
    fabric = Fabric(&sketch, patterns)
    fabric.spacing *= 0.8
    toe = sketch.between(0.8, 2.2)
    heel = sketch.between(25.8, 27.4)
    detail = sketch.between(0.12, 0.6)
  }

  /// Where the foot stands at `x`: flat up to the ball, rising to the heel.
  func foot(_ x: Double) -> Double {
    let along = min(max((x - toe) / (heel - toe), 0), 1)
    let rise = min(max((along - 0.32) / 0.5, 0), 1)
    return ground - sole - lift * rise * rise * (3 - 2 * rise)
  }

  /// The line of the foot from `start` to `end`, raised by `height`.
  func footLine(_ start: Double, _ end: Double, height: Double = 0) -> [Point] {
    (0...8).map { step in
      let x = start + (end - start) * Double(step) / 8
      return Point(x, foot(x) - height)
    }
  }

  /// The sole with its heel.
  func drawSole(_ sketch: inout Sketch, change: Double) {
    let canvas = sketch.canvas
    let upper = footLine(toe, heel)
    let lower = footLine(toe, heel, height: -sole).reversed()
    canvas.fill(Path(upper + lower), fabric.paint(change))
    guard lift > 1 else { return }
    if sketch.chance(0.3) {
      // A wedge fills everything below the arch.
      canvas.fill(
        Path(footLine(toe + (heel - toe) * 0.3, heel) + [Point(heel - 0.6, ground), Point(toe + 7, ground)]),
        fabric.paint(change * 0.7))
    } else {
      canvas.fill(
        Path([
          Point(heel - heelWidth - 0.8, foot(heel - heelWidth) + sole * 0.4),
          Point(heel, foot(heel) + sole * 0.4),
          Point(heel - 0.4, ground), Point(heel - heelWidth * 0.75, ground),
        ]), fabric.paint(change))
    }
  }
}
