import Foundation

/// A colour with opacity, each part in 0...1.
public struct Color: Hashable, Sendable {
  /// How much red.
  public var red: Double
  /// How much green.
  public var green: Double
  /// How much blue.
  public var blue: Double
  /// How little of what lies below shows through.
  public var opacity: Double

  /// A colour from its parts.
  public init(red: Double, green: Double, blue: Double, opacity: Double = 1) {
    (self.red, self.green, self.blue, self.opacity) = (red, green, blue, opacity)
  }

  /// An opaque colour as the web writes it, `0xRRGGBB`.
  public init(_ hexadecimal: UInt32) {
    func part(_ shift: UInt32) -> Double { Double(hexadecimal >> shift & 0xFF) / 255 }
    self.init(red: part(16), green: part(8), blue: part(0))
  }

  /// The same colour with another opacity.
  public func opacity(_ opacity: Double) -> Color {
    Color(red: red, green: green, blue: blue, opacity: opacity)
  }

  /// The colour at `fraction` of the way to `other`.
  public func toward(_ other: Color, _ fraction: Double) -> Color {
    func between(_ from: Double, _ to: Double) -> Double { from + (to - from) * fraction }
    return Color(
      red: between(red, other.red), green: between(green, other.green), blue: between(blue, other.blue),
      opacity: between(opacity, other.opacity))
  }

  /// Red, green and blue as bytes, without the opacity.
  var bytes: [UInt8] { [red, green, blue].map { UInt8((min(max($0, 0), 1) * 255).rounded()) } }

  /// How bright it is to the eye, from 0 to 1 (relative luminance of WCAG 2).
  var luminance: Double {
    func light(_ part: Double) -> Double {
      part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue)
  }

  /// From 1, the same brightness, to 21, black and white; text needs 4.5 (WCAG 2).
  func contrast(to other: Color) -> Double {
    let (first, second) = (luminance, other.luminance)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  /// A grey between black (0) and white (1).
  public static func grey(_ level: Double, opacity: Double = 1) -> Color {
    Color(red: level, green: level, blue: level, opacity: opacity)
  }

  /// No light.
  public static let black = grey(0)
  /// All light.
  public static let white = grey(1)
}

/// What a shape is filled with.
public enum Paint: Sendable {
  /// The same everywhere.
  case flat(Color)
  /// Changing along the line from `from` to `to`; each stop's `at` is a fraction of that way.
  case linear(from: Point, to: Point, stops: [(at: Double, color: Color)])
  /// Changing outwards from `center`; each stop's `at` is a fraction of the way to `radius`.
  case radial(center: Point, radius: Double, stops: [(at: Double, color: Color)])

  /// One grey everywhere.
  public static func grey(_ level: Double, opacity: Double = 1) -> Paint {
    .flat(.grey(level, opacity: opacity))
  }
}

/// How a line is drawn along a path.
public struct Stroke: Hashable, Sendable {
  /// In the units of the current transform.
  public var width: Double
  /// Whether ends and corners are round; else ends are cut off straight and corners are sharp.
  public var isRound: Bool
  /// Lengths of dashes and gaps in turn; empty for an unbroken line.
  public var dashes: [Double]

  /// A line of `width`.
  public init(width: Double, isRound: Bool = true, dashes: [Double] = []) {
    (self.width, self.isRound, self.dashes) = (width, isRound, dashes)
  }
}
