import Foundation

extension BinaryFloatingPoint {
  /// The number with this many digits after the point, as the documents print theirs: `0.3113`.
  public func fixed(_ digits: Int) -> String { String(format: "%.\(digits)f", Double(self)) }
}

extension Int {
  /// `60,000` for 60000: the same in every locale, since the book quotes what it prints.
  public var grouped: String {
    var digits = String(magnitude)
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = String(digits.dropLast(3))
    }
    return (self < 0 ? "-" : "") + ([digits[...]] + groups).joined(separator: ",")
  }
}
