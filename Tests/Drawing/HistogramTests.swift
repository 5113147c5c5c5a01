import Drawing
import Foundation
import Testing

@Suite("Histograms")
struct HistogramTests {
  @Test("Values are counted in equal bins, the upper end in the last")
  func counting() {
    let found = Distribution.of([("a", [0, 0.1, 0.5, 0.99, 1])], bins: 2, over: 0...1)[0]
    #expect(found.counts == [2, 3])
    #expect(found.range == 0...1 && found.leftOut == 0)
  }

  @Test("What is not finite or outside is left out and said")
  func leftOut() {
    let values: [Float] = [.nan, .infinity, -5, 0.5]
    let found = Distribution.of([("a", values)], bins: 4, over: 0...1)
    #expect(found[0].counts == [0, 0, 1, 0] && found[0].leftOut == 3)
    let words = Figure("", Histogram(found, x: Axis("x"))).page().texts.map(\.text)
    #expect(words.contains("3 values are not finite or lie outside, and are not counted."))
  }

  @Test("Mean and deviation are those of the values; of counts, those of the middles of the bins")
  func moments() throws {
    let values = Distribution.of([("a", [2, 4, 4, 4, 5, 5, 7, 9])])[0]
    #expect(try abs(#require(values.mean) - 5) < 1e-12 && abs(#require(values.deviation) - 2) < 1e-12)
    let counts = Distribution("a", counts: [1, 0, 1], over: 0...3)
    #expect(try abs(#require(counts.mean) - 1.5) < 1e-12 && abs(#require(counts.deviation) - 1) < 1e-12)
    // A deviation far below the mean, which a difference of sums of squares would lose.
    let narrow = Distribution.of([("a", [16_000_000, 16_000_002])])[0]
    #expect(try abs(#require(narrow.deviation) - 1) < 1e-6)
    #expect(Distribution.of([("a", [])])[0].mean == nil)
  }

  @Test("Several samples share their bins, and without a number Scott's rule finds one")
  func bins() {
    let small = (0..<1000).map { Float($0) / 1000 }
    let wide = small.map { 4 * $0 - 2 }
    let found = Distribution.of([("a", small), ("b", wide)])
    #expect(found[0].range == found[1].range && found[0].counts.count == found[1].counts.count)
    // 3.49 · 4/√12 · 1000^(−1/3) = 0.403 for each of 4, and ten at least.
    #expect(found[0].counts.count == 10)
    #expect(Distribution.of([("a", [3, 3, 3])])[0].counts.reduce(0, +) == 3)
    #expect(Distribution.of([("a", small)], bins: .max)[0].counts.count == 1000)
  }

  @Test("Nothing to count is said, not trapped over")
  func nothing() {
    let empty: [[Distribution]] = [
      [], Distribution.of([]), Distribution.of([("a", [])]), Distribution.of([("a", [.nan])]),
      [Distribution("a", counts: [], over: 0...1)], [Distribution("a", counts: [0, -4], over: 5...5)],
      [Distribution("a", counts: [0], over: -.infinity ... .infinity)],
    ]
    for distributions in empty {
      let page = Figure("", Histogram(distributions, x: Axis("x"))).page()
      #expect(page.texts.contains { $0.text == "Nothing to count yet" })
      #expect(page.faults == [])
    }
  }

  @Test("Whatever is counted: no text is cut off, overlaps another or is too small; the same bytes twice")
  func faults() throws {
    var random = SplitMix(seed: 6)
    for round in 0..<60 {
      let size = Float(pow(10, Double.random(in: -30...30, using: &random)))
      var distributions = Distribution.of(
        (0..<random.below(5)).map { _ in
          let count = [0, 1, 2, 500][random.below(4)]
          return (
            String.random(&random), (0..<count).map { _ in size * Float.random(in: -1...1, using: &random) }
          )
        }, bins: random.below(3) == 0 ? nil : random.below(1200))
      if random.below(4) == 0 {
        distributions.append(
          Distribution("huge", counts: (0..<random.below(5000)).map { _ in Int.max }, over: -1e300...1e300))
      }
      let heights: [Histogram.Heights] = [.counts, .logarithmicCounts, .shares]
      let histogram = Histogram(
        distributions, x: Axis(String.random(&random)), heights: heights[random.below(3)],
        showsMoments: random.below(2) == 0, height: Double(random.below(400)))
      let figure = Figure("Histogram", width: Double(120 + random.below(900)), histogram)
      let page = figure.page()
      #expect(page.faults == [], "round \(round), width \(figure.width)")
      if round % 20 == 0 { #expect(try page.png() == figure.page().png()) }
    }
  }
}

@Suite("Bar charts")
struct BarChartTests {
  private func words(_ chart: BarChart) -> [String] { Figure("", chart).page().texts.map(\.text) }

  @Test("Every bar has its name and its value, as the axis writes them")
  func values() {
    let bars = [BarChart.Bar("coat", 0.8684), BarChart.Bar("bag", 1)]
    let percent = words(
      BarChart(bars, axis: Axis("accuracy", numbers: .percent), reference: .init("mean", 0.913)))
    for text in ["coat", "86.8 %", "bag", "100.0 %", "accuracy", "mean 91.3 %"] {
      #expect(percent.contains(text))
    }
    let counts = words(
      BarChart([.init("coat", 6000), .init("bag", 60000)], axis: Axis("images", numbers: .whole)))
    #expect(counts.contains("6,000") && counts.contains("60,000"))
  }

  @Test("No bars, and values that are none, are said in words")
  func nothing() {
    #expect(words(BarChart([], axis: Axis("x"))).contains("Nothing to compare yet"))
    #expect(
      words(BarChart([.init("a", .nan), .init("b", .infinity)], axis: Axis("x"))).filter {
        $0 == "no finite value"
      }.count == 2)
  }

  @Test("Of ten thousand classes the first and the last are shown, the others summed up")
  func many() {
    let bars = (0..<10_000).map { BarChart.Bar("class \($0)", Double($0) / 10_000) }
    let found = words(BarChart(bars, axis: Axis("accuracy", numbers: .percent)))
    #expect(found.contains("class 28") && found.contains("class 9971") && !found.contains("class 29"))
    #expect(found.contains("… 9,942 more, from 0.3 % to 99.7 % …"))
  }

  @Test("Whatever is compared: no text is cut off, overlaps another or is too small; the same bytes twice")
  func faults() throws {
    var random = SplitMix(seed: 13)
    for round in 0..<60 {
      let size = pow(10, Double.random(in: -310...308, using: &random) * Double(random.below(2)))
      let bars = (0..<[0, 1, 10, 100][random.below(4)]).map { _ in
        BarChart.Bar(
          String.random(&random),
          random.below(9) == 0
            ? [Double.nan, .infinity, 0, -.infinity][random.below(4)]
            : size * Double.random(in: Double(-random.below(2))...1, using: &random))
      }
      let numbers: [Axis.Numbers] = [.plain, .whole, .percent]
      let axis = Axis(String.random(&random), numbers: numbers[random.below(3)], range: -1...(size * 2))
      let reference = BarChart.Reference(String.random(&random), random.below(5) == 0 ? .nan : size / 2)
      let figure = Figure(
        "Bars", width: Double(120 + random.below(900)),
        BarChart(bars, axis: axis, reference: random.below(2) == 0 ? reference : nil))
      let page = figure.page()
      #expect(page.faults == [], "round \(round), width \(figure.width)")
      if round % 20 == 0 { #expect(try page.png() == figure.page().png()) }
    }
  }
}
