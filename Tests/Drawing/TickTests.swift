import Testing

@testable import Drawing

@Suite("Ticks")
struct TickTests {
  private func linear(
    _ range: ClosedRange<Double>, _ count: Int, _ numbers: Axis.Numbers = .plain
  ) -> [String] {
    Ticks.linear(in: range, atMost: count, numbers: numbers).labelled.map(\.label)
  }

  private func logarithmic(_ range: ClosedRange<Double>, _ count: Int) -> [String] {
    Ticks.logarithmic(in: range, atMost: count).labelled.map(\.label)
  }

  @Test("Steps are 1, 2 or 5 times a power of ten, the smallest that fit")
  func roundSteps() {
    #expect(linear(0...1, 6) == ["0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(linear(0...1, 5) == ["0", "0.5", "1.0"])
    #expect(linear(0...1, 11).count == 11)
    #expect(linear(0.003...0.0171, 4) == ["0.005", "0.010", "0.015"])
    #expect(linear(-1.2...1.2, 3) == ["−1", "0", "1"])
    #expect(linear(7...8, 1) == ["8"])
  }

  @Test("A tick is the number nearest to what is written, not a sum of steps")
  func exactValues() {
    let values = Ticks.linear(in: 0...1, atMost: 11).labelled.map(\.value)
    #expect(values == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
  }

  @Test("Thousands, millions, shares and powers of ten are written as readers know them")
  func forms() {
    #expect(linear(0...10_000, 6) == ["0", "2,000", "4,000", "6,000", "8,000", "10,000"])
    #expect(linear(0...30_000, 4) == ["0", "10,000", "20,000", "30,000"])
    #expect(linear(0...1_200_000, 4) == ["0", "0.5M", "1.0M"])
    #expect(linear(9_800...10_200, 3) == ["9,800", "10,000", "10,200"])
    #expect(linear(0...0.05, 6) == ["0", "0.01", "0.02", "0.03", "0.04", "0.05"])
    #expect(linear(0...2e-5, 3) == ["0", "1·10⁻⁵", "2·10⁻⁵"])
    #expect(linear(-3e12...0, 4) == ["−3·10¹²", "−2·10¹²", "−1·10¹²", "0"])
    #expect(linear(0.8...0.95, 4, .percent) == ["80 %", "85 %", "90 %", "95 %"])
    #expect(linear(0...0.004, 3, .percent) == ["0", "0.2 %", "0.4 %"])
    #expect(linear(1...3, 20, .whole) == ["1", "2", "3"])
  }

  @Test("Long numbers that differ at their end are written as differences")
  func differences() {
    let ticks = Ticks.linear(in: 1_000_000...1_000_000.4, atMost: 5)
    #expect(ticks.labelled.map(\.label) == ["0", "+0.1", "+0.2", "+0.3", "+0.4"])
    #expect(ticks.note == "above 1,000,000")
    #expect(ticks.labelled[3].value == 1_000_000.3)
  }

  @Test("A logarithmic axis has its decades, few of them with 2 and 5, many of them thinned out")
  func decades() {
    #expect(logarithmic(0.001...1000, 8) == ["0.001", "0.01", "0.1", "1", "10", "100", "1,000"])
    #expect(logarithmic(1e-6...1, 8).first == "10⁻⁶")
    #expect(logarithmic(0.18...3.5, 8) == ["0.2", "0.5", "1", "2"])
    #expect(logarithmic(0.8...0.95, 5) == ["0.80", "0.85", "0.90", "0.95"])
    #expect(logarithmic(1e-30...1, 7) == ["10⁻³⁰", "10⁻²⁵", "10⁻²⁰", "10⁻¹⁵", "10⁻¹⁰", "10⁻⁵", "10⁰"])
    let ticks = Ticks.logarithmic(in: 1...100, atMost: 5)
    #expect(ticks.between == [2, 3, 4, 5, 6, 7, 8, 9, 20, 30, 40, 50, 60, 70, 80, 90])
  }

  @Test("Whatever the range: no more ticks than asked for, in order, within it, no two with one label")
  func properties() {
    var random = SplitMix(seed: 55)
    for _ in 0..<20_000 {
      let size = pow10(Double.random(in: -300...300, using: &random))
      let (a, b) = (Double.random(in: -1...1, using: &random), Double.random(in: -1...1, using: &random))
      let narrow = random.below(3) == 0 ? 1e-7 : 1
      let range = AxisRange.linear(size * min(a, a + b * narrow), size * max(a, a + b * narrow))
      let count = 1 + random.below(20)
      check(Ticks.linear(in: range, atMost: count), range, count)
      let positive = AxisRange.logarithmic(size * abs(a), size * abs(a) * (1 + 100 * abs(b)))
      let logarithmic = Ticks.logarithmic(in: positive, atMost: count)
      check(logarithmic, positive, max(count, 2))
    }
  }

  private func check(_ ticks: Ticks, _ range: ClosedRange<Double>, _ count: Int) {
    let values = ticks.labelled.map(\.value)
    #expect(values.count <= count, "\(range), \(count): \(values)")
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 }, "\(range): \(values)")
    #expect(Set(ticks.labelled.map(\.label)).count == values.count, "\(range): \(ticks)")
    // A tick may be drawn at an end that it misses by a millionth of a step.
    let rest = (range.upperBound - range.lowerBound) * 1e-6
    #expect(
      values.allSatisfy { range.lowerBound - rest <= $0 && $0 <= range.upperBound + rest },
      "\(range): \(values)")
  }
}

@Suite("Axis ranges")
struct AxisRangeTests {
  @Test("One number stands in the middle of a range of its own")
  func single() {
    #expect(AxisRange.linear(2, 2) == 1.8...2.2)
    #expect(AxisRange.linear(0, 0) == -1...1)
    #expect(AxisRange.logarithmic(10, 10) == 5...20)
  }

  @Test("A margin is a part of the length, on a logarithmic axis of its decades")
  func margin() {
    #expect(AxisRange.linear(0, 10, margin: 0.1) == -1...11)
    let decades = AxisRange.logarithmic(1, 100, margin: 0.5)
    #expect(abs(decades.lowerBound - 0.1) < 1e-12 && abs(decades.upperBound - 1000) < 1e-9)
  }

  @Test("The largest and the smallest numbers have finite ranges in which ticks differ")
  func extremes() {
    for value in [
      AxisRange.largest, -AxisRange.largest, Double.leastNonzeroMagnitude, -Double.leastNonzeroMagnitude,
    ] {
      let range = AxisRange.linear(value, value)
      #expect((range.upperBound - range.lowerBound).isFinite && range.lowerBound < range.upperBound)
    }
    let whole = AxisRange.linear(-AxisRange.largest, AxisRange.largest, margin: 0.04)
    #expect((whole.upperBound - whole.lowerBound).isFinite)
  }
}
