import Drawing
import Testing

@Suite("Plots in narrow places")
struct NarrowPanelTests {
  @Test("However many plots stand side by side: no text is cut off, overlaps another or is too small")
  func sideBySide() {
    var random = SplitMix(seed: 28)
    for count in 1...12 {
      for round in 0..<2 {
        let panels = (0..<count).map { _ in Self.panel(&random) }
        let width = Double(200 + random.below(600))
        let page = Figure("Side by side", width: width, Row(panels)).page()
        #expect(page.faults == [], "\(count) panels, round \(round), width \(width)")
      }
    }
  }

  @Test(
    "What is higher than a page is cut and says so, in any width",
    arguments: [120.0, 200, 260, 340, 720, 4_000])
  func tooHigh(width: Double) {
    let stages = (0..<60).map {
      Stage(
        "stage \($0)", channels: 512, height: 224, width: 224, kernel: Stage.Kernel(11, 11, stride: 4),
        caption: "with a caption of several words")
    }
    let plots = (0..<60).map { LinePlot([Series("a", [1.0, .nan, Double($0)])], x: Axis("x"), y: Axis("y")) }
    let lines = (0..<3_000).map { "line \($0)" }.joined(separator: "\n")
    let panels: [(any Panel, says: String)] = [
      (NetworkDiagram(stages), "more"), (PlotStack(plots), "plots"), (Paragraph(lines, limit: .max), "…"),
    ]
    for (panel, says) in panels {
      let page = Figure("Too high", width: width, panel).page()
      #expect(page.faults == [] && page.texts.contains { $0.text.contains(says) }, "\(says), width \(width)")
    }
  }

  private static func panel(_ random: inout SplitMix) -> any Panel {
    switch random.below(4) {
    case 0:
      let lines = (0..<1 + random.below(3)).map { _ in Series.random(&random) }
      return LinePlot(
        lines, x: Axis("step"), y: Axis("loss"), smoothing: 9, rules: VerticalRule.epochs(4, every: 2))
    case 1:
      let values = (0..<200).map { _ in Float.random(in: -1...1, using: &random) }
      return Histogram(Distribution.of([("weights", values), ("others", [1, .nan])]), x: Axis("value"))
    case 2:
      let bars = (0..<9).map { BarChart.Bar("class \($0)", Double.random(in: -1...1, using: &random)) }
      return BarChart(bars, axis: Axis("accuracy", numbers: .percent), reference: .init("mean", 0.2))
    default:
      return NetworkDiagram([
        Stage("input", channels: 3, height: 227, width: 227),
        Stage("conv1", channels: 96, height: 55, width: 55, kernel: Stage.Kernel(11, 11, stride: 4)),
        Stage("dense", units: 4096, caption: "with dropout"),
      ])
    }
  }
}
