/// A box in oblique projection: its front is seen as it is, and what lies behind is moved to the right and up.
struct Solid {
  /// The side that faces the reader.
  let front: Rectangle
  /// How far the back is to the right of the front.
  let x: Double
  /// How far the back is above the front.
  let y: Double

  /// The side that faces up.
  var top: Path {
    Path([
      Point(front.minX, front.minY), Point(front.minX + x, front.minY - y),
      Point(front.maxX + x, front.minY - y),
      Point(front.maxX, front.minY),
    ])
  }

  /// The side that faces right: the last image of the stage.
  var side: Path {
    Path([onSide(0, 0), onSide(1, 0), onSide(1, 1), onSide(0, 1)])
  }

  /// The point of the furthest edge at the height of `y` on the front.
  func back(_ y: Double) -> Point { Point(front.maxX + x, y - self.y) }

  /// The corners of a window on the side that faces right: parts of its height and width.
  func window(_ height: Double, _ width: Double) -> [Point] {
    // No smaller than can be seen, no larger than the side.
    func part(_ wanted: Double, _ length: Double) -> Double {
      min(max(wanted, min(5 / max(length, 1), 1)), 1)
    }
    let (high, wide) = (part(height, front.height), part(width, x))
    // A little above the middle, but on the side as a whole.
    let (top, left) = (min(max(0.34 - high / 2, 0), 1 - high), (1 - wide) / 2)
    return [
      onSide(left, top), onSide(left + wide, top), onSide(left + wide, top + high), onSide(left, top + high),
    ]
  }

  /// A point of the side that faces right: so far from front to back, and from top to bottom.
  private func onSide(_ along: Double, _ down: Double) -> Point {
    Point(front.maxX + along * x, front.minY + down * front.height - along * y)
  }
}
