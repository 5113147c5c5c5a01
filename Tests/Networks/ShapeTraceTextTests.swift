import Foundation
import Networks
import Tensors
import Testing

/// The trace as a table, beside files that somebody has read: `Fixtures/traces`. After a change that is meant,
/// `RENEW_TRACES=1 swift test --filter ShapeTraceTextTests` writes them anew, to be read in the difference.
@Suite struct ShapeTraceTextTests {
  static let inputs: [(name: String, input: Shape)] = [
    ("FashionDNN", [1, 1, 28, 28]), ("FashionCNN", [1, 1, 28, 28]), ("LeNet", [100, 3, 32, 32]),
    ("AlexNet", [512, 1, 227, 227]),
  ]

  private func expect(_ text: String, toBe file: String) throws {
    if ProcessInfo.processInfo.environment["RENEW_TRACES"] != nil {
      let path = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Fixtures/traces/\(file)")
      try (text + "\n").write(to: path, atomically: true, encoding: .utf8)
    }
    #expect(text + "\n" == (try PeerFixture.text("traces/\(file)")))
  }

  @Test(arguments: inputs) func theTableReadsAsItDid(_ name: String, _ input: Shape) throws {
    let trace = PeerFixturesPrintedModels.network(name).shapeTrace(input: input)
    try expect(trace.description, toBe: "\(name).txt")
    #expect(trace.description.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func theMarkdownReadsAsItDid() throws {
    let markdown = LeNet().shapeTrace(input: [100, 3, 32, 32]).markdown
    try expect(markdown, toBe: "LeNet.md")
    let bars = markdown.split(separator: "\n").filter { $0.hasPrefix("|") }.map { $0.count { $0 == "|" } }
    #expect(Set(bars) == [8])
  }

  @Test func heightAndWidthThatDifferAreExplainedEachInALine() {
    let text = Sequential {
      Conv2d(1, 4, kernelSize: [3, 5], stride: [2, 1], padding: [1, 2], dilation: [2, 1])
      MaxPool2d(kernelSize: 3, stride: 2)
    }.shapeTrace(input: [1, 1, 28, 28]).description
    #expect(
      text.hasPrefix(
        """
        Sequential, input [1, 1, 28, 28]
        -------------------------------------------------------------------
        layer        shape              parameters  mult-adds  memory  sees
        ===================================================================
        0 Conv2d     1×28×28 → 4×13×28          64     21.8 k  5.7 kB   5×5
                     height (28 + 2·1 − 2·(3 − 1) − 1) / 2 + 1 = 13.5 → 13
                     width (28 + 2·2 − 5) / 1 + 1 = 28
        1 MaxPool2d  4×13×28 → 4×6×13                          1.2 kB   9×7
                     height (13 − 3) / 2 + 1 = 6, width (28 − 3) / 2 + 1 = 13.5 → 13
        """), "\(text)")
  }

  @Test func aShapeWithoutItsBatchIsShownWhole() {
    final class Mean: Module, Layer {
      func callAsFunction(_ input: Tensor) -> Tensor { input.sum(axis: 0).sum() }
    }
    let text = Mean().shapeTrace(input: [3, 4]).description
    #expect(text.contains("sum    4 → [4]") && text.contains("sum    [4] → []"), "\(text)")
  }

  @Test func numbersAreScaledToThreeDigitsAndBytesToTwo() {
    #expect(
      [0, 999, 1000, 1280, 18_067_968_000].map(\.scaled) == ["0", "999", "1.00 k", "1.28 k", "18.1 G"])
    #expect([999_499, 999_500, 99_949, 99_951].map(\.scaled) == ["999 k", "1.00 M", "99.9 k", "100 k"])
    #expect(Int.max.scaled == "9223372 T")
    #expect(
      [40, 1023, 1024, 98 << 10, 567 << 20].map(\.scaledBytes) == [
        "40 B", "1.0 kB", "1.0 kB", "98 kB", "567 MB",
      ])
  }
}
