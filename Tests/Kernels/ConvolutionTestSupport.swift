@testable import Kernels

/// A small generator of its own, so that these tests depend on nothing but the convolution (Steele's SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func values(_ count: Int) -> [Float] {
    (0..<count).map { _ in Float.random(in: -1...1, using: &self) }
  }
}

/// The operands of all three passes of one convolution.
struct ConvolutionOperands<Scalar: BinaryFloatingPoint> {
  var input: [Scalar]
  var weight: [Scalar]
  var bias: [Scalar]
  var outputGradient: [Scalar]
}

extension ConvolutionOperands<Float> {
  init(_ g: ConvolutionGeometry, seed: UInt64) {
    var random = SplitMix(state: seed)
    input = random.values(g.inputCount)
    weight = random.values(g.weightCount)
    bias = random.values(g.outputChannels)
    outputGradient = random.values(g.outputCount)
  }

  /// The same values in double precision, in which the reference is as good as exact.
  var exact: ConvolutionOperands<Double> {
    .init(
      input: input.map(Double.init), weight: weight.map(Double.init), bias: bias.map(Double.init),
      outputGradient: outputGradient.map(Double.init))
  }

  /// The magnitudes of the values, whose convolution bounds every rounding error.
  var magnitudes: ConvolutionOperands<Double> {
    func absolute(_ values: [Float]) -> [Double] { values.map { Double(abs($0)) } }
    return .init(
      input: absolute(input), weight: absolute(weight), bias: absolute(bias),
      outputGradient: absolute(outputGradient))
  }
}

/// What the three passes of one convolution give.
struct ConvolutionResults<Scalar: BinaryFloatingPoint> {
  var output: [Scalar]
  var inputGradient: [Scalar]
  var weightGradient: [Scalar]
  var biasGradient: [Scalar]
}

extension ConvolutionResults: Equatable {}

/// How a convolution is done: as ``Convolution`` chooses, or in one way whatever it would choose.
enum ConvolutionMethod: CaseIterable {
  case chosen, columns, planes
}

/// Fills the beginning of the calling thread's scratch memory with NaN, three blocks deep: what a kernel on one thread
/// reads there without having written it shows.
func spoilScratch(depth: Int = 3) {
  let count = 1 << 18
  Scratch.withFloats(count) { memory in
    memory.update(repeating: .nan, count: count)
    if depth > 1 { spoilScratch(depth: depth - 1) }
  }
}

/// Runs the fast kernels into memory full of NaN, so that whatever they leave unwritten shows.
///
/// With the method `.planes` the input gradient is that of the chosen method where it is no convolution. `prepare` is
/// called before each pass.
func fastConvolution(
  _ g: ConvolutionGeometry, _ o: ConvolutionOperands<Float>, _ method: ConvolutionMethod = .chosen,
  prepare: () -> Void = {}
) -> ConvolutionResults<Float> {
  var r = ConvolutionResults(
    output: [Float](repeating: .nan, count: g.outputCount),
    inputGradient: [Float](repeating: .nan, count: g.inputCount),
    weightGradient: [Float](repeating: .nan, count: g.weightCount),
    biasGradient: [Float](repeating: .nan, count: g.outputChannels))
  prepare()
  Convolution.forward(g, input: o.input, weight: o.weight, bias: o.bias, output: &r.output)
  prepare()
  Convolution.backwardInput(
    g, outputGradient: o.outputGradient, weight: o.weight, inputGradient: &r.inputGradient)
  prepare()
  Convolution.backwardWeight(
    g, input: o.input, outputGradient: o.outputGradient, weightGradient: &r.weightGradient,
    biasGradient: &r.biasGradient)
  switch method {
  case .chosen: break
  case .columns:
    r.output = .init(repeating: .nan, count: g.outputCount)
    r.inputGradient = .init(repeating: .nan, count: g.inputCount)
    r.weightGradient = .init(repeating: .nan, count: g.weightCount)
    prepare()
    DirectConvolution.forward(g, input: o.input, weight: o.weight, bias: o.bias, output: &r.output)
    prepare()
    DirectConvolution.backwardInput(
      g, outputGradient: o.outputGradient, weight: o.weight, inputGradient: &r.inputGradient)
    prepare()
    DirectConvolution.backwardWeight(
      g, input: o.input, outputGradient: o.outputGradient, weightGradient: &r.weightGradient)
  case .planes:
    r.output = .init(repeating: .nan, count: g.outputCount)
    r.weightGradient = .init(repeating: .nan, count: g.weightCount)
    prepare()
    PlaneConvolution.forward(g, input: o.input, weight: o.weight, bias: o.bias, output: &r.output)
    prepare()
    PlaneConvolution.backwardWeight(
      g, input: o.input, outputGradient: o.outputGradient, weightGradient: &r.weightGradient)
    if PlaneConvolution.suitsInputGradient(g) {
      r.inputGradient = .init(repeating: .nan, count: g.inputCount)
      prepare()
      PlaneConvolution.backwardInput(
        g, outputGradient: o.outputGradient, weight: o.weight, inputGradient: &r.inputGradient)
    }
  }
  return r
}

/// Runs the reference, likewise.
func referenceConvolution<Scalar: BinaryFloatingPoint>(
  _ g: ConvolutionGeometry, _ o: ConvolutionOperands<Scalar>
) -> ConvolutionResults<Scalar> {
  var r = ConvolutionResults(
    output: [Scalar](repeating: .nan, count: g.outputCount),
    inputGradient: [Scalar](repeating: .nan, count: g.inputCount),
    weightGradient: [Scalar](repeating: .nan, count: g.weightCount),
    biasGradient: [Scalar](repeating: .nan, count: g.outputChannels))
  Convolution.Reference.forward(g, input: o.input, weight: o.weight, bias: o.bias, output: &r.output)
  Convolution.Reference.backwardInput(
    g, outputGradient: o.outputGradient, weight: o.weight, inputGradient: &r.inputGradient)
  Convolution.Reference.backwardWeight(
    g, input: o.input, outputGradient: o.outputGradient, weightGradient: &r.weightGradient,
    biasGradient: &r.biasGradient)
  return r
}

/// Root mean square of the difference, over the root mean square of what is expected.
func relativeError(_ actual: [Float], _ expected: [Double]) -> Double {
  let difference = zip(actual, expected).map { (Double($0) - $1) * (Double($0) - $1) }.reduce(0, +)
  let size = expected.map { $0 * $0 }.reduce(0, +)
  return (difference / max(size, .leastNormalMagnitude)).squareRoot()
}
