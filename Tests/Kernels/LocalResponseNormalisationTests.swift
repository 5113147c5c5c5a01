import Kernels
import Testing

@Suite struct LocalResponseNormalisationTests {
  /// The paper's constants, an even window, one wider than the channels, another exponent; planes that are no
  /// multiple of sixteen and one that is longer than a block. α is large, so that the damping is felt.
  static let shapes: [LocalResponseGeometry] = [
    .init(batch: 2, channels: 9, plane: 300, size: 5, alpha: 5e-4, beta: 0.75, k: 2),
    .init(batch: 3, channels: 6, plane: 37, size: 4, alpha: 2, beta: 0.75, k: 1),
    .init(batch: 1, channels: 3, plane: 5, size: 9, alpha: 3, beta: 0.75, k: 1),
    .init(batch: 2, channels: 5, plane: 19, size: 3, alpha: 1, beta: 0.6, k: 1.5),
    .init(batch: 4, channels: 1, plane: 1, size: 1, alpha: 1, beta: 0.75, k: 1),
  ]

  /// A sum of at most nine squares, two roots or a power, a division: about twenty roundings of 2⁻²⁴, 1.2e-6.
  @Test(arguments: shapes)
  func equalsTheReference(_ g: LocalResponseGeometry) {
    let count = g.batch * g.channels * g.plane
    let (input, gradient) = (randomValues(count, seed: 1), randomValues(count, seed: 2))
    var (output, inputGradient) = (
      [Float](repeating: .nan, count: count), [Float](repeating: .nan, count: count)
    )
    LocalResponseNormalisation.forward(g, input: input, output: &output)
    LocalResponseNormalisation.backward(g, input: input, gradient: gradient, inputGradient: &inputGradient)
    let expected = reference(g, input.exact, gradient.exact)
    expectClose(output, expected.output, within: 1e-5, "output")
    expectClose(inputGradient, expected.inputGradient, within: 1e-5, "input gradient")
  }

  @Test func gradientsAreCentralDifferences() {
    for g in [
      LocalResponseGeometry(batch: 2, channels: 7, plane: 2, size: 4, alpha: 2, beta: 0.75, k: 1),
      LocalResponseGeometry(batch: 1, channels: 5, plane: 3, size: 3, alpha: 1, beta: 0.6, k: 2),
    ] {
      let count = g.batch * g.channels * g.plane
      let (input, weights) = (randomValues(count, seed: 3).exact, randomValues(count, seed: 4).exact)
      expectGradient(
        reference(g, input, weights).inputGradient,
        of: { weighted(reference(g, $0, weights).output, weights) }, at: input, "input")
    }
  }

  /// PyTorch's formula by hand: a window of 2 looks at the channel before and its own, and α is halved.
  @Test func anEvenWindowReachesFurtherBack() {
    let g = LocalResponseGeometry(batch: 1, channels: 2, plane: 1, size: 2, alpha: 2, beta: 1, k: 1)
    var output: [Float] = [0, 0]
    LocalResponseNormalisation.forward(g, input: [1, 2], output: &output)
    #expect(output == [1 / 2, 2 / 6])
  }

  private func reference(
    _ g: LocalResponseGeometry, _ input: [Double], _ gradient: [Double]
  ) -> (output: [Double], inputGradient: [Double]) {
    let zeros = [Double](repeating: 0, count: input.count)
    var (output, inputGradient) = (zeros, zeros)
    LocalResponseNormalisation.Reference.forward(g, input: input, output: &output)
    LocalResponseNormalisation.Reference.backward(
      g, input: input, gradient: gradient, inputGradient: &inputGradient)
    return (output, inputGradient)
  }
}
