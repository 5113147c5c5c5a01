/// Which colours the numbers of some pictures have, all of them on one scale.
struct ValueScale: Sendable {
  /// The number of the last colour; the first is 0, or the negative of it.
  let most: Float
  /// Whether there are numbers below zero: then zero is in the middle.
  let isSigned: Bool
  /// The share of the numbers that lie beyond the ends.
  let shareOutside: Double
  /// How many are no numbers.
  let missing: Int

  /// A few large weights would turn a whole bank grey.
  private static let mostOutside = 0.005

  /// The scale that suits these numbers.
  ///
  /// - Parameters:
  ///   - isSigned: whether zero is in the middle even if nothing is below it.
  ///   - cutting: whether a few of the largest may lie beyond the ends, so that the others have more colours.
  init(_ values: some Sequence<Float>, isSigned: Bool? = nil, cutting: Bool) {
    var (sizes, missing, hasNegative) = ([Float](), 0, false)
    for value in values {
      if value.isFinite { sizes.append(abs(value)) } else { missing += value.isNaN ? 1 : 0 }
      if value < 0 { hasNegative = true }
    }
    self.missing = missing
    self.isSigned = isSigned ?? hasNegative
    sizes.sort()
    let largest = sizes.last ?? 0
    let usual = sizes.isEmpty ? 0 : sizes[Int(Double(sizes.count - 1) * (1 - Self.mostOutside))]
    // Only if the others gain half as many colours again, and if the share means more than a number or two.
    let gains = cutting && sizes.count >= 1_000 && usual > 0 && largest > 1.5 * usual
    let cut = gains ? usual : largest
    most = cut > 0 ? cut : 1
    shareOutside = sizes.isEmpty ? 0 : Double(sizes.count { $0 > cut }) / Double(sizes.count)
  }

  /// A scale that others were agreed on.
  init(most: Float, isSigned: Bool, of values: some Sequence<Float>) {
    self.most = most > 0 && most.isFinite ? most : 1
    self.isSigned = isSigned
    var (count, outside, missing) = (0, 0, 0)
    for value in values {
      count += 1
      if value.isNaN { missing += 1 } else if abs(value) > self.most { outside += 1 }
    }
    self.missing = missing
    shareOutside = count == 0 ? 0 : Double(outside) / Double(count)
  }

  var range: ClosedRange<Float> { (isSigned ? -most : 0)...most }

  /// Blue to orange about zero, or paper to brown from zero on.
  var map: ColorMap { isSigned ? .diverging : .sequential }

  /// The colour of a number.
  func color(_ value: Float) -> Color {
    let pixel = Picture.values([value], width: 1, height: 1, map: map, range: range).pixels
    func part(_ channel: Int) -> Double { Double(pixel[channel]) / 255 }
    return Color(red: part(0), green: part(1), blue: part(2))
  }

  /// The numbers at the ends, for a legend.
  var ends: (low: String, high: String) {
    (isSigned ? NumberText.short(-Double(most)) : "0", NumberText.short(Double(most)))
  }

  /// The strip that explains the colours.
  var bar: ColorBar { ColorBar(map, low: ends.low, high: ends.high) }

  /// What the strip does not say; nothing if there is nothing.
  func remark(_ noun: String) -> String {
    var sentences: [String] = []
    if shareOutside > 0 {
      sentences.append("\(NumberText.percent(shareOutside)) of the \(noun) lie beyond the ends.")
    }
    if missing > 0 {
      sentences.append("Magenta: no number (NaN), \(NumberText.grouped(missing)) of the \(noun).")
    }
    return sentences.joined(separator: " ")
  }
}
