import Kernels
import Testing

/// The gradients of the reference against what they mean: how much the loss moves when one value moves.
@Suite struct ConvolutionGradientTests {
  static let shapes: [ConvolutionGeometry] = [
    .init(
      batch: 2, inputChannels: 3, inputHeight: 5, inputWidth: 6, outputChannels: 4, kernelHeight: 3,
      kernelWidth: 2,
      strideHeight: 2, paddingHeight: 1, paddingWidth: 1),
    .init(
      batch: 1, inputChannels: 4, inputHeight: 7, inputWidth: 5, outputChannels: 6, kernelHeight: 2,
      kernelWidth: 3,
      strideWidth: 2, paddingWidth: 2, dilationHeight: 3, dilationWidth: 2, groups: 2),
  ]

  /// The loss is Σ output · outputGradient, linear in each operand: its central difference has no truncation error,
  /// and with a step of 1 the rounding of a few hundred terms stays below 1e-12.
  @Test(arguments: shapes)
  func everyGradientIsItsCentralDifference(_ g: ConvolutionGeometry) {
    let operands = ConvolutionOperands(g, seed: 3).exact
    let gradients = referenceConvolution(g, operands)

    func loss(_ moved: ConvolutionOperands<Double>) -> Double {
      var output = [Double](repeating: 0, count: g.outputCount)
      Convolution.Reference.forward(
        g, input: moved.input, weight: moved.weight, bias: moved.bias, output: &output)
      return zip(output, operands.outputGradient).map { $0 * $1 }.reduce(0, +)
    }
    func check(
      _ name: String, _ path: WritableKeyPath<ConvolutionOperands<Double>, [Double]>, _ gradient: [Double]
    ) {
      for index in gradient.indices {
        var (above, below) = (operands, operands)
        above[keyPath: path][index] += 1
        below[keyPath: path][index] -= 1
        let difference = (loss(above) - loss(below)) / 2
        #expect(
          abs(difference - gradient[index]) <= 1e-6 * max(1e-3, abs(gradient[index])),
          "\(name)[\(index)]: \(gradient[index]), by differences \(difference)")
      }
    }
    check("input", \.input, gradients.inputGradient)
    check("weight", \.weight, gradients.weightGradient)
    check("bias", \.bias, gradients.biasGradient)
  }
}
