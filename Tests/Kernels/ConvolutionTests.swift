import Testing

@testable import Kernels

/// The fast convolutions against the definition in double precision, on shapes that find the edges: whichever method is
/// chosen for a shape, and each method by itself where it applies.
@Suite struct ConvolutionTests {
  static let shapes: [ConvolutionGeometry] = chosenShapes + randomShapes

  @Test(arguments: shapes, ConvolutionMethod.allCases)
  func agreesWithTheDefinition(_ g: ConvolutionGeometry, _ method: ConvolutionMethod) {
    guard method != .planes || g.groups == 1 else { return }
    let operands = ConvolutionOperands(g, seed: 1)
    let actual = fastConvolution(g, operands, method)
    let expected = referenceConvolution(g, operands.exact)
    let magnitude = referenceConvolution(g, operands.magnitudes)
    // A sum of n rounded products, added in any order, is within n·u·Σ|products| of the true one, u = 2⁻²⁴ (Higham,
    // Accuracy and Stability of Numerical Algorithms, (3.5)). One rounding more for the bias, one for the result.
    func check(_ name: String, _ values: [Float], _ truth: [Double], _ sizes: [Double], terms: Int) {
      let unit = Double(Float.ulpOfOne) / 2
      for index in values.indices {
        let bound = Double(terms + 2) * unit * sizes[index] + Double(Float.leastNormalMagnitude)
        guard abs(Double(values[index]) - truth[index]) <= bound else {
          Issue.record(
            "\(name)[\(index)] is \(values[index]), should be \(truth[index]) ± \(bound): \(method), \(g)")
          return
        }
      }
    }
    let filter = g.inputChannels / g.groups * g.kernelHeight * g.kernelWidth
    check("output", actual.output, expected.output, magnitude.output, terms: filter)
    check(
      "inputGradient", actual.inputGradient, expected.inputGradient, magnitude.inputGradient,
      terms: g.outputChannels / g.groups * g.kernelHeight * g.kernelWidth)
    let positions = g.batch * g.outputHeight * g.outputWidth
    check(
      "weightGradient", actual.weightGradient, expected.weightGradient, magnitude.weightGradient,
      terms: positions)
    check(
      "biasGradient", actual.biasGradient, expected.biasGradient, magnitude.biasGradient, terms: positions)
  }

  @Test func withoutABiasTheOutputIsTheSumAlone() {
    let g = ConvolutionGeometry(
      batch: 2, inputChannels: 3, inputHeight: 6, inputWidth: 5, outputChannels: 4, kernelHeight: 3,
      kernelWidth: 3)
    let operands = ConvolutionOperands(g, seed: 2)
    var (actual, expected) = (
      [Float](repeating: .nan, count: g.outputCount), [Double](repeating: 0, count: g.outputCount)
    )
    Convolution.forward(g, input: operands.input, weight: operands.weight, bias: nil, output: &actual)
    Convolution.Reference.forward(
      g, input: operands.exact.input, weight: operands.exact.weight, bias: nil, output: &expected)
    // 27 products of at most 1, each rounded: 28 · 2⁻²⁴ · 27 would already be absolute; relative RMS stays far below.
    #expect(relativeError(actual, expected) < 1e-6)
  }

  /// A pixel that no output sees, and lanes of a vector that are none of its outputs, count for nothing even where they
  /// are not numbers.
  @Test(arguments: ConvolutionMethod.allCases) func whatNoOutputSeesCountsForNothing(
    _ method: ConvolutionMethod
  ) {
    let g = ConvolutionGeometry(
      batch: 1, inputChannels: 1, inputHeight: 8, inputWidth: 5, outputChannels: 2, kernelHeight: 2,
      kernelWidth: 2, strideHeight: 2, strideWidth: 2)
    var operands = ConvolutionOperands(g, seed: 8)
    for row in 0..<8 { operands.input[row * 5 + 4] = .nan }
    let results = fastConvolution(g, operands, method)
    let values = results.output + results.weightGradient + results.biasGradient
    #expect(values.allSatisfy { $0.isFinite })
  }

  /// The referee's own check by hand: one filter that subtracts the left neighbour.
  @Test func aDifferenceFilterTakesDifferences() {
    let g = ConvolutionGeometry(
      batch: 1, inputChannels: 1, inputHeight: 1, inputWidth: 5, outputChannels: 1, kernelHeight: 1,
      kernelWidth: 2)
    var output = [Float](repeating: .nan, count: 4)
    Convolution.forward(g, input: [1, 4, 9, 16, 25], weight: [-1, 1], bias: [100], output: &output)
    #expect(output == [103, 105, 107, 109])
  }
}

