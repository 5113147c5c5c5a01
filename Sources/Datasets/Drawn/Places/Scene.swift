import Drawing

/// One place under one sky: where the horizon and the sun are, and what colour everything has.
///
/// Canvas units are pixels of a 128 × 128 picture. Depth runs from 0, at the viewer's feet, to 1, at the horizon.
struct Scene {
  /// What crosses the picture reaches this far beyond its borders, so that it is never seen to end.
  static let (left, right, bottom) = (-24.0, 152.0, 152.0)

  /// How much of a picture's colours may be those of a neighbouring sky. Document 002's LeNet (Adam 1e-3, batch 32, 12
  /// epochs on 10,000 pictures) then names 71 % of the validation pictures; at 0.4 it was 74 %.
  private static let largestImpurity = 0.48

  let sky: Sky
  let palette: Palette
  /// How far down the horizon lies.
  let horizon: Double
  /// Where the sun or the moon stands, in sight or not.
  let sun: Point
  /// Of all that snow can cover, the share it does.
  let snowCover: Double
  /// How far to the left the wind carries rain for each unit that it falls.
  let wind: Double

  init(_ sky: Sky, horizon: ClosedRange<Double>, _ sketch: inout Sketch) {
    self.sky = sky
    let other = sky.neighbours[sketch.random.below(sky.neighbours.count)]
    palette = Palette(sky).toward(Palette(other), sketch.between(0, Self.largestImpurity))
    snowCover = sky == .snow ? sketch.between(0.6, 1) : 0
    self.horizon = sketch.between(horizon.lowerBound, horizon.upperBound)
    let height =
      switch sky {
      case .dawn, .dusk: sketch.between(-2, 14)
      case .autumn: sketch.between(14, 34)
      default: sketch.between(28, 60)
      }
    sun = Point(sketch.between(14, 114), self.horizon - height)
    wind = (sketch.chance(0.5) ? 1 : -1) * (sky == .storm ? sketch.between(0.3, 0.7) : sketch.between(0, 0.3))
  }

  /// The colour of a surface at `depth` that faces the light (1), is seen sideways to it (0) or faces away (−1).
  func color(_ surface: Surface, depth: Double, facing: Double = 0.3) -> Color {
    color(seasonal(surface), depth: depth, facing: facing)
  }

  /// The same for a thing that has its own colour and no season.
  func color(_ own: Color, depth: Double, facing: Double = 0.3) -> Color {
    let light = palette.shadow.toward(palette.light, (facing + 1) / 2)
    return hazy(own.times(light), depth: depth)
  }

  /// A surface's own colour in the season of this sky.
  func seasonal(_ surface: Surface) -> Color {
    snowed(sky == .autumn ? surface.autumnColor : surface.color, surface.snow)
  }

  /// A colour under snow that could cover `share` of it; the same colour if there is no snow.
  func snowed(_ own: Color, _ share: Double) -> Color { own.toward(Color(0xF6F9FD), share * snowCover) }

  /// What is left of a colour at `depth`.
  func hazy(_ color: Color, depth: Double) -> Color {
    color.toward(palette.haze, palette.hazeDensity * min(max(depth, 0), 1))
  }

  /// Leaves of one tree among others: in autumn some are still green and some already brown.
  func leaves(_ sketch: inout Sketch) -> Color {
    guard sky == .autumn else {
      let own = Surface.leaves.color.toward(Color(0x3E7048), sketch.between(0, 0.5))
      return snowed(own, Surface.leaves.snow)
    }
    let others: [(Color, Double)] = [
      (Color(0xE8A22E), 3), (Color(0xC8502A), 3), (Color(0xA83A2C), 1.5), (Color(0x8A8C3C), 1),
    ]
    return Surface.leaves.autumnColor.toward(sketch.choose(others), sketch.between(0.4, 1))
  }

  /// The light of a lamp or a window at `depth`: it shines through haze better than anything else.
  func lamp(depth: Double) -> Color { hazy(Color(0xFFD684), depth: depth * 0.5) }

  /// The paint of level ground from the horizon to the viewer's feet.
  func ground(_ surface: Surface) -> Paint { ground(seasonal(surface)) }

  /// The same for ground that has its own colour.
  func ground(_ own: Color) -> Paint {
    .linear(
      from: Point(0, horizon), to: Point(0, 128),
      stops: [
        (0, color(own, depth: 0.9)), (0.35, color(own, depth: 0.35)), (1, color(own, depth: 0, facing: 0)),
      ])
  }

  /// How far away level ground is that is seen at height `y`.
  func depth(at y: Double) -> Double {
    // Distance itself, 1 / (y − horizon), would leave no haze to anything but the last few rows.
    let below = min(max((y - horizon) / (128 - horizon), 0), 1)
    return (1 - below) * (1 - below)
  }
}

extension Color {
  /// Each part multiplied by the other's, as a surface colours the light.
  func times(_ other: Color) -> Color {
    Color(red: red * other.red, green: green * other.green, blue: blue * other.blue, opacity: opacity)
  }
}
