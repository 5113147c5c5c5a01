import Drawing
import Foundation

/// What is in the air between the viewer and the place.
extension Scene {
  func drawWeather(_ sketch: inout Sketch) {
    switch sky {
    case .dawn: drawMist(&sketch, veils: 3, opacity: 0.4)
    case .fog:
      drawMist(&sketch, veils: 5, opacity: 0.5)
      drawVeil(&sketch, opacity: sketch.between(0.12, 0.3))
    case .rain:
      drawVeil(&sketch, opacity: sketch.between(0.1, 0.2))
      drawRain(&sketch, drops: Int(sketch.between(50, 220)), opacity: 0.42)
    case .storm: drawRain(&sketch, drops: Int(sketch.between(60, 200)), opacity: 0.3)
    case .snow: drawFlakes(&sketch)
    case .autumn: drawFallingLeaves(&sketch)
    case .noon, .dusk, .night, .overcast: break
    }
  }

  /// The same veil over everything.
  private func drawVeil(_ sketch: inout Sketch, opacity: Double) {
    sketch.fill(.rectangle(-24, -24, 176, 176), palette.haze.opacity(opacity))
  }

  /// Veils that lie over the ground.
  private func drawMist(_ sketch: inout Sketch, veils: Int, opacity: Double) {
    for _ in 0..<veils {
      let y = horizon + sketch.between(-14, 34)
      let thickness = sketch.between(5, 15)
      let strength = opacity * sketch.between(0.4, 1)
      let haze = palette.haze
      sketch.canvas.fill(
        .rectangle(Scene.left, y - thickness, Scene.right - Scene.left, 2 * thickness),
        .linear(
          from: Point(0, y - thickness), to: Point(sketch.between(-4, 4), y + thickness),
          stops: [(0, haze.opacity(0)), (0.5, haze.opacity(strength)), (1, haze.opacity(0))]))
    }
  }

  private func drawRain(_ sketch: inout Sketch, drops: Int, opacity: Double) {
    // Near drops are few, long and thick.
    for (share, length, width) in [(0.7, 5.0, 0.45), (0.3, 9.0, 0.75)] {
      var streaks = Path()
      for _ in 0..<Int(Double(drops) * share) {
        let start = Point(sketch.between(-20, 148), sketch.between(-12, 128))
        let fall = length * sketch.between(0.6, 1.4)
        streaks.move(to: start)
        streaks.line(to: Point(start.x - wind * fall, start.y + fall))
      }
      sketch.canvas.stroke(
        streaks, .flat(Color(0xDCE6EE).opacity(opacity)), Stroke(width: width, isRound: false))
    }
  }

  private func drawFlakes(_ sketch: inout Sketch) {
    let amount = sketch.between(0.2, 1.2)
    for (count, radius, opacity) in [(90.0, 0.55, 0.75), (45.0, 0.95, 0.85), (14.0, 1.7, 0.7)] {
      var flakes = Path()
      for _ in 0..<Int(count * amount) {
        flakes += .disc(
          Point(sketch.between(-4, 132), sketch.between(-4, 132)), radius * sketch.between(0.7, 1.3))
      }
      sketch.fill(flakes, Color.white.opacity(opacity))
    }
  }

  private func drawFallingLeaves(_ sketch: inout Sketch) {
    for _ in 0..<Int(sketch.between(4, 22)) {
      let place = Point(sketch.between(-2, 130), sketch.between(-2, 130))
      let size = sketch.chance(0.15) ? sketch.between(1.8, 3.2) : sketch.between(0.6, 1.5)
      let color = leaves(&sketch)
      sketch.canvas.transformed(
        by: Transform.rotation(sketch.between(0, .pi)).then(.translation(place.x, place.y))
      ) {
        sketch.fill(.ellipse(center: Point(0, 0), radiusX: size, radiusY: size * 0.5), color)
      }
    }
  }
}
