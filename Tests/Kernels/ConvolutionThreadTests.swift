import Kernels
import Testing

@Suite struct ConvolutionThreadTests {
  static let shapes: [ConvolutionGeometry] = [
    .init(
      batch: 9, inputChannels: 1, inputHeight: 31, inputWidth: 31, outputChannels: 8, kernelHeight: 11,
      kernelWidth: 11, strideHeight: 4, strideWidth: 4),
    .init(
      batch: 1, inputChannels: 3, inputHeight: 32, inputWidth: 32, outputChannels: 16, kernelHeight: 5,
      kernelWidth: 5),
    // Of few tiles, which transforms its filters where they are multiplied; with many filters; with few.
    .init(
      batch: 1, inputChannels: 72, inputHeight: 13, inputWidth: 13, outputChannels: 80, kernelHeight: 3,
      kernelWidth: 3, paddingHeight: 1, paddingWidth: 1),
    .init(
      batch: 11, inputChannels: 200, inputHeight: 13, inputWidth: 13, outputChannels: 210, kernelHeight: 3,
      kernelWidth: 3, paddingHeight: 1, paddingWidth: 1),
    .init(
      batch: 9, inputChannels: 24, inputHeight: 13, inputWidth: 13, outputChannels: 16, kernelHeight: 5,
      kernelWidth: 5, paddingHeight: 2, paddingWidth: 2),
    .init(
      batch: 1, inputChannels: 32, inputHeight: 13, inputWidth: 13, outputChannels: 48, kernelHeight: 3,
      kernelWidth: 3, paddingHeight: 1, paddingWidth: 1, groups: 2),
  ]

  @Test(arguments: shapes)
  func theSameBitsAtAnyNumberOfThreads(_ g: ConvolutionGeometry) {
    let operands = ConvolutionOperands(g, seed: 4)
    let results = [1, 2, 3, 8].map { threads in withThreads(threads) { fastConvolution(g, operands) } }
    for result in results.dropFirst() { #expect(result == results[0]) }
  }

  @Test(
    arguments: ConvolutionTests.shapes + ConvolutionWinogradTests.shapes + shapes, ConvolutionMethod.allCases)
  func whatScratchMemoryHeldDoesNotMatter(_ g: ConvolutionGeometry, _ method: ConvolutionMethod) {
    guard method != .planes || g.groups == 1 else { return }
    let operands = ConvolutionOperands(g, seed: 6)
    withThreads(1) {
      let result = fastConvolution(g, operands, method)
      #expect(fastConvolution(g, operands, method, prepare: { spoilScratch() }) == result)
      let values = result.output + result.inputGradient + result.weightGradient
      #expect(values.allSatisfy { $0.isFinite })
    }
  }

  /// Of 24 · 25 products a sum of 600 has a relative rounding error of 2 to 3·10⁻⁷ when each is rounded once, and
  /// 10⁻⁶ after the transforms: the two are told apart at 5·10⁻⁷.
  @Test func exactConvolutionsRoundOnlyTheirOwnProducts() {
    let g = Self.shapes[4]
    let operands = ConvolutionOperands(g, seed: 7)
    let expected = referenceConvolution(g, operands.exact)
    for exact in [false, true] {
      let actual =
        exact
        ? Convolution.withExactProducts { fastConvolution(g, operands) } : fastConvolution(g, operands)
      #expect((relativeError(actual.output, expected.output) < 5e-7) == exact)
      #expect((relativeError(actual.inputGradient, expected.inputGradient) < 5e-7) == exact)
      #expect((relativeError(actual.weightGradient, expected.weightGradient) < 5e-7) == exact)
    }
  }
}
