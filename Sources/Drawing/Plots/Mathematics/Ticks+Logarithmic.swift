import Foundation

extension Ticks {
  /// The ticks of a logarithmic axis: powers of ten, every second or fifth of them where there are many, and
  /// 1, 2 and 5 of every decade where there are few.
  ///
  /// - Parameter range: above zero.
  static func logarithmic(in range: ClosedRange<Double>, atMost count: Int) -> Ticks {
    let (low, high) = (log10(range.lowerBound), log10(range.upperBound))
    // The decade in which the axis begins to the one in which it ends; rounding of the logarithm is no reason
    // to lose the tick at an end.
    let decades = Int((low - 1e-9).rounded(.down))...Int((high + 1e-9).rounded(.down))
    func within(_ value: Double) -> Bool {
      value >= range.lowerBound * (1 - 1e-9) && value <= range.upperBound * (1 + 1e-9)
    }
    func places(_ digits: [Int]) -> [(digit: Int, decade: Int)] {
      decades.flatMap { decade in digits.map { (digit: $0, decade: decade) } }
        .filter { within(RoundSteps.value($0.digit, $0.decade)) }
    }
    let powers = places([1])
    if powers.count < 3 {
      let finer = places([1, 2, 5])
      // Within half a decade a logarithmic axis is almost a linear one, and is labelled as such.
      if finer.count < 3 || finer.count > count { return linear(in: range, atMost: count) }
      return Ticks(finer, between: places(Array(2...9)))
    }
    let every = [1, 2, 5, 10, 20, 50, 100, 200].first { powers.count / $0 < max(count, 1) } ?? 500
    let kept = powers.filter { $0.decade % every == 0 }
    return Ticks(kept, between: every == 1 ? places(Array(2...9)) : [])
  }

  private init(_ places: [(digit: Int, decade: Int)], between: [(digit: Int, decade: Int)]) {
    // From 0.001 to 10,000 all numbers are short enough to be written in full.
    let isShort = places.allSatisfy { (-3...4).contains($0.decade) }
    labelled = places.map { digit, decade in
      let power = digit == 1 ? TickNumber.power(decade) : "\(digit)·" + TickNumber.power(decade)
      return Tick(
        value: RoundSteps.value(digit, decade),
        label: isShort ? TickNumber.decimal(digit, decade) : power)
    }
    let marked = Set(labelled.map(\.value))
    self.between = between.map { RoundSteps.value($0.digit, $0.decade) }.filter { !marked.contains($0) }
  }
}
