import Drawing
import Foundation
import TestSupport
import Testing

@Suite("Line plots")
struct LinePlotTests {
  private func page(_ plot: LinePlot, width: Double = 720) -> Page {
    Figure("Plot", width: width, plot).page()
  }

  private func words(_ page: Page) -> [String] { page.texts.map(\.text) }

  private func plot(_ values: [Double], logarithmic: Bool = false) -> LinePlot {
    LinePlot(
      [Series("loss", values)], x: Axis("step"),
      y: Axis("loss", scale: logarithmic ? .logarithmic : .linear))
  }

  @Test("No points: what would be measured, and that there is nothing yet", arguments: [[], [Double.nan]])
  func nothing(values: [Double]) {
    let page = page(plot(values))
    #expect(words(page).contains("Nothing to plot yet"))
    #expect(words(page).contains("step") && words(page).contains("loss"))
    #expect(page.faults == [])
    #expect(Self.words(LinePlot([], x: Axis(""), y: Axis(""))).contains("Nothing to plot yet"))
  }

  private static func words(_ plot: LinePlot) -> [String] { Figure("", plot).page().texts.map(\.text) }

  @Test("One point, a constant, the largest and the smallest numbers have an axis")
  func fewValues() {
    let largest = Double.greatestFiniteMagnitude
    for values in [
      [2.3], [0], [0.1, 0.1, 0.1], [1e300, -1e300], [5e-300, 0], [1e9, 1e9 + 1e-3],
      [1, largest, -largest, 2],
    ] {
      for isLogarithmic in [false, true] {
        let page = page(plot(values, logarithmic: isLogarithmic))
        #expect(page.faults == [], "\(values)")
        #expect(page.texts.count > 3, "\(values)")
      }
    }
  }

  @Test("Values without a place are counted in words")
  func gaps() {
    let some = words(page(plot([1, .nan, 2, .infinity, 3])))
    #expect(some.contains("2 values are no finite numbers; their places are left open."))
    let one = words(page(plot([1, 0, 2], logarithmic: true)))
    #expect(one.contains("One value is not above zero and has no place on a logarithmic axis."))
    let none = words(page(plot([1, 0, 2])))
    #expect(!none.contains { $0.contains("value") })
  }

  @Test("A gap is left open: no ink of the line where a value is missing")
  func openGap() throws {
    var series = Series(
      "loss", [Double](repeating: 1, count: 101), from: 0, color: Color(red: 0, green: 0, blue: 1))
    #expect(try bluePixels(series) > 1000)
    series = Series(
      "loss", (0...100).map { (20...80).contains($0) ? Double.nan : 1 }, from: 0, color: series.color)
    let torn = try bluePixels(series)
    // 38 of 100 steps are left, in a plot of about 1,280 pixels.
    #expect(torn > 300 && torn < 600)
  }

  /// In how many columns of pixels a plot of one horizontal blue line has blue ink.
  private func bluePixels(_ series: Series) throws -> Int {
    let folder = try TemporaryFolder()
    let bytes = try page(LinePlot([series], x: Axis("step"), y: Axis("loss"))).png()
    let picture = try Picture(readingPNG: folder.write(bytes, to: "plot.png"))
    return (0..<picture.width).count { column in
      (0..<picture.height).contains { row in
        let at = (row * picture.width + column) * picture.channels
        return picture.pixels[at] < 50 && picture.pixels[at + 2] > 200
      }
    }
  }

  @Test(
    "Shares stay between nothing and all, be they all alike", arguments: [[0.0, 0], [1, 1], [0.02, 0.9]])
  func shares(values: [Double]) {
    let plot = LinePlot([Series("", values)], x: Axis("step"), y: Axis("accuracy", numbers: .percent))
    let percents = words(page(plot)).compactMap { $0.hasSuffix(" %") ? Double($0.dropLast(2)) : nil }
    #expect(!percents.isEmpty && percents.allSatisfy { (0...100).contains($0) })
    #expect(!words(page(plot)).contains { $0.hasPrefix("−") })
  }

