import Foundation

/// From where to where an axis goes.
enum AxisRange {
  /// Numbers beyond this are treated as infinite, so that the length of every axis is finite.
  static let largest = 1e300
  /// An axis is no shorter than this, so that its smallest step is an ordinary number.
  static let shortest = 1e-290
  /// An axis is no shorter than this part of its largest number: far above the 2·10⁻¹⁶ at which neighbouring
  /// `Double`s begin to coincide.
  static let finest = 1e-9

  /// Whether a number has a place on a linear axis.
  static func isDrawable(_ value: Double) -> Bool { abs(value) <= largest }

  /// Whether a number has a place on a logarithmic axis.
  static func isDrawableLogarithmically(_ value: Double) -> Bool {
    value >= 1 / largest && value <= largest
  }

  /// An axis for all numbers from `low` to `high`, with the part `margin` of its length free at both ends.
  ///
  /// A single number stands in the middle of an axis a fifth of it long, zero in the middle of -1...1.
  static func linear(_ low: Double, _ high: Double, margin: Double = 0) -> ClosedRange<Double> {
    let size = max(abs(low), abs(high))
    guard high - low > max(size * finest, shortest) else {
      let reach = size > shortest ? size / 10 : 1
      return limited(low - reach)...limited(high + reach)
    }
    let reach = (high - low) * margin
    return limited(low - reach)...limited(high + reach)
  }

  /// The same for a logarithmic axis, where `low` is above zero and the margin is a part of its decades.
  static func logarithmic(_ low: Double, _ high: Double, margin: Double = 0) -> ClosedRange<Double> {
    guard high > low * (1 + finest) else { return max(low / 2, 1 / largest)...min(high * 2, largest) }
    let reach = pow(10, (log10(high) - log10(low)) * margin)
    return max(low / reach, 1 / largest)...min(high * reach, largest)
  }

  private static func limited(_ value: Double) -> Double { min(max(value, -largest), largest) }
}
