import Foundation

/// The round numbers of a linear axis: whole multiples of 1, 2 or 5 times a power of ten, as few as fit
/// (Heckbert, "Nice Numbers for Graph Labels", Graphics Gems, 1990).
///
/// A tick is kept as a whole number of tenths, hundredths, …, so that three tenths are the `Double` nearest to
/// 0.3 and are written "0.3", not 0.30000000000000004.
struct RoundSteps: Equatable {
  /// What the ticks count: the value of a tick is its count times ten to this.
  let exponent: Int
  /// The ticks, from the lowest to the highest.
  let counts: [Int]
  /// How far one tick is from the next, in the unit of `counts`.
  let step: Int

  /// The ticks within `range`, with the smallest round step that gives no more than `count` of them.
  ///
  /// - Parameters:
  ///   - range: finite, and wide enough for its ticks to differ as `Double`s, as ``AxisRange`` makes it.
  ///   - count: the most ticks wanted, at least 1.
  ///   - onlyWhole: whether ticks between whole numbers make no sense, as between two epochs.
  init(in range: ClosedRange<Double>, atMost count: Int, onlyWhole: Bool = false) {
    let span = range.upperBound - range.lowerBound
    // A step under a `count`-th of the span gives too many ticks: the search starts at the power below it.
    var exponent = Int(log10(span / Double(max(count, 1))).rounded(.down)) - 1
    if onlyWhole { exponent = max(exponent, 0) }
    while true {
      for step in [1, 2, 5] {
        let ticks = RoundSteps.multiples(of: step, exponent, in: range)
        if ticks.count <= max(count, 1) {
          self.exponent = exponent
          self.step = step
          counts = ticks.map { $0 * step }
          return
        }
      }
      exponent += 1
    }
  }

  /// The tick `count` as a number of the axis.
  func value(_ count: Int) -> Double { RoundSteps.value(count, exponent) }

  /// `count` times ten to `exponent`, rounded once as long as the power of ten is exact (up to 10²²).
  static func value(_ count: Int, _ exponent: Int) -> Double {
    exponent < 0 ? Double(count) / pow(10, Double(-exponent)) : Double(count) * pow(10, Double(exponent))
  }

  /// Which multiples of a step lie within `range`; the range of an empty result is empty.
  private static func multiples(of step: Int, _ exponent: Int, in range: ClosedRange<Double>) -> Range<Int> {
    let size = value(step, exponent)
    // A tick that misses the end by a millionth of a step, which is rounding, is drawn at the end.
    let first = (range.lowerBound / size - 1e-6).rounded(.up)
    let last = (range.upperBound / size + 1e-6).rounded(.down)
    return last < first ? 0..<0 : Int(first)..<Int(last) + 1
  }
}
