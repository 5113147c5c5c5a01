import Kernels
import Testing

@Suite struct SoftmaxTests {
  static let shapes: [SoftmaxGeometry] = [
    .init(outer: 64, classes: 10), .init(outer: 3, classes: 1000), .init(outer: 5, classes: 1),
    .init(outer: 2, classes: 7, inner: 13), .init(outer: 1201, classes: 4),
  ]

  private func values(_ g: SoftmaxGeometry, seed: UInt64, scale: Float) -> [Float] {
    randomValues(g.outer * g.classes * g.inner, seed: seed).map { $0 * scale }
  }

  /// exp and log are within one unit in the last place. Logits up to 8 bring an error of 8 · 2⁻²⁴ into every
  /// exponent, and a sum of 1000 terms one of 1000 · 2⁻²⁴ at worst, about √1000 of them as a rule: below
  /// 1e-5.
  @Test(arguments: shapes)
  func equalsTheReference(_ g: SoftmaxGeometry) {
    let (input, gradient) = (values(g, seed: 1, scale: 8), values(g, seed: 2, scale: 1))
    typealias Forward = (SoftmaxGeometry, UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
    var output = [Float](repeating: .nan, count: input.count)
    var inputGradient = output
    var expected = [Double](repeating: 0, count: input.count)
    var expectedGradient = expected

    SoftmaxRows.forward(g, input: input, output: &output)
    SoftmaxRows.Reference.forward(g, input: input.exact, output: &expected)
    expectClose(output, expected, within: 1e-5, "softmax")
    SoftmaxRows.backward(g, output: output, gradient: gradient, inputGradient: &inputGradient)
    SoftmaxRows.Reference.backward(
      g, output: expected, gradient: gradient.exact, inputGradient: &expectedGradient)
    expectClose(inputGradient, expectedGradient, within: 1e-5, "softmax gradient")

    SoftmaxRows.logForward(g, input: input, output: &output)
    SoftmaxRows.Reference.logForward(g, input: input.exact, output: &expected)
    expectClose(output, expected, within: 1e-5, "log softmax")
    SoftmaxRows.logBackward(g, output: output, gradient: gradient, inputGradient: &inputGradient)
    SoftmaxRows.Reference.logBackward(
      g, output: expected, gradient: gradient.exact, inputGradient: &expectedGradient)
    expectClose(inputGradient, expectedGradient, within: 1e-5, "log softmax gradient")
  }

  @Test func gradientsAreCentralDifferences() {
    let g = SoftmaxGeometry(outer: 2, classes: 4, inner: 3)
    let (input, weights) = (values(g, seed: 3, scale: 2).exact, values(g, seed: 4, scale: 1).exact)
    func softmax(_ x: [Double]) -> [Double] {
      var y = x
      SoftmaxRows.Reference.forward(g, input: x, output: &y)
      return y
    }
    func logSoftmax(_ x: [Double]) -> [Double] {
      var y = x
      SoftmaxRows.Reference.logForward(g, input: x, output: &y)
      return y
    }
    var gradient = input
    SoftmaxRows.Reference.backward(g, output: softmax(input), gradient: weights, inputGradient: &gradient)
    expectGradient(gradient, of: { weighted(softmax($0), weights) }, at: input, "softmax")
    SoftmaxRows.Reference.logBackward(
      g, output: logSoftmax(input), gradient: weights, inputGradient: &gradient)
    expectGradient(gradient, of: { weighted(logSoftmax($0), weights) }, at: input, "log softmax")
  }

  @Test func hugeLogitsNeitherOverflowNorLoseTheirDifference() {
    let g = SoftmaxGeometry(outer: 1, classes: 3)
    var (probabilities, logarithms) = ([Float](repeating: 0, count: 3), [Float](repeating: 0, count: 3))
    SoftmaxRows.forward(g, input: [3e38, 3e38, -3e38], output: &probabilities)
    SoftmaxRows.logForward(g, input: [100_000, 99_999, 0], output: &logarithms)
    #expect(probabilities == [0.5, 0.5, 0])
    #expect(abs(logarithms[0] + 0.313_261_7) < 1e-6)
    #expect(logarithms[2] == -100_000.313_261_7)
  }

  @Test(arguments: [0, 0.1, 1], [(1, 10), (64, 10), (3, 1000), (700, 3)])
  func crossEntropyEqualsTheReference(smoothing: Double, size: (Int, Int)) {
    let (rows, classes) = size
    let logits = randomValues(rows * classes, seed: 5).map { $0 * 6 }
    let labels = (0..<rows).map { $0 * 7 % classes }
    var (losses, gradient) = (
      [Float](repeating: .nan, count: rows), [Float](repeating: .nan, count: logits.count)
    )
    var (expected, expectedGradient) = (
      [Double](repeating: 0, count: rows), [Double](repeating: 0, count: logits.count)
    )
    CrossEntropyRows.forward(
      rows: rows, classes: classes, logits: logits, labels: labels, smoothing: smoothing, losses: &losses)
    CrossEntropyRows.Reference.forward(
      rows: rows, classes: classes, logits: logits.exact, labels: labels, smoothing: smoothing,
      losses: &expected)
    expectClose(losses, expected, within: 1e-5, "loss")
    CrossEntropyRows.backward(
      rows: rows, classes: classes, logits: logits, labels: labels, smoothing: smoothing, scale: 0.25,
      inputGradient: &gradient)
    CrossEntropyRows.Reference.backward(
      rows: rows, classes: classes, logits: logits.exact, labels: labels, smoothing: smoothing, scale: 0.25,
      inputGradient: &expectedGradient)
    expectClose(gradient, expectedGradient, within: 1e-5, "gradient")
  }

  @Test(arguments: [0, 0.2])
  func crossEntropysGradientIsItsCentralDifference(smoothing: Double) {
    let (rows, classes, labels) = (3, 5, [4, 0, 2])
    let logits = randomValues(rows * classes, seed: 6).exact.map { $0 * 2 }
    func loss(_ logits: [Double]) -> Double {
      var losses = [Double](repeating: 0, count: rows)
      CrossEntropyRows.Reference.forward(
        rows: rows, classes: classes, logits: logits, labels: labels, smoothing: smoothing, losses: &losses)
      return losses.reduce(0, +) / Double(rows)
    }
    var gradient = logits
    CrossEntropyRows.Reference.backward(
      rows: rows, classes: classes, logits: logits, labels: labels, smoothing: smoothing,
      scale: 1 / Double(rows),
      inputGradient: &gradient)
    expectGradient(gradient, of: loss, at: logits, "logits")
  }
}
