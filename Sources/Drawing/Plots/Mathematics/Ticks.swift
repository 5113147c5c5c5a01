/// A place on an axis and what is written there.
struct Tick: Equatable {
  let value: Double
  let label: String
}

/// The ticks of one axis.
struct Ticks: Equatable {
  /// Where a line crosses the plot and a number is written.
  var labelled: [Tick]
  /// Where a logarithmic axis has its 2, 3, …, 9, unlabelled.
  var between: [Double] = []
  /// What has to be added to every number, if they would be too long to write in full: "above 1,000,000".
  var note: String?
}

extension Ticks {
  /// The ticks of a linear axis.
  ///
  /// All numbers of an axis are written alike: in full (25,000), in millions (1.5M), as powers (2·10⁻⁵),
  /// or, where they have more than six digits of which only the last ones differ, as what they are
  /// above the first one.
  static func linear(in range: ClosedRange<Double>, atMost count: Int, numbers: Axis.Numbers = .plain)
    -> Ticks
  {
    let steps = RoundSteps(in: range, atMost: count, onlyWhole: numbers == .whole)
    guard let first = steps.counts.first, let last = steps.counts.last else { return Ticks(labelled: []) }
    let largest = max(first.magnitude, last.magnitude)
    // 10 to this is the place of the largest number's first digit.
    let leading = String(largest).count - 1 + steps.exponent
    // Far from the whole, a share is no percentage any more.
    if numbers == .percent && leading < 4 && steps.exponent > -7 {
      return Ticks(steps) { percent($0, steps.exponent) }
    }
    if leading - steps.exponent >= 6 && steps.counts.count > 1 {
      var ticks = Ticks(steps) {
        $0 == first ? "0" : "+" + plain($0 - first, steps.exponent, largest: last - first)
      }
      ticks.note = "above " + TickNumber.full(first, steps.exponent)
      return ticks
    }
    return Ticks(steps) { plain($0, steps.exponent, largest: Int(largest)) }
  }

  private init(_ steps: RoundSteps, _ label: (Int) -> String) {
    labelled = steps.counts.map { Tick(value: steps.value($0), label: $0 == 0 ? "0" : label($0)) }
  }

  private static func percent(_ count: Int, _ exponent: Int) -> String {
    TickNumber.decimal(count, exponent + 2) + " %"
  }

  /// `count` times ten to `exponent`, in the form that suits an axis that goes up to `largest`.
  private static func plain(_ count: Int, _ exponent: Int, largest: Int) -> String {
    if count == 0 { return "0" }
    let leading = String(largest).count - 1 + exponent
    // A number with nine zeros, or with four behind the point, is read more easily as a power of ten.
    if leading >= 9 || leading < -3 {
      return TickNumber.decimal(count, exponent - leading) + "·" + TickNumber.power(leading)
    }
    if leading >= 6 && exponent >= 5 { return TickNumber.decimal(count, exponent - 6) + "M" }
    return TickNumber.decimal(count, exponent)
  }
}
