import Foundation

/// Numbers as figures write them: a real minus sign, a comma between thousands from 1,000 on, no more digits than tell
/// something.
package enum NumberText {
  /// With a comma between thousands: 12,345.
  package static func grouped(_ number: Int) -> String {
    (number < 0 ? "−" : "") + grouped(digits: String(number.magnitude))
  }

  /// The same for digits without a sign; what follows a point stays as it is.
  static func grouped(digits: String) -> String {
    let whole = digits.prefix { $0 != "." }
    var text = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return text + digits.dropFirst(whole.count)
  }

  /// In at most four letters: 999, 1.2k, 12k, 3.4M.
  static func brief(_ number: Int) -> String {
    guard number.magnitude >= 1_000 else { return grouped(number) }
    let units = ["k", "M", "G", "T", "P", "E"]
    var (value, unit) = (Double(number) / 1_000, 0)
    // 999.5 would be written as 1000.
    while abs(value) >= 999.5, unit < units.count - 1 { (value, unit) = (value / 1_000, unit + 1) }
    let text = String(format: abs(value) < 9.95 ? "%.1f" : "%.0f", value)
    return text.replacingOccurrences(of: "-", with: "−") + units[unit]
  }

  /// A share of 1 in hundredths: 93 %, 99 %, 0.4 %, 99.7 %. Only nothing is 0 %, and only all is 100 %.
  package static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "?" }
    let hundredths = share * 100
    guard abs(hundredths) < 100_000 else { return short(hundredths) + " %" }
    if hundredths > 0, hundredths < 0.1 { return "<0.1 %" }
    if hundredths < 100, hundredths > 99.9 { return ">99.9 %" }
    // 0.95 has one digit after the point only if it is not rounded to 1.
    let isNearAnEnd = hundredths > 0 && hundredths < 0.95 || hundredths >= 99.5 && hundredths < 100
    return signed(String(format: isNearAnEnd ? "%.1f" : "%.0f", hundredths)) + " %"
  }

  /// A share of 1 in hundredths with this many digits after the point.
  static func percent(_ share: Double, decimals: Int) -> String {
    share.isFinite ? signed(String(format: "%.\(decimals)f", share * 100)) + " %" : "?"
  }

  /// Three digits that count: 0.213, −12.5, 1.2·10⁻⁵.
  static func short(_ number: Double) -> String {
    guard number.isFinite else { return number.isNaN ? "no number" : number < 0 ? "−∞" : "∞" }
    if number == 0 { return "0" }
    let size = abs(number)
    if size >= 0.001, size < 100_000 {
      let decimals = max(0, 2 - Int(log10(size).rounded(.down)))
      return signed(withoutTrailingZeros(String(format: "%.\(decimals)f", number)))
    }
    let parts = String(format: "%.1e", number).split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return "\(number)" }
    return signed(withoutTrailingZeros(String(parts[0]))) + "·10" + raised(exponent)
  }

  private static func withoutTrailingZeros(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  private static func signed(_ text: String) -> String {
    text.hasPrefix("-") ? "−" + grouped(digits: String(text.dropFirst())) : grouped(digits: text)
  }

  /// A number as an exponent is set: raised and small.
  static func raised(_ exponent: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return (exponent < 0 ? "⁻" : "")
      + String(String(exponent.magnitude).compactMap { $0.wholeNumberValue.map { digits[$0] } })
  }
}
