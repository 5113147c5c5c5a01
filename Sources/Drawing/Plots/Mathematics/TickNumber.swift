/// How the numbers at an axis are written.
enum TickNumber {
  /// `count` times ten to `exponent` in full, for instance -0.05 or 12,500. Thousands are set off from ten
  /// thousand on.
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
    return (count < 0 ? "−" : "") + (digits.count > 4 ? grouped(digits) : digits) + fraction
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

  /// Digits with a comma between thousands.
  private static func grouped(_ digits: String) -> String {
    let first = digits.count % 3
    let groups = stride(from: first, to: digits.count, by: 3).map { digits.dropFirst($0).prefix(3) }
    return ([digits.prefix(first)] + groups).filter { !$0.isEmpty }.joined(separator: ",")
  }
}
