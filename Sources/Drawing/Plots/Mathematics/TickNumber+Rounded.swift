import Foundation

extension TickNumber {
  /// A measured number rounded to `digits` digits, without zeros at its end: 0.286, 12.3, 6000, 1.5×10⁻⁷.
  static func rounded(_ value: Double, digits: Int = 3) -> String {
    guard AxisRange.isDrawable(value) else { return "no number" }
    guard abs(value) > AxisRange.shortest else { return "0" }
    var leading = Int(log10(abs(value)).rounded(.down))
    var last = leading - digits + 1
    var count = (value / RoundSteps.value(1, last)).rounded()
    // 9.996 has one digit more once it is rounded.
    if abs(count) >= pow(10, Double(digits)) { (leading, last, count) = (leading + 1, last + 1, count / 10) }
    return written(Int(count.rounded()), last, leading: leading)
  }

  /// A share as a percentage with one digit behind the point: 91.2 %.
  static func percentage(_ value: Double) -> String {
    // Beyond a billion times the whole, it is no share.
    guard abs(value) < 1e9 else { return rounded(value) }
    return decimal(Int((value * 1000).rounded()), -1) + " %"
  }

  /// A whole number with all its digits up to fifteen of them, else rounded.
  static func whole(_ value: Double) -> String {
    abs(value) < 1e15 ? decimal(Int(value.rounded()), 0) : rounded(value)
  }

  private static func written(_ count: Int, _ exponent: Int, leading: Int) -> String {
    var (count, exponent) = (count, exponent)
    while count % 10 == 0 { (count, exponent) = (count / 10, exponent + 1) }
    // As at an axis: from nine zeros, or four behind the point, powers are easier to read.
    if leading >= 9 || leading < -3 { return decimal(count, exponent - leading) + "×" + power(leading) }
    return decimal(count, exponent)
  }
}

extension Axis.Numbers {
  /// A measured number as it is written beside its bar.
  func written(_ value: Double) -> String {
    switch self {
    case .plain: TickNumber.rounded(value)
    case .whole: TickNumber.whole(value)
    case .percent: TickNumber.percentage(value)
    }
  }
}
