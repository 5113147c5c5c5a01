import Drawing
import Foundation

/// Lines that land makes against what lies behind it.
extension Sketch {
  /// A rolling line across the whole width: about `y`, and up to `swing` off it, with about `waves` hills in sight.
  mutating func rolling(_ y: Double, swing: Double, waves: Double) -> [Point] {
    let phases = (between(0, 2 * .pi), between(0, 2 * .pi), between(0, 2 * .pi))
    let stretch = between(0.8, 1.25) * waves * 2 * .pi / 128
    return stride(from: Scene.left, through: Scene.right, by: 8).map { x in
      let wave =
        0.6 * sin(x * stretch + phases.0) + 0.28 * sin(x * stretch * 2.3 + phases.1)
        + 0.12 * sin(x * stretch * 5.1 + phases.2)
      return Point(x, y - swing * wave)
    }
  }

  /// The near bank of water, which comes into the picture from one side and goes under toward the other.
  mutating func bank(fromLeft: Bool) -> [Point] {
    rolling(between(116, 125), swing: 2.8, waves: 1.8).map {
      Point($0.x, $0.y + (fromLeft ? $0.x - 50 : 78 - $0.x) * 0.18)
    }
  }

  /// Fills everything below a smooth line across the picture.
  func land(_ line: [Point], _ paint: Paint) { canvas.fill(.land(line), paint) }

  /// Fills a shape with one colour.
  func fill(_ path: Path, _ color: Color) { canvas.fill(path, .flat(color)) }

  /// Draws a line of one colour.
  func line(_ path: Path, _ color: Color, width: Double) {
    canvas.stroke(path, .flat(color), Stroke(width: width))
  }
}

extension Path {
  /// Everything below `line`, which runs across the picture.
  static func land(_ line: [Point]) -> Path {
    var path = Path.smooth(line)
    path.line(to: Point(Scene.right, Scene.bottom))
    path.line(to: Point(Scene.left, Scene.bottom))
    path.close()
    return path
  }

  /// A round spot.
  static func disc(_ center: Point, _ radius: Double) -> Path {
    .ellipse(center: center, radiusX: radius, radiusY: radius)
  }
}

extension [Point] {
  /// The height at `x` of the line through these points, which go from left to right.
  func height(at x: Double) -> Double {
    guard let next = firstIndex(where: { $0.x >= x }), next > 0 else { return (x > 0 ? last : first)?.y ?? 0 }
    let (start, end) = (self[next - 1], self[next])
    return start.y + (end.y - start.y) * (x - start.x) / (end.x - start.x)
  }
}
