import Foundation
import Testing

@testable import Drawing

/// Ten to a power that need not be whole.
func pow10(_ exponent: Double) -> Double { pow(10, exponent) }

@Suite("Centred average")
struct CentredAverageTests {
  @Test("A constant stays what it is, at both ends too")
  func constant() {
    #expect(centredAverage([Double](repeating: 3, count: 50), span: 10).allSatisfy { abs($0 - 3) < 1e-14 })
  }

  @Test("It is the weighted mean that it says it is")
  func definition() {
    var random = SplitMix(seed: 1)
    let values = (0..<40).map { _ in Double.random(in: -1...1, using: &random) }
    let decay = 6.0 / 8.0
    for (i, found) in centredAverage(values, span: 7).enumerated() {
      let weights = values.indices.map { pow(decay, Double(abs($0 - i))) }
      let expected = zip(weights, values).map { $0 * $1 }.reduce(0, +) / weights.reduce(0, +)
      // Forty additions of numbers up to 1, a few units of 10⁻¹⁶ each.
      #expect(abs(found - expected) < 1e-14)
    }
  }

  @Test("It does not lag: smoothing runs backwards as it does forwards")
  func symmetry() {
    let values = (0..<30).map { $0 < 15 ? 0.0 : 1.0 }
    let forwards = centredAverage(values, span: 5)
    let backwards = centredAverage(values.reversed(), span: 5)
    #expect(zip(forwards, backwards.reversed()).allSatisfy { abs($0 - $1) < 1e-14 })
    #expect(forwards[14] < 0.5 && forwards[15] > 0.5)
  }

  @Test("What is no number has no weight and stays a gap")
  func gaps() {
    let smoothed = centredAverage([1, .nan, 1, .infinity, 1, 1e301], span: 3)
    #expect(smoothed[0] == 1 && smoothed[2] == 1 && smoothed[4] == 1)
    #expect(smoothed[1].isNaN && smoothed[3] == .infinity && smoothed[5] == 1e301)
  }

  @Test("A span of one, or of more than there is, is no mistake")
  func spans() {
    #expect(centredAverage([1, 2, 3], span: 1) == [1, 2, 3])
    #expect(centredAverage([], span: 9) == [])
    let mean = centredAverage([1, 2, 3], span: .max)
    #expect(mean.allSatisfy { abs($0 - 2) < 1e-9 })
  }
}

@Suite("Pixel columns")
struct PixelColumnTests {
  @Test("A spike among a million points survives, and few points remain")
  func spike() {
    let points = (0..<1_000_000).map { Point(Double($0) / 1000, $0 == 123_456 ? 77 : Double($0 % 7)) }
    let pieces = PixelColumns.pieces(of: points, columnWidth: 0.5)
    #expect(pieces.count == 1)
    // 1,000 pixels in columns of half a pixel, four points each.
    #expect(pieces[0].count <= 4 * 2000)
    #expect(pieces[0].contains(Point(123.456, 77)))
    #expect(pieces[0].first == points.first && pieces[0].last == points.last)
  }

  @Test("Few points stay as they are")
  func few() {
    let points = [Point(0, 1), Point(3, 2), Point(9, -1)]
    #expect(PixelColumns.pieces(of: points, columnWidth: 0.5) == [points])
  }

  @Test("Each column keeps its first, lowest, highest and last point in their order")
  func column() {
    let points = [5.0, 9, 1, 4, 6, 2].map { Point(0.1, $0) }
    #expect(PixelColumns.pieces(of: points, columnWidth: 1) == [[5.0, 9, 1, 2].map { Point(0.1, $0) }])
  }

