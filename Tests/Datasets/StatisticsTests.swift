import Testing

@testable import Datasets

@Suite("Statistics of a data set")
struct StatisticsTests {
  /// Two pictures of 1×2 in two channels: 0, 51 and 255, 255; then 102, 51 and 0, 255.
  let small = StoredImages(
    name: "Small", classNames: ["a", "b", "c"], imageSize: ImageSize(channels: 2, height: 1, width: 2),
    source: .folder("/"), bytes: [0, 51, 255, 255, 102, 51, 0, 255], labels: [2, 0])

  @Test("Range, mean and standard deviation a channel")
  func statistics() {
    let statistics = small.pixelStatistics
    #expect(statistics.minimum == 0 && statistics.maximum == 255)
    // 0, 0.2, 0.4, 0.2 and 1, 1, 0, 1. Single precision of numbers below 1: 2⁻²⁴ each way.
    let (mean, deviation): ([Float], [Float]) = ([0.2, 0.75], [0.1414213562, 0.4330127019])
    #expect(zip(statistics.mean, mean).allSatisfy { abs($0 - $1) < 1e-7 })
    #expect(zip(statistics.deviation, deviation).allSatisfy { abs($0 - $1) < 1e-7 })
  }

  @Test("A histogram has a place for every class")
  func histogram() { #expect(small.labelHistogram == [1, 0, 1]) }

  @Test("In the terminal black is blank and white a full block, two characters a pixel")
  func blocks() {
    let grey = StoredImages(
      name: "Grey", classNames: ["a"], imageSize: ImageSize(channels: 1, height: 2, width: 3),
      source: .folder("/"),
      bytes: [0, 60, 110, 160, 210, 255], labels: [0])
    #expect(grey.blocks(at: 0) == "  ░░▒▒\n▓▓████")
    #expect(small.blocks(at: 0) == "▒▒▒▒")
  }
}
