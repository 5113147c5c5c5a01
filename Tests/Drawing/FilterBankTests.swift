import Foundation
import Testing

@testable import Drawing

@Suite("Filter bank")
struct FilterBankTests {
  /// Weights that rise from −1 to 1.
  private func rising(_ shape: [Int]) -> [Float] {
    let count = shape.reduce(1, *)
    return (0..<count).map { Float($0) / Float(max(count - 1, 1)) * 2 - 1 }
  }

  private func page(_ bank: some Panel, width: Double = 720) -> Page {
    let page = Figure("", width: width, bank).page()
    #expect(page.faults.isEmpty)
    return page
  }

  @Test("One channel: blue below zero, orange above, and the range below")
  func oneChannel() throws {
    let page = page(FilterBank([-1, 1, 0, 0.5], shape: [1, 1, 2, 2]))
    let picture = try page.picture()
    let (below, above, zero) = (picture.color(60, 60), picture.color(180, 60), picture.color(60, 180))
    #expect(below[2] > below[0] + 50 && above[0] > above[2] + 50 && zero.allSatisfy { $0 > 240 })
    #expect(page.texts.map(\.text) == ["−1", "1"])
  }

  @Test("Three channels: zero is grey, and a filter that looks for red is red")
  func threeChannels() throws {
    let red: [Float] = [1, -1, -1]
    let picture = try page(FilterBank(red + [0, 0, 0], shape: [2, 3, 1, 1])).picture()
    #expect(picture.color(50, 50) == [255, 0, 0])
    let grey = picture.color(300, 50)
    #expect(grey == [128, 128, 128])
  }

  @Test("More channels: a row for each filter, and what is left out is said")
  func manyChannels() {
    let shape = [256, 48, 5, 5]
    let texts = page(FilterBank(rising(shape), shape: shape)).texts.map(\.text)
    #expect(
      texts.contains(
        "A row for each filter: the first 24 of 256. In it its channels: the first 16 of 48."))
  }

  @Test("More filters than a page shows are cut, and it is said")
  func manyFilters() {
    let shape = [4_096, 1, 3, 3]
    let texts = page(FilterBank(rising(shape), shape: shape)).texts.map(\.text)
    #expect(texts.contains("These are the first 256 of 4,096 filters."))
  }

  @Test(
    "A bank fills the width, its last row, too, and few filters are large", arguments: [6, 10, 32, 64, 96])
  func shape(count: Int) {
    for side in [3.0, 5, 11, 28] {
      for width in [326.0, 476, 680] {
        let grid = FilterGrid(
          count, of: Size(side, side), channelsPerRow: nil, isColored: true, within: width, .book)
        let used = Double(grid.columns) * (grid.side + grid.gap) - grid.gap
        #expect(used <= width + 1e-9 && used > 0.8 * width, "\(side), \(width): \(grid)")
        #expect(count % grid.columns == 0 || grid.columns < 8, "\(side), \(width): \(grid)")
        // Every weight is as many whole pixels of the page.
        #expect((grid.side * 2 / side).truncatingRemainder(dividingBy: 1) == 0 && grid.gap >= 2.5)
        if count == 6 { #expect(grid.side >= 70) }
      }
    }
  }

  @Test("Filters of a few channels stand in two parts, so that the width is used")
  func parts() {
    let grid = FilterGrid(
      16 * 6, of: Size(5, 5), channelsPerRow: 6, isColored: false, within: 680, .book)
    #expect(grid.parts == 2 && grid.columns == 6)
    let texts = page(FilterBank(rising([16, 6, 5, 5]), shape: [16, 6, 5, 5])).texts.map(\.text)
    #expect(texts.contains("A row for each filter: 16. In it its channels: 6."))
  }

  @Test("Before and after have one scale, which is explained once")
  func comparison() {
    let shape = [8, 3, 5, 5]
    let after = rising(shape)
    let texts = page(FilterBank.comparison(before: after.map { $0 / 10 }, after: after, shape: shape)).texts
    #expect(texts.count { $0.text == "−1" } == 1)
    #expect(texts.contains { $0.text == "Red, green and blue each run from −1 (dark) to 1 (bright)." })
    #expect(texts.map(\.text).contains("Before training") && texts.map(\.text).contains("After training"))
  }

  @Test("A few large weights do not turn the others grey, and it is said that they lie outside")
  func outliers() {
    var weights = rising([64, 1, 5, 5])
    weights[3] = 100
    let bank = FilterBank(weights, shape: [64, 1, 5, 5])
    #expect(bank.largestWeight < 1.01)
    // Whatever the weights are, the scale ends where it leaves one of two hundred outside.
    #expect(page(bank).texts.contains { $0.text == "0.5 % of the weights lie beyond the ends." })
  }

  @Test("NaN is drawn and counted, infinity is the strongest colour, zeros and no filters are drawn")
  func badValues() {
    var weights = rising([4, 3, 2, 2])
    (weights[0], weights[1], weights[5]) = (.nan, .infinity, .nan)
    let page = page(FilterBank(weights, shape: [4, 3, 2, 2]))
    #expect(page.texts.contains { $0.text.contains("Magenta: no number (NaN), 2 of the weights.") })
    for shape in [[0, 3, 11, 11], [5, 0, 3, 3], [5, 1, 0, 0], [3, 3, 0, 4], [2, 2, 1, 1]] {
      let zeros = [Float](repeating: 0, count: shape.reduce(1, *))
      #expect(self.page(FilterBank(zeros, shape: shape)).size.height < 300)
    }
    let allNaN = [Float](repeating: .nan, count: 9)
    #expect(self.page(FilterBank(allNaN, shape: [1, 1, 3, 3])).texts.count == 3)
  }

  @Test("Weights that do not fit their shape stop with both")
  func wrongShape() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = FilterBank([1, 2, 3], shape: [1, 1, 2, 2])
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("FilterBank") && text.contains("3 weights") && text.contains("[1, 1, 2, 2]"))
  }
}

