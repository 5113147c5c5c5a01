import Kernels
import Testing

@Suite struct BatchNormalisationTests {
  static let shapes: [BatchNormalisationGeometry] = [
    .init(batch: 5, channels: 3, plane: 28 * 28), .init(batch: 9, channels: 4, plane: 169),
    .init(batch: 33, channels: 7, plane: 1), .init(batch: 1, channels: 2, plane: 50),
    .init(batch: 3, channels: 5, plane: 79),
  ]

  private struct Operands {
    var input: [Float]
    var weight: [Float]
    var bias: [Float]
    var gradient: [Float]

    init(_ g: BatchNormalisationGeometry) {
      let count = g.batch * g.channels * g.plane
      // Away from zero, where a variance computed as E[x²] − E[x]² would lose its digits.
      input = randomValues(count, seed: 1).map { 3 + 0.5 * $0 }
      weight = randomValues(g.channels, seed: 2)
      bias = randomValues(g.channels, seed: 3)
      gradient = randomValues(count, seed: 4)
    }
  }

  /// Sums are taken in single precision over one image's plane only, so that every step has a relative error
  /// of a few 2⁻²⁴; what the mean's rounding, 2⁻²⁴ of 3, does to values of size 0.3 is the largest: 10 ·
  /// 6e-8, below 1e-5.
  @Test(arguments: shapes)
  func trainingEqualsTheReference(_ g: BatchNormalisationGeometry) {
    let operands = Operands(g)
    let zeros = [Float](repeating: .nan, count: g.channels)
    var (output, mean, variance) = ([Float](repeating: .nan, count: operands.input.count), zeros, zeros)
    var (inputGradient, weightGradient, biasGradient) = (output, zeros, zeros)
    BatchNormalisation.forwardTraining(
      g, input: operands.input, epsilon: 1e-5, weight: operands.weight, bias: operands.bias, mean: &mean,
      variance: &variance, output: &output)
    BatchNormalisation.backward(
      g, input: operands.input, gradient: operands.gradient, mean: mean, variance: variance, epsilon: 1e-5,
      weight: operands.weight, training: true, inputGradient: &inputGradient, weightGradient: &weightGradient,
      biasGradient: &biasGradient)
    let expected = reference(g, operands, training: true)
    expectClose(mean, expected.mean, within: 1e-5, "mean")
    expectClose(variance, expected.variance, within: 1e-5, "variance")
    expectClose(output, expected.output, within: 1e-5, "output")
    expectClose(inputGradient, expected.inputGradient, within: 1e-5, "input gradient")
    expectClose(weightGradient, expected.weightGradient, within: 1e-5, "weight gradient")
    expectClose(biasGradient, expected.biasGradient, within: 1e-5, "bias gradient")
  }

  @Test(arguments: shapes)
  func evaluationEqualsTheReference(_ g: BatchNormalisationGeometry) {
    let operands = Operands(g)
    let mean = [Float](repeating: 2.75, count: g.channels)
    let variance = [Float](repeating: 0.125, count: g.channels)
    var output = [Float](repeating: .nan, count: operands.input.count)
    var inputGradient = output
    var (weightGradient, biasGradient) = (mean, mean)
    BatchNormalisation.forward(
      g, input: operands.input, mean: mean, variance: variance, epsilon: 1e-5, weight: operands.weight,
      bias: operands.bias, output: &output)
    BatchNormalisation.backward(
      g, input: operands.input, gradient: operands.gradient, mean: mean, variance: variance, epsilon: 1e-5,
      weight: operands.weight, training: false, inputGradient: &inputGradient,
      weightGradient: &weightGradient,
      biasGradient: &biasGradient)
    let expected = reference(g, operands, training: false)
    expectClose(output, expected.output, within: 1e-5, "output")
    expectClose(inputGradient, expected.inputGradient, within: 1e-5, "input gradient")
    expectClose(weightGradient, expected.weightGradient, within: 1e-5, "weight gradient")
    expectClose(biasGradient, expected.biasGradient, within: 1e-5, "bias gradient")
  }

  @Test(arguments: [true, false])
  func gradientsAreCentralDifferences(training: Bool) {
    let g = BatchNormalisationGeometry(batch: 3, channels: 2, plane: 4)
    let operands = Operands(g)
    let weights = operands.gradient.exact
    func loss(input: [Double]? = nil, weight: [Double]? = nil, bias: [Double]? = nil) -> Double {
      var moved = ExactOperands(operands)
      moved.input = input ?? moved.input
      moved.weight = weight ?? moved.weight
      moved.bias = bias ?? moved.bias
      return weighted(reference(g, moved, training: training).output, weights)
    }
    let expected = reference(g, operands, training: training)
    expectGradient(expected.inputGradient, of: { loss(input: $0) }, at: operands.input.exact, "input")
    expectGradient(expected.weightGradient, of: { loss(weight: $0) }, at: operands.weight.exact, "weight")
    expectGradient(expected.biasGradient, of: { loss(bias: $0) }, at: operands.bias.exact, "bias")
  }

  private struct ExactOperands {
    var input, weight, bias, gradient: [Double]

    init(_ operands: Operands) {
      (input, weight) = (operands.input.exact, operands.weight.exact)
      (bias, gradient) = (operands.bias.exact, operands.gradient.exact)
    }
  }

  private struct Results {
    var mean, variance, output, inputGradient, weightGradient, biasGradient: [Double]
  }

  private func reference(_ g: BatchNormalisationGeometry, _ operands: Operands, training: Bool) -> Results {
    reference(g, ExactOperands(operands), training: training)
  }

  private func reference(_ g: BatchNormalisationGeometry, _ operands: ExactOperands, training: Bool)
    -> Results
  {
    let channels = [Double](repeating: 0, count: g.channels)
    let values = [Double](repeating: 0, count: operands.input.count)
    var results = Results(
      mean: channels, variance: channels, output: values, inputGradient: values, weightGradient: channels,
      biasGradient: channels)
    if training {
      BatchNormalisation.Reference.forwardTraining(
        g, input: operands.input, epsilon: 1e-5, weight: operands.weight, bias: operands.bias,
        mean: &results.mean,
        variance: &results.variance, output: &results.output)
    } else {
      results.mean = channels.map { _ in 2.75 }
      results.variance = channels.map { _ in 0.125 }
      BatchNormalisation.Reference.forward(
        g, input: operands.input, mean: results.mean, variance: results.variance, epsilon: 1e-5,
        weight: operands.weight, bias: operands.bias, output: &results.output)
    }
    BatchNormalisation.Reference.backward(
      g, input: operands.input, gradient: operands.gradient, mean: results.mean, variance: results.variance,
      epsilon: 1e-5, weight: operands.weight, training: training, inputGradient: &results.inputGradient,
      weightGradient: &results.weightGradient, biasGradient: &results.biasGradient)
    return results
  }
}