  @Test("A gap breaks the line, unless nobody could see it")
  func gaps() {
    let wide: [Point?] = [Point(0, 0), nil, Point(5, 0), nil]
    #expect(PixelColumns.pieces(of: wide, columnWidth: 1) == [[Point(0, 0)], [Point(5, 0)]])
    let narrow: [Point?] = [nil, Point(0.1, 0), nil, Point(0.2, 0), Point(4, 0)]
    #expect(PixelColumns.pieces(of: narrow, columnWidth: 1) == [[Point(0.1, 0), Point(0.2, 0), Point(4, 0)]])
    #expect(PixelColumns.pieces(of: [nil, nil], columnWidth: 1) == [])
    // Every second value missing: as many pieces as pixels at most, not half a million.
    let torn = (0..<1_000_000).map { $0 % 2 == 0 ? Point(Double($0) / 10_000, 0) : nil }
    #expect(PixelColumns.pieces(of: torn, columnWidth: 1).count <= 101)
  }
}

@Suite("Legend placement")
struct LegendPlacementTests {
  private let area = Rectangle(0, 0, 400, 200)

  @Test("The upper right corner if it is free, else another, else what hides least")
  func corners() throws {
    let size = Size(100, 50)
    let empty = LegendPlacement(in: area, lines: [])
    #expect(try #require(empty.place(size)).corner == Point(296, 4))
    let right = LegendPlacement(in: area, lines: [[Point(350, 0), Point(350, 199)]])
    #expect(try #require(right.place(size)).corner == Point(4, 4))
    let above = LegendPlacement(in: area, lines: [[Point(0, 20), Point(399, 20)]])
    #expect(try #require(above.place(size)).corner == Point(296, 146))
    let fence = (0..<40).map { [Point(Double($0) * 10, 0), Point(Double($0) * 10, $0 < 20 ? 199 : 100)] }
    let crowded = try #require(LegendPlacement(in: area, lines: fence).place(size))
    #expect(crowded.hidden == 0 && crowded.corner.y == 146)
    let full = (0..<40).map { [Point(Double($0) * 10, 0), Point(Double($0) * 10, 199)] }
    #expect(try #require(LegendPlacement(in: area, lines: full).place(size)).hidden > 0)
  }

  @Test("A legend larger than the area has no place")
  func tooLarge() {
    #expect(LegendPlacement(in: area, lines: []).place(Size(400, 10)) == nil)
    #expect(LegendPlacement(in: Rectangle(0, 0, 0, 0), lines: [[Point(1e6, -1e6)]]).place(Size(1, 1)) == nil)
  }

  @Test("A line between two far points counts where it crosses the area")
  func crossing() throws {
    let placement = LegendPlacement(in: area, lines: [[Point(-1e6, 100), Point(1e6, 100)]])
    #expect(try #require(placement.place(Size(380, 150))).hidden > 0)
  }
}

@Suite("Spreading out")
struct SpreadOutTests {
  @Test("What is apart stays; what is too near moves apart about its middle")
  func groups() {
    #expect(spreadOut([10, 50], by: 12, within: 0...100) == [10, 50])
    #expect(spreadOut([50, 50], by: 12, within: 0...100) == [44, 56])
    #expect(spreadOut([56, 44], by: 12, within: 0...100) == [56, 44])
    #expect(spreadOut([0, 1, 2], by: 10, within: 0...100) == [0, 10, 20])
    #expect(spreadOut([99, 100], by: 10, within: 0...100) == [90, 100])
    #expect(spreadOut([1, 2, 3], by: 60, within: 0...100) == nil)
    #expect(spreadOut([], by: 60, within: 0...100) == [])
  }

  @Test("Whatever the places: in order, apart, within the range")
  func properties() throws {
    var random = SplitMix(seed: 3)
    for _ in 0..<2000 {
      let places = (0..<random.below(9)).map { _ in Double(random.below(100)) }
      let spread = try #require(spreadOut(places, by: 11, within: 0...100))
      let sorted = spread.sorted()
      #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $1 - $0 >= 11 - 1e-9 })
      #expect(spread.allSatisfy { $0 >= -1e-9 && $0 <= 100 + 1e-9 })
      for i in places.indices {
        for j in places.indices where places[i] < places[j] { #expect(spread[i] < spread[j]) }
      }
    }
  }
}