/// Shapes that each show one thing.
private let chosenShapes: [ConvolutionGeometry] = [
  // AlexNet's layers, made smaller: one channel with a large stride, 5×5, 3×3, each with its padding.
  .init(
    batch: 2, inputChannels: 1, inputHeight: 47, inputWidth: 47, outputChannels: 6, kernelHeight: 11,
    kernelWidth: 11, strideHeight: 4, strideWidth: 4),
  .init(
    batch: 3, inputChannels: 5, inputHeight: 27, inputWidth: 27, outputChannels: 7, kernelHeight: 5,
    kernelWidth: 5,
    paddingHeight: 2, paddingWidth: 2),
  .init(
    batch: 5, inputChannels: 7, inputHeight: 13, inputWidth: 13, outputChannels: 9, kernelHeight: 3,
    kernelWidth: 3,
    paddingHeight: 1, paddingWidth: 1),
  // One pixel at a time, alone and in groups; with a stride it is no longer the image itself.
  .init(
    batch: 5, inputChannels: 6, inputHeight: 5, inputWidth: 7, outputChannels: 4, kernelHeight: 1,
    kernelWidth: 1,
    groups: 2),
  .init(
    batch: 1, inputChannels: 3, inputHeight: 4, inputWidth: 9, outputChannels: 8, kernelHeight: 1,
    kernelWidth: 1),
  .init(
    batch: 4, inputChannels: 3, inputHeight: 5, inputWidth: 5, outputChannels: 2, kernelHeight: 1,
    kernelWidth: 1,
    strideHeight: 2, strideWidth: 3),
  // A filter as large as the image; one that sees more padding than image.
  .init(
    batch: 7, inputChannels: 4, inputHeight: 6, inputWidth: 5, outputChannels: 3, kernelHeight: 6,
    kernelWidth: 5),
  .init(
    batch: 2, inputChannels: 2, inputHeight: 2, inputWidth: 3, outputChannels: 3, kernelHeight: 3,
    kernelWidth: 3,
    paddingHeight: 4, paddingWidth: 3),
  // Each channel for itself, dilated.
  .init(
    batch: 3, inputChannels: 4, inputHeight: 9, inputWidth: 11, outputChannels: 8, kernelHeight: 3,
    kernelWidth: 2,
    paddingHeight: 2, paddingWidth: 1, dilationHeight: 2, dilationWidth: 3, groups: 4),
  // More filters than a block holds, in rows shorter than a vector and in rows that overlap themselves.
  .init(
    batch: 19, inputChannels: 3, inputHeight: 9, inputWidth: 12, outputChannels: 14, kernelHeight: 3,
    kernelWidth: 3),
  .init(
    batch: 2, inputChannels: 2, inputHeight: 21, inputWidth: 57, outputChannels: 13, kernelHeight: 5,
    kernelWidth: 5, strideHeight: 1, strideWidth: 2),
  // Rows longer than a few vectors, and a single pixel.
  .init(
    batch: 1, inputChannels: 2, inputHeight: 3, inputWidth: 83, outputChannels: 3, kernelHeight: 2,
    kernelWidth: 7,
    strideWidth: 2, paddingWidth: 4),
  .init(
    batch: 1, inputChannels: 1, inputHeight: 1, inputWidth: 1, outputChannels: 1, kernelHeight: 1,
    kernelWidth: 1),
]

/// Forty shapes with every parameter drawn at random.
private let randomShapes: [ConvolutionGeometry] = {
  var random = SplitMix(state: 20_121_204)
  func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  var shapes: [ConvolutionGeometry] = []
  while shapes.count < 40 {
    let groups = [1, 1, 2, 3][pick(0...3)]
    let (height, width) = (pick(1...19), pick(1...35))
    let (kernelHeight, kernelWidth) = (pick(1...6), pick(1...6))
    let (strideHeight, strideWidth) = (pick(1...3), pick(1...4))
    let (paddingHeight, paddingWidth) = (pick(0...3), pick(0...3))
    let (dilationHeight, dilationWidth) = (pick(1...2), pick(1...3))
    let fits =
      ConvolutionGeometry.outputSide(
        input: height, kernel: kernelHeight, stride: strideHeight, padding: paddingHeight,
        dilation: dilationHeight)
      > 0
      && ConvolutionGeometry.outputSide(
        input: width, kernel: kernelWidth, stride: strideWidth, padding: paddingWidth, dilation: dilationWidth
      ) > 0
    guard fits else { continue }
    shapes.append(
      .init(
        batch: pick(1...9), inputChannels: groups * pick(1...5), inputHeight: height, inputWidth: width,
        outputChannels: groups * pick(1...5), kernelHeight: kernelHeight, kernelWidth: kernelWidth,
        strideHeight: strideHeight, strideWidth: strideWidth, paddingHeight: paddingHeight,
        paddingWidth: paddingWidth, dilationHeight: dilationHeight, dilationWidth: dilationWidth,
        groups: groups))
  }
  return shapes
}()
