import Foundation

/// How long in nominal pixels what a network is made of becomes.
struct DiagramScale {
  /// The longest side of an image.
  private let longestSide: Double
  private let longest: Double
  /// The thickness of the most channels.
  private let thickest: Double
  private let most: Double
  private let mostUnits: Double

  /// A scale for `stages` in a frame of `width` nominal pixels.
  init(_ stages: [Stage], within width: Double) {
    var (longest, most, mostUnits) = (1, 1, 1)
    for stage in stages {
      switch stage.values {
      case .images(let channels, let height, let width):
        longest = max(longest, height, width)
        most = max(most, channels)
      case .units(let units): mostUnits = max(mostUnits, units)
      }
    }
    (self.longest, self.most, self.mostUnits) = (Double(longest), Double(most), Double(mostUnits))
    longestSide = min(120, width * 0.3)
    thickest = min(40, width * 0.1)
  }

  /// The side of an image. The square root keeps what is 38 times smaller, as 6 is beside 227, at a sixth.
  func side(_ count: Int) -> Double {
    max(longestSide * (Double(max(count, 1)) / longest).squareRoot(), 9)
  }

  /// The thickness of so many channels.
  func thickness(_ channels: Int) -> Double {
    max(thickest * (Double(max(channels, 1)) / most).squareRoot(), 3)
  }

  /// The height of a bar of so many units. They spread over more powers of ten than sides do: 9,216 and 10. Bars as
  /// high as the input would dwarf the boxes before them.
  func height(units: Int) -> Double {
    max(0.75 * longestSide * pow(Double(max(units, 1)) / mostUnits, 0.35), 14)
  }

  /// How far an image of this side recedes: to the right and upwards.
  func recession(_ side: Double) -> (x: Double, y: Double) { (side * 0.34, side * 0.26) }
}
