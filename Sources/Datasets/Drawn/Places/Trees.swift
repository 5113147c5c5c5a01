import Drawing

/// Trees, alone and in rows.
enum Trees {
  /// A conifer's outline: boughs that get wider from the top to the foot.
  static func conifer(at foot: Point, height: Double, lean: Double = 0, _ sketch: inout Sketch) -> Path {
    let tiers = height > 26 ? 7 : height > 12 ? 5 : 3
    let width = height * sketch.between(0.17, 0.25)
    let trunk = height * 0.08
    var (left, right): ([Point], [Point]) = ([], [])
    let top = Point(foot.x + lean * height, foot.y - height)
    for tier in 1...tiers {
      let part = Double(tier) / Double(tiers)
      let y = top.y + (height - trunk) * part
      let x = top.x - lean * height * part
      let reach = width * part * sketch.between(0.85, 1.15)
      left += [Point(x - reach, y + height * 0.02), Point(x - reach * 0.55, y)]
      right += [Point(x + reach, y + height * 0.02), Point(x + reach * 0.55, y)]
    }
    return Path([top] + right + left.reversed())
  }

  /// A conifer with a side in the light and a side in the shade.
  static func drawConifer(
    _ sketch: inout Sketch, _ scene: Scene, at foot: Point, height: Double, depth: Double
  ) {
    let lean = scene.sky == .storm ? scene.wind * -0.12 : 0
    let tone = sketch.between(-0.2, 0.2)
    sketch.fill(
      .rectangle(foot.x - height * 0.025, foot.y - height * 0.15, height * 0.05, height * 0.16),
      scene.color(.bark, depth: depth, facing: -0.3))
    let outline = conifer(at: foot, height: height, lean: lean, &sketch)
    sketch.fill(outline, scene.color(.needles, depth: depth, facing: -0.5 + tone))
    let side = scene.lightSide(of: foot.x)
    let top = Point(foot.x + lean * height, foot.y - height)
    let half = Path([
      top, Point(foot.x + side * height * 0.19, foot.y - height * 0.06),
      Point(foot.x + side * height * 0.02, foot.y - height * 0.1),
    ])
    let bright = scene.snowed(scene.seasonal(.needles), 0.8)
    sketch.fill(half, scene.color(bright, depth: depth, facing: 0.7 + tone).opacity(0.75))
  }

  /// A tree with a round crown.
  static func drawBroadleaf(
    _ sketch: inout Sketch, _ scene: Scene, at foot: Point, height: Double, depth: Double
  ) {
    let own = scene.leaves(&sketch)
    let trunk = height * sketch.between(0.3, 0.45)
    let lean = (scene.sky == .storm ? scene.wind * -0.25 : 0) + sketch.between(-0.06, 0.06)
    let crown = Point(foot.x + lean * height, foot.y - height * 0.64)
    sketch.fill(
      Path([
        Point(foot.x - height * 0.04, foot.y), Point(crown.x - height * 0.02, foot.y - trunk - height * 0.1),
        Point(crown.x + height * 0.02, foot.y - trunk - height * 0.1), Point(foot.x + height * 0.04, foot.y),
      ]), scene.color(.bark, depth: depth, facing: -0.2))
    let radius = height * sketch.between(0.28, 0.36)
    // A large crown is made of more and relatively smaller lumps.
    let (lumps, share) = height > 40 ? (16, 0.3) : height > 16 ? (9, 0.42) : (5, 0.52)
    var (whole, lit) = (Path(), Path())
    let side = scene.lightSide(of: foot.x)
    for _ in 0..<lumps {
      let lump = Point(
        crown.x + sketch.between(-0.85, 0.85) * radius, crown.y + sketch.between(-0.8, 0.65) * radius)
      let size = radius * share * sketch.between(0.75, 1.2)
      whole += .disc(lump, size)
      lit += .disc(Point(lump.x + side * size * 0.3, lump.y - size * 0.35), size * 0.6)
    }
    whole += .disc(crown, radius * 0.85)
    sketch.fill(whole, scene.color(own, depth: depth, facing: -0.45))
    sketch.fill(lit, scene.color(scene.snowed(own, 0.75), depth: depth, facing: 0.75).opacity(0.8))
  }

  /// A row of trees along `line`, each of about `height`, too far away to be told apart.
  static func drawRow(
    _ sketch: inout Sketch, _ scene: Scene, along line: [Point], height: Double, depth: Double,
    conifers: Bool, density: Double = 1
  ) {
    // Three shades, so that a row is three shapes to fill and still not one grey wall.
    var rows = [Path(), Path(), Path()]
    var x = -8.0
    while x < 136 {
      x += height * sketch.between(0.2, 0.55) / density
      let foot = Point(x, line.height(at: x) + 1)
      let size = height * sketch.between(0.6, 1.25)
      let row = sketch.random.below(3)
      if conifers {
        rows[row] += conifer(at: foot, height: size, &sketch)
      } else {
        rows[row] += .ellipse(
          center: Point(x, foot.y - size * 0.45), radiusX: size * 0.4, radiusY: size * 0.5)
      }
    }
    for (row, path) in rows.enumerated() {
      let own = conifers ? scene.seasonal(.needles) : scene.leaves(&sketch)
      sketch.fill(path, scene.color(own, depth: depth, facing: -0.5 + 0.4 * Double(row)))
    }
  }
}

extension Scene {
  /// The side of a thing at `x` that the light falls on: −1 left, 1 right.
  func lightSide(of x: Double) -> Double { sun.x < x ? -1 : 1 }
}
