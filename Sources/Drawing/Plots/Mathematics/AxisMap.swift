import Foundation

/// From numbers to places on the page, along one axis.
struct AxisMap {
  let range: ClosedRange<Double>
  let isLogarithmic: Bool
  /// The place of the lower end of `range`, in nominal pixels.
  let start: Double
  /// The place of its upper end.
  let end: Double

  private let low: Double
  private let span: Double

  init(_ range: ClosedRange<Double>, isLogarithmic: Bool, from start: Double, to end: Double) {
    (self.range, self.isLogarithmic, self.start, self.end) = (range, isLogarithmic, start, end)
    low = isLogarithmic ? log10(range.lowerBound) : range.lowerBound
    span = isLogarithmic ? log10(range.upperBound) - low : range.upperBound - low
  }

  /// Whether a number has a place on such an axis at all.
  func isDrawable(_ value: Double) -> Bool {
    isLogarithmic ? AxisRange.isDrawableLogarithmically(value) : AxisRange.isDrawable(value)
  }

  /// The place of a drawable number. What lies outside the range lies outside the axis, up to a distance that
  /// still is an ordinary place to Cairo, whose numbers end at eight million.
  func place(_ value: Double) -> Double {
    let fraction = ((isLogarithmic ? log10(value) : value) - low) / span
    return min(max(start + fraction * (end - start), -1e6), 1e6)
  }
}
