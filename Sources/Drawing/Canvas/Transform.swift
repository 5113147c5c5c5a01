import CCairo
import Foundation

/// A place on a canvas: x to the right, y down, in the units of the current transform.
public struct Point: Hashable, Sendable {
  /// To the right.
  public var x: Double
  /// Down.
  public var y: Double

  /// The place `x` to the right of the origin and `y` below it.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  /// The place at `fraction` of the way to `other`.
  public func toward(_ other: Point, _ fraction: Double) -> Point {
    Point(x + (other.x - x) * fraction, y + (other.y - y) * fraction)
  }
}

/// An affine map between coordinates: x' = a·x + c·y + e, y' = b·x + d·y + f.
public struct Transform: Hashable, Sendable {
  let a, b, c, d, e, f: Double

  /// Leaves everything where it is.
  public static let identity = Transform(a: 1, b: 0, c: 0, d: 1, e: 0, f: 0)

  /// Moves by `x` to the right and `y` down.
  public static func translation(_ x: Double, _ y: Double) -> Transform {
    Transform(a: 1, b: 0, c: 0, d: 1, e: x, f: y)
  }

  /// Stretches about the origin.
  public static func scale(_ x: Double, _ y: Double) -> Transform {
    Transform(a: x, b: 0, c: 0, d: y, e: 0, f: 0)
  }

  /// Turns by `radians` about the origin, clockwise to the eye since y points down.
  public static func rotation(_ radians: Double) -> Transform {
    let (sine, cosine) = (sin(radians), cos(radians))
    return Transform(a: cosine, b: sine, c: -sine, d: cosine, e: 0, f: 0)
  }

  /// Slants what stands upright: every unit down moves by `amount` to the right.
  public static func shear(_ amount: Double) -> Transform {
    Transform(a: 1, b: 0, c: amount, d: 1, e: 0, f: 0)
  }

  /// The map that applies `self` first and `next` afterwards.
  public func then(_ next: Transform) -> Transform {
    Transform(
      a: next.a * a + next.c * b, b: next.b * a + next.d * b,
      c: next.a * c + next.c * d, d: next.b * c + next.d * d,
      e: next.a * e + next.c * f + next.e, f: next.b * e + next.d * f + next.f)
  }

  /// Where `point` goes.
  public func apply(to point: Point) -> Point {
    Point(a * point.x + c * point.y + e, b * point.x + d * point.y + f)
  }

  /// Whether areas stay areas: of other maps Cairo makes an error, and draws nothing more.
  var isInvertible: Bool {
    let area = a * d - b * c
    return area.isFinite && area != 0 && e.isFinite && f.isFinite
  }

  var cairo: cairo_matrix_t { cairo_matrix_t(xx: a, yx: b, xy: c, yy: d, x0: e, y0: f) }
}
