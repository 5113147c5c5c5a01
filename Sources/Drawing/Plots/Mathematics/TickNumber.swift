/// How the numbers at an axis are written.
enum TickNumber {
  /// `count` times ten to `exponent` in full, for instance -0.05 or 12,500.
  static func decimal(_ count: Int, _ exponent: Int) -> String {
    var digits = String(count.magnitude)
    var fraction = ""
    if exponent > 0 {
      if count != 0 { digits += String(repeating: "0", count: exponent) }
    } else if exponent < 0 {
      if digits.count <= -exponent {
        digits = String(repeating: "0", count: 1 - exponent - digits.count) + digits
      }
      fraction = "." + digits.suffix(-exponent)
      digits = String(digits.dropLast(-exponent))
    }
    return (count < 0 ? "−" : "") + NumberText.grouped(digits: digits) + fraction
  }

  /// The same with all its digits and no zeros after the last, or as a power if it has more than fifteen places.
  static func full(_ count: Int, _ exponent: Int) -> String {
    var (digits, last) = (count, exponent)
    while digits != 0 && digits % 10 == 0 { (digits, last) = (digits / 10, last + 1) }
    let places = String(digits.magnitude).count
    if abs(last) > 15 || places + max(last, 0) > 15 {
      return decimal(digits, 1 - places) + "·" + power(last + places - 1)
    }
    return decimal(digits, last)
  }

  /// A power of ten, as in 10⁻³.
  static func power(_ exponent: Int) -> String { "10" + NumberText.raised(exponent) }
}