@Suite("Feature maps")
struct FeatureMapsTests {
  private func layer(_ name: String, _ shape: [Int], sign: Float = 1) -> FeatureMaps.Layer {
    let count = shape.reduce(1, *)
    return .init(name, (0..<count).map { Float($0 % 97) / 96 * ($0 % 2 == 0 ? 1 : sign) }, shape: shape)
  }

  private func texts(_ maps: FeatureMaps, width: Double = 720) -> [String] {
    let page = Figure("", width: width, maps).page()
    #expect(page.faults.isEmpty && page.size.height < 6_000)
    return page.texts.map(\.text)
  }

  @Test("Every layer has its name, its size, and how many of its maps are shown")
  func alexNet() {
    let layers = [
      layer("conv1", [96, 55, 55], sign: -1), layer("pool1", [96, 27, 27]), layer("conv5", [256, 13, 13]),
      layer("fc6", [4_096]), layer("fc8", [10], sign: -1),
    ]
    let texts = texts(FeatureMaps(of: .ramp(side: 227), layers))
    for expected in [
      "image", "1 × 227 × 227", "conv1", "96 × 55 × 55 · 11 of 96", "256 × 13 × 13 · 15 of 256",
      "4,096 · 510 of 4,096", "10", "−1", "0", "1",
    ] {
      #expect(texts.contains(expected), "\(expected)")
    }
  }

  @Test("Of few maps none is left out: all of LeNet's are shown")
  func leNet() {
    let texts = texts(
      FeatureMaps(
        of: .ramp(side: 32, channels: 3),
        [
          layer("conv1", [6, 28, 28]), layer("pool1", [6, 14, 14]), layer("conv2", [16, 10, 10]),
          layer("pool2", [16, 5, 5]), layer("fc1", [256]),
        ]))
    for expected in ["3 × 32 × 32", "6 × 28 × 28", "6 × 14 × 14", "16 × 10 × 10", "16 × 5 × 5", "256"] {
      #expect(texts.contains(expected), "\(expected)")
    }
  }

  @Test("Rows of maps and of squares end where the page does")
  func rightEdge() throws {
    for shape in [[96, 55, 55], [256, 13, 13], [16, 10, 10], [256], [100], [4_096]] {
      let values = [Float](repeating: 1, count: shape.reduce(1, *))
      let picture = try Figure("", FeatureMaps([.init("layer", values, shape: shape)])).page().picture()
      let row = picture.height - 50
      let last = (0..<picture.width).last { picture.color($0, row) != [0xFD, 0xFC, 0xF9] } ?? 0
      // The page is 1,440 wide with a margin of 40; a line about the last map may reach a pixel into it.
      #expect((1_398...1_401).contains(last), "\(shape): \(last)")
    }
  }

  @Test("Ten classes are named below their squares, with their values in them; a hundred are not")
  func classNames() {
    let values: [Float] = [-3.25, -4, 0, 1, 2, 3, 4, 5, 6, 7.5]
    let named = FeatureMaps([.init("fc3", values, shape: [10], names: garmentNames)])
    let texts = texts(named)
    for expected in garmentNames + ["−3.25", "7.5"] { #expect(texts.contains(expected), "\(expected)") }
    #expect(!self.texts(named, width: 300).contains("Trouser"))
    let names = (0..<100).map { "class \($0)" }
    let hundred = FeatureMaps.Layer("fc3", (0..<100).map { Float($0) }, shape: [100], names: names)
    #expect(!self.texts(FeatureMaps([hundred])).contains("class 1"))
    let mismatched = FeatureMaps.Layer("fc2", [1, 2, 3], shape: [3], names: garmentNames)
    #expect(!self.texts(FeatureMaps([mismatched])).contains("Trouser"))
    let lost = FeatureMaps.Layer("fc3", [.nan, .infinity], shape: [2], names: ["shirt", ""])
    #expect(self.texts(FeatureMaps([lost])).contains("shirt"))
  }

  @Test("Flat layers of any shape, empty ones, and ones that are all NaN are drawn")
  func odd() {
    let empty = FeatureMaps.Layer("empty", [], shape: [16, 0, 5])
    let none = FeatureMaps.Layer("none", [], shape: [0])
    let lost = FeatureMaps.Layer("lost", [Float](repeating: .nan, count: 18), shape: [2, 3, 3])
    let texts = texts(
      FeatureMaps([empty, none, lost, layer("high", [3, 500, 1]), layer("one", [7, 1, 1])]))
    #expect(texts.contains("Magenta: no number (NaN), 18 of the values."))
    #expect(texts.contains("16 × 0 × 5 · 0 of 16") && texts.contains("7"))
    #expect(self.texts(FeatureMaps([])) == ["No layers."])
  }

  @Test("A thousand layers are cut, and it is said")
  func manyLayers() {
    let texts = texts(FeatureMaps((0..<1_000).map { layer("layer \($0)", [4, 8, 8]) }), width: 300)
    #expect(texts.contains("The first 48 of 1,000 layers."))
  }
}
