import Drawing

/// A house seen from a corner: the gable toward the light or away from it, the long side under its roof.
struct House {
  /// The near lower corner, between gable and long side.
  var foot: Point
  /// Of gable and long side together.
  var width: Double
  /// Of the walls.
  var height: Double
  var walls: Color
  var roof: Color
  var depth: Double

  func draw(_ sketch: inout Sketch, _ scene: Scene) {
    let side: Double = sketch.chance(0.5) ? 1 : -1
    let gable = width * sketch.between(0.36, 0.46)
    let long = width - gable
    let ridge = height * sketch.between(0.55, 0.85)
    // Both walls recede, so their far edges stand a little higher.
    let rise = height * 0.08
    func at(_ x: Double, _ y: Double) -> Point { Point(foot.x + side * x, foot.y - y) }
    let isGableLit = scene.lightSide(of: foot.x) == -side
    let (gableFacing, longFacing) = isGableLit ? (0.75, -0.35) : (-0.45, 0.6)

    let gablePath = Path([
      at(0, 0), at(0, height), at(-gable / 2, height + ridge + rise / 2), at(-gable, height + rise),
      at(-gable, rise),
    ])
    sketch.fill(gablePath, scene.color(walls, depth: depth, facing: gableFacing))
    sketch.fill(
      Path([at(0, 0), at(long, rise), at(long, height + rise), at(0, height)]),
      scene.color(walls, depth: depth, facing: longFacing))
    let eaves = height * 0.1
    sketch.fill(
      Path([
        at(eaves, height - eaves), at(long + eaves, height + rise - eaves),
        at(long - gable / 2, height + ridge + rise * 1.5), at(-gable / 2, height + ridge + rise / 2),
      ]), scene.color(roof, depth: depth, facing: longFacing + 0.25))
    sketch.line(
      Path(
        [at(-gable - eaves, height + rise - eaves), at(-gable / 2, height + ridge + rise / 2)], closed: false),
      scene.color(roof, depth: depth, facing: gableFacing), width: max(0.5, height * 0.09))
    if sketch.chance(0.7) {
      let chimney = at(long * 0.35, height + ridge * 0.75)
      sketch.fill(
        .rectangle(chimney.x - height * 0.08, chimney.y - height * 0.42, height * 0.16, height * 0.45),
        scene.color(.brick, depth: depth, facing: 0))
    }
    drawOpenings(&sketch, scene, gable: gable, long: long, rise: rise, at)
  }

  private func drawOpenings(
    _ sketch: inout Sketch, _ scene: Scene, gable: Double, long: Double, rise: Double,
    _ at: (Double, Double) -> Point
  ) {
    let isLit = sketch.chance(scene.sky.litShare * 1.3)
    let glass =
      isLit ? scene.lamp(depth: depth) : scene.color(Color(0x33404C), depth: depth, facing: 0)
    func pane(_ x: Double, _ y: Double, _ breadth: Double, _ height: Double, slope: Double) -> Path {
      Path([
        at(x, y), at(x + breadth, y + slope), at(x + breadth, y + height + slope), at(x, y + height),
      ])
    }
    var panes = Path()
    let size = height * 0.3
    let count = max(1, Int(long / (height * 0.7)))
    for window in 0..<count {
      let x = long * (Double(window) + 0.5) / Double(count)
      panes += pane(x - size * 0.4, height * 0.4 + rise * x / long, size * 0.8, size, slope: 0)
    }
    panes += pane(-gable * 0.62, height * 0.9 + rise * 0.5, gable * 0.22, size, slope: 0)
    sketch.fill(panes, glass)
    sketch.fill(
      pane(-gable * 0.62, rise * 0.5, gable * 0.24, height * 0.5, slope: 0),
      scene.color(.bark, depth: depth, facing: 0))
  }
}
