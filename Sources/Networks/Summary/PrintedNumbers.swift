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

extension Int {
  /// `18.1 G` for 18,068,766,720: three digits, in thousands (k), millions (M), billions (G), trillions (T).
  public var scaled: String { Self.scaled(self, by: 1000, ["", " k", " M", " G", " T"], digits: 3) }

  /// `567 MB` for 594,739,200: two digits or a whole number, in kB, MB, GB of 2¹⁰, 2²⁰, 2³⁰ bytes.
  public var scaledBytes: String {
    Self.scaled(self, by: 1024, [" B", " kB", " MB", " GB", " TB"], digits: 2)
  }

  private static func scaled(_ count: Int, by factor: Double, _ units: [String], digits: Int) -> String {
    guard count.magnitude >= 1000 else { return "\(count)\(units[0])" }
    var (value, unit) = (Double(count), 0)
    // 999.5 and more would be printed as 1000.
    while abs(value) >= 999.5, unit + 1 < units.count { (value, unit) = (value / factor, unit + 1) }
    let whole = abs(value) < 9.995 ? 1 : abs(value) < 99.95 ? 2 : 3
    return "\(value.fixed(Swift.max(digits - whole, 0)))\(units[unit])"
  }
}
