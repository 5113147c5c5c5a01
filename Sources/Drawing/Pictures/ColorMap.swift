import Foundation

/// How a number becomes a colour: 256 of them from the smallest number to the largest.
///
/// The coloured maps go through Oklab (Ottosson, "A perceptual color space for image processing", 2020) in equal
/// steps, so that equal differences of the number look equally large, on paper without colours too.
public struct ColorMap: Hashable, Sendable {
  /// Red, green and blue of every step, `[256, 3]`.
  public let bytes: [UInt8]

  /// Black to white: how pictures are stored.
  public static let grey = ColorMap(bytes: (0...255).flatMap { [UInt8]([$0, $0, $0]) })
  /// White to black: how they are printed, and matplotlib's `Greys` in spirit.
  public static let greys = ColorMap(bytes: (0...255).flatMap { [UInt8]([255 - $0, 255 - $0, 255 - $0]) })
  /// Paper over amber to a dark brown: for amounts, of which zero is none. Warm as what is above zero in ``diverging``, so
  /// that one figure can have both.
  public static let sequential = ColorMap(through: [
    Oklab.paper, Oklab(lightness: 0.80, chroma: 0.115, hue: 75),
    Oklab(lightness: 0.57, chroma: 0.135, hue: 50), Oklab(lightness: 0.28, chroma: 0.075, hue: 35),
  ])
  /// Blue over white to orange: for numbers of both signs, zero in the middle.
  public static let diverging = ColorMap(through: [
    Oklab(lightness: 0.40, chroma: 0.13, hue: 255), Oklab(lightness: 0.69, chroma: 0.105, hue: 245),
    Oklab.paper, Oklab(lightness: 0.69, chroma: 0.145, hue: 55),
    Oklab(lightness: 0.40, chroma: 0.115, hue: 45),
  ])

  /// The colour of a number in 0...1; what lies outside counts as the nearest, what is no number as 0.
  public func color(_ fraction: Double) -> Color {
    let at = step(fraction) * 3
    func part(_ channel: Int) -> Double { Double(bytes[at + channel]) / 255 }
    return Color(red: part(0), green: part(1), blue: part(2))
  }

  /// Which of the 256 steps a number in 0...1 is.
  func step(_ fraction: Double) -> Int {
    fraction > 0 ? Int((min(fraction, 1) * 255).rounded()) : 0
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// Through these colours at equal distances.
  private init(through stops: [Oklab]) {
    bytes = (0...255).flatMap { step -> [UInt8] in
      let way = Double(step) / 255 * Double(stops.count - 1)
      let first = min(Int(way), stops.count - 2)
      return stops[first].toward(stops[first + 1], way - Double(first)).bytes
    }
  }
}

/// A colour in Oklab: lightness, and the two directions green to red and blue to yellow.
private struct Oklab {
  var lightness, a, b: Double

  init(lightness: Double, chroma: Double, hue degrees: Double) {
    self.lightness = lightness
    (a, b) = (chroma * cos(degrees * .pi / 180), chroma * sin(degrees * .pi / 180))
  }

  /// The book's paper, so that nothing is drawn as nothing.
  static let paper = Oklab(lightness: 0.991, chroma: 0.0041, hue: 91.4)

  func toward(_ other: Oklab, _ fraction: Double) -> Oklab {
    var result = self
    result.lightness += (other.lightness - lightness) * fraction
    result.a += (other.a - a) * fraction
    result.b += (other.b - b) * fraction
    return result
  }

  /// Red, green and blue as screens want them; the matrices are Ottosson's, the curve is sRGB's.
  var bytes: [UInt8] {
    func cube(_ x: Double) -> Double { x * x * x }
    let l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b)
    let m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b)
    let s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b)
    let linear = [
      4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
      -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
    ]
    return linear.map { light in
      let clipped = min(max(light, 0), 1)
      let curved = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * pow(clipped, 1 / 2.4) - 0.055
      return UInt8((curved * 255).rounded())
    }
  }
}
