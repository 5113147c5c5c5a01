/// A width and a height in nominal pixels.
public struct Size: Hashable, Sendable {
  /// From left to right.
  public var width: Double
  /// From top to bottom.
  public var height: Double

  /// A size of `width` × `height` nominal pixels.
  public init(_ width: Double, _ height: Double) {
    (self.width, self.height) = (width, height)
  }
}

/// An upright rectangle: its upper left corner, its width and its height, in nominal pixels.
public struct Rectangle: Hashable, Sendable {
  /// The left side.
  public var x: Double
  /// The upper side.
  public var y: Double
  /// From left to right.
  public var width: Double
  /// From top to bottom.
  public var height: Double

  /// The rectangle with its upper left corner at (`x`, `y`).
  public init(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }

  /// The rectangle between two horizontal and two vertical lines.
  public init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    self.init(minX, minY, maxX - minX, maxY - minY)
  }

  /// The left side.
  public var minX: Double { x }
  /// The upper side.
  public var minY: Double { y }
  /// The right side.
  public var maxX: Double { x + width }
  /// The lower side.
  public var maxY: Double { y + height }
  /// Half way from left to right.
  public var midX: Double { x + width / 2 }
  /// Half way from top to bottom.
  public var midY: Double { y + height / 2 }
  /// Width and height.
  public var size: Size { Size(width, height) }
  /// The middle.
  public var center: Point { Point(midX, midY) }

  /// The rectangle whose sides lie `amount` further inside; further outside if it is negative.
  public func inset(by amount: Double) -> Rectangle { inset(x: amount, y: amount) }

  /// The rectangle with left and right moved inwards by `x`, top and bottom by `y`.
  public func inset(x dx: Double, y dy: Double) -> Rectangle {
    Rectangle(x + dx, y + dy, width - 2 * dx, height - 2 * dy)
  }

  /// The same rectangle elsewhere: `x` to the right and `y` down.
  public func moved(x dx: Double, y dy: Double) -> Rectangle {
    Rectangle(x + dx, y + dy, width, height)
  }

  /// Whether the two have an area in common; touching sides are none.
  public func intersects(_ other: Rectangle) -> Bool {
    minX < other.maxX && other.minX < maxX && minY < other.maxY && other.minY < maxY
  }

  /// Whether `other` lies inside, sides included.
  public func contains(_ other: Rectangle) -> Bool {
    minX <= other.minX && other.maxX <= maxX && minY <= other.minY && other.maxY <= maxY
  }

  /// The part of the rectangle that lies inside `other`; without width or height if none does.
  func clamped(to other: Rectangle) -> Rectangle {
    let (left, right) = (max(minX, other.minX), min(maxX, other.maxX))
    let (top, bottom) = (max(minY, other.minY), min(maxY, other.maxY))
    return Rectangle(minX: left, minY: top, maxX: max(left, right), maxY: max(top, bottom))
  }

  /// The smallest rectangle that holds both.
  public func union(_ other: Rectangle) -> Rectangle {
    Rectangle(
      minX: min(minX, other.minX), minY: min(minY, other.minY), maxX: max(maxX, other.maxX),
      maxY: max(maxY, other.maxY))
  }
}