  @Test("A smoothed line says so and leaves short lines as they are")
  func smoothing() {
    let long = LinePlot(
      [Series("loss", (0..<400).map(Double.init))], x: Axis("step"), y: Axis("loss"), smoothing: 20)
    #expect(words(page(long)).contains("Faint: every value. Strong: the mean over about 20 neighbours."))
    let short = LinePlot([Series("loss", [1.0, 2, 3])], x: Axis("step"), y: Axis("loss"), smoothing: .max)
    #expect(!words(page(short)).contains { $0.hasPrefix("Faint") })
  }

  @Test("Every line is named, beside it, inside or above; one line only if the axis does not name it")
  func names() {
    #expect(words(page(plot([1, 2, 3]))).filter { $0 == "loss" }.count == 1)
    let noise = (0..<12).map { line in
      Series("run \(line)", (0..<900).map { sin(Double(($0 &* 7919 &+ line &* 104729) % 1000)) })
    }
    for count in [2, 5, 12] {
      let shown = words(page(LinePlot(Array(noise.prefix(count)), x: Axis("step"), y: Axis("loss"))))
      for line in 0..<count { #expect(shown.contains("run \(line)"), "\(count) lines") }
    }
  }

  @Test("More names than a legend holds are counted")
  func manyNames() {
    let lines = (0..<200).map { line in Series("run \(line)", (0..<50).map { Double($0 * line % 17) }) }
    let page = page(LinePlot(lines, x: Axis("step"), y: Axis("loss")))
    #expect(words(page).contains("and 188 more"))
    #expect(page.faults == [])
  }

  @Test("Points out of order are put in order: the same picture")
  func order() throws {
    let forwards = Series("a", x: [1, 2, 3, .nan], y: [5, 1, 4, 2])
    let mixed = Series("a", x: [3, .nan, 1, 2], y: [4, 2, 5, 1])
    let axis = Axis("x")
    let pages = [forwards, mixed].map { page(LinePlot([$0], x: axis, y: axis)) }
    #expect(try pages[0].png() == pages[1].png())
  }

  @Test("The same figure twice: the same bytes")
  func repeatable() throws {
    let plot = LinePlot(
      [Series("a", (0..<3000).map { sin(Double($0)) }), Series("b", [1.0, 2])], x: Axis("step"), y: Axis("y"),
      smoothing: 9, rules: VerticalRule.epochs(3, every: 1000))
    #expect(try page(plot).png() == page(plot).png())
  }

  @Test("Ends of epochs are marked, of very many only the round ones")
  func epochs() {
    #expect(VerticalRule.epochs(3, every: 600).map(\.x) == [600, 1200, 1800])
    #expect(VerticalRule.epochs(3, every: 600).map(\.label) == ["epoch 1", "2", "3"])
    #expect(VerticalRule.epochs(90, every: 1).map(\.label).first == "epoch 10")
    #expect(VerticalRule.epochs(.max, every: .max).count <= 20)
    #expect(VerticalRule.epochs(0, every: 5) == [])
  }

  @Test("A million points are drawn, spike included")
  func million() {
    var values = (0..<1_000_000).map { (step: Int) -> Double in Double((step &* 2_654_435_761) & 1023) / 1023
    }
    values[5] = 9
    let page = page(LinePlot([Series("a", values)], x: Axis("step"), y: Axis("y"), smoothing: 1000))
    #expect(words(page).contains("8") && words(page).contains("1.0M"))
    #expect(page.faults == [])
  }

  @Test("Rules and heights that are none are left out, or brought to what can be drawn")
  func oddSettings() {
    var plot = plot([1, 2, 3])
    plot.rules = [
      VerticalRule("none", at: .nan), VerticalRule("far", at: .infinity), VerticalRule("late", at: 2.5),
    ]
    plot.rules += (0..<100_000).map { VerticalRule("", at: 1 + Double($0) / 100_000) }
    plot.smoothing = .min
    for height in [Double.nan, -5, .infinity] {
      plot.height = height
      #expect((160...2000).contains(plot.height))
    }
    let page = page(plot)
    #expect(words(page).contains("late") && !words(page).contains("none"))
    #expect(page.faults == [])
  }

  @Test("Plots of a stack share the range of x, name it once and say once what both say")
  func stack() {
    let rules = VerticalRule.epochs(2, every: 300)
    let loss = LinePlot(
      [Series("loss", (0..<600).map { 1 / Double($0 + 1) })], x: Axis("step"), y: Axis("loss"), smoothing: 20,
      rules: rules)
    let accuracy = LinePlot(
      [Series("accuracy", (0..<500).map { Double($0) / 500 })], x: Axis("step"),
      y: Axis("accuracy", numbers: .percent), smoothing: 20, rules: rules)
    let page = Figure("Both", PlotStack([loss, accuracy])).page()
    let words = words(page)
    #expect(words.filter { $0 == "step" }.count == 1)
    #expect(words.filter { $0 == "epoch 1" }.count == 1)
    #expect(words.filter { $0.hasPrefix("Faint") }.count == 1)
    // Both axes end with the same number at the same place.
    let ends = page.texts.filter { $0.text == "600" }
    #expect(ends.count == 2 && abs(ends[0].bounds.midX - ends[1].bounds.midX) < 0.01)
    #expect(page.faults == [])
    #expect(Figure("None", PlotStack([])).page().faults == [])
  }

  @Test("Whatever is plotted, however wide: no text is cut off, overlaps another or is too small")
  func faults() {
    var random = SplitMix(seed: 227)
    for round in 0..<60 {
      let lines = (0..<random.below(7)).map { _ in Series.random(&random) }
      let scales: [Axis.Scale] = [.linear, .logarithmic]
      let numbers: [Axis.Numbers] = [.plain, .whole, .percent]
      var plot = LinePlot(
        lines,
        x: Axis(String.random(&random), scale: scales[random.below(2)], numbers: numbers[random.below(3)]),
        y: Axis(String.random(&random), scale: scales[random.below(2)], numbers: numbers[random.below(3)]),
        smoothing: random.below(40), height: Double(100 + random.below(400)))
      plot.rules = (0..<random.below(9)).map {
        VerticalRule(String.random(&random), at: Double($0) * pow(10, Double(random.below(6))))
      }
      if random.below(4) == 0 { plot.y.range = -1...pow(10, Double(random.below(300))) }
      let width = Double(120 + random.below(700))
      #expect(page(plot, width: width).faults == [], "round \(round), width \(width): \(plot.x), \(plot.y)")
      let stack = Figure("Stack", width: width, PlotStack([plot, plot])).page()
      #expect(stack.faults == [], "stack, round \(round), width \(width)")
    }
  }
}

extension Series {
  /// A line with gaps, of any length and size.
  static func random(_ random: inout SplitMix) -> Series {
    let count = [0, 1, 2, 10, 300, 5000][random.below(6)]
    let size = pow(10, Double.random(in: -300...300, using: &random) * Double(random.below(2)))
    let shift = random.below(2) == 0 ? 0 : size * Double.random(in: -1000...1000, using: &random)
    let values = (0..<count).map { index -> Double in
      switch random.below(50) {
      case 0: [Double.nan, .infinity, -.infinity, 0][random.below(4)]
      default: shift + size * (sin(Double(index) / 30) + Double.random(in: -0.2...0.2, using: &random))
      }
    }
    return Series(
      String.random(&random), values, from: Double(random.below(3)),
      every: pow(10, Double(random.below(7)) - 2),
      isDashed: random.below(3) == 0)
  }
}

extension String {
  /// A name: none, short, long, or of letters that fonts may lack.
  static func random(_ random: inout SplitMix) -> String {
    let names = [
      "", "loss", "training", "held out, with dropout and augmentation by shifts and flips of every image",
      "정확도", "a\nb\tc", "🙂", String(repeating: "long ", count: 300), "g", "Ångström",
    ]
    return names[random.below(names.count)]
  }
}
