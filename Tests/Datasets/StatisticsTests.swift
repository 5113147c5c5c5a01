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

  @Test("The mean of a class is the mean of its pictures, and black where it has none")
  func means() {
    let grey = StoredImages(
      name: "Grey", classNames: ["a", "b", "c"], imageSize: ImageSize(channels: 1, height: 1, width: 2),
      source: .folder("/"), bytes: [0, 10, 101, 20, 7, 7], labels: [0, 0, 2])
    // (0 + 101) / 2 = 50.5 is rounded up.
    #expect(grey.meanPictures.map(\.pixels) == [[51, 15], [0, 0], [7, 7]])
    #expect(grey.indices(ofClass: 0) == [0, 1] && grey.indices(ofClass: 0, limit: 1) == [0])
    #expect(grey.indices(ofClass: 1).isEmpty)
  }

  @Test("Every value of a channel is counted")
  func frequencies() {
    let frequencies = small.pixelFrequencies
    #expect(frequencies.map { $0.reduce(0, +) } == [4, 4])
    #expect(frequencies[0][51] == 2 && frequencies[0][102] == 1 && frequencies[1][255] == 3)
  }

  @Test("A histogram has a place for every class")
  func histogram() { #expect(small.labelHistogram == [1, 0, 1]) }
}
