import ArgumentParser
import Lookbook

/// How exact AlexNet's convolutions are.
struct ConvolutionErrors: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accuracy",
    abstract: "Measures how far AlexNet's convolutions are from double precision.",
    discussion: """
      Inputs, weights and gradients are values of chance from -1 to 1. Every pass of every convolution is done as in a \
      training step, once more with every product multiplied (`--exact` in a chapter), and by the definition in double \
      precision, which takes some three seconds an image on two cores. From eleven images on the passes go Winograd's \
      way where a training step does.

      Prints a line for each pass: the root mean square of the errors over that of the values.

        {"batch":12,"core":"SkylakeX","error":1.6e-06,"exactError":4.2e-07,"layer":"conv2","pass":"forward"}
      """)

  @Argument(help: "The layers, conv1 to conv5; all of them unless some are named.") var layers: [String] = []
  @Option(help: "Images.") var batchSize = 12

  private static var convolutions: [TimedLayer] { TimedLayer.ofAlexNet.filter { $0.window != nil } }

  func validate() throws {
    try BenchmarkOptions.require(batchSize: batchSize)
    for name in layers where !Self.convolutions.contains(where: { $0.name == name }) {
      throw ValidationError("expected conv1 to conv5, found \(name)")
    }
  }

  func run() throws {
    let core = try BenchmarkOptions.begin(threads: nil)
    for layer in Self.convolutions where layers.isEmpty || layers.contains(layer.name) {
      guard let whole = layer.geometry(batch: batchSize), let single = layer.geometry(batch: 1) else {
        continue
      }
      let convolution = CheckedConvolution(whole, single: single, seed: 1)
      for pass in CheckedConvolution.Pass.allCases {
        let truth = convolution.truth(pass)
        let result = convolution.result(pass)
        let exactResult = Convolution.withExactProducts { convolution.result(pass) }
        try Line(
          layer: layer.name, pass: pass.rawValue, batch: batchSize, core: core,
          error: relativeError(result, truth), exactError: relativeError(exactResult, truth)
        ).print()
      }
    }
  }

  private func relativeError(_ values: [Float], _ truth: [Double]) -> Double {
    let errors = zip(values, truth).reduce(0) { $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1) }
    return (errors / truth.reduce(0) { $0 + $1 * $1 }).squareRoot()
  }

  private struct Line: BenchmarkLine {
    let layer: String
    let pass: String
    let batch: Int
    let core: String
    let error: Double
    let exactError: Double
  }
}

/// A convolution of values of chance, by the kernels and by the definition.
private struct CheckedConvolution {
  enum Pass: String, CaseIterable {
    case forward
    case inputGradient = "input gradient"
    case weightGradient = "weight gradient"
  }

  private let whole: ConvolutionGeometry
  /// One image of it: the definition is worked out image by image, on all cores.
  private let single: ConvolutionGeometry
  private let input: [Float]
  private let weight: [Float]
  private let gradient: [Float]

  init(_ whole: ConvolutionGeometry, single: ConvolutionGeometry, seed: UInt64) {
    (self.whole, self.single) = (whole, single)
    var random = RandomStream(seed: seed, purpose: .other)
    func values(_ count: Int) -> [Float] {
      (0..<count).map { _ in Float(random.next()) / Float(UInt32.max) * 2 - 1 }
    }
    (input, weight, gradient) = (
      values(whole.inputCount), values(whole.weightCount), values(whole.outputCount)
    )
  }

  /// Forward without a bias, which adds nothing to an error worth measuring.
  func result(_ pass: Pass) -> [Float] {
    switch pass {
    case .forward:
      filled(whole.outputCount) {
        Convolution.forward(whole, input: input, weight: weight, bias: nil, output: $0)
      }
    case .inputGradient:
      filled(whole.inputCount) {
        Convolution.backwardInput(whole, outputGradient: gradient, weight: weight, inputGradient: $0)
      }
    case .weightGradient:
      filled(whole.weightCount) {
        Convolution.backwardWeight(
          whole, input: input, outputGradient: gradient, weightGradient: $0, biasGradient: nil)
      }
    }
  }

  func truth(_ pass: Pass) -> [Double] {
    typealias Definition = Convolution.Reference
    let (input, weight, gradient) = (
      self.input.map(Double.init), self.weight.map(Double.init), self.gradient.map(Double.init)
    )
    switch pass {
    case .forward:
      return filled(whole.outputCount) { output in
        eachImage {
          Definition.forward(
            single, input: part($0, input), weight: weight, bias: nil,
            output: output + $0 * single.outputCount)
        }
      }
    case .inputGradient:
      return filled(whole.inputCount) { inputGradient in
        eachImage {
          Definition.backwardInput(
            single, outputGradient: part($0, gradient), weight: weight,
            inputGradient: inputGradient + $0 * single.inputCount)
        }
      }
    case .weightGradient:
      let gradients: [Double] = filled(whole.batch * whole.weightCount) { weightGradients in
        eachImage {
          Definition.backwardWeight(
            single, input: part($0, input), outputGradient: part($0, gradient),
            weightGradient: weightGradients + $0 * whole.weightCount, biasGradient: nil)
        }
      }
      return (0..<whole.weightCount).map { place in
        (0..<whole.batch).reduce(0) { $0 + gradients[$1 * whole.weightCount + place] }
      }
    }
  }

  private func eachImage(_ body: (Int) -> Void) { parallelFor(whole.batch, body) }

  /// The values of one image.
  private func part(_ image: Int, _ values: [Double]) -> [Double] {
    let count = values.count / whole.batch
    return Array(values[image * count..<(image + 1) * count])
  }

  private func filled<Scalar: BinaryFloatingPoint>(
    _ count: Int, _ body: (UnsafeMutablePointer<Scalar>) -> Void
  ) -> [Scalar] {
    // Not a number, so that a value that is left out shows.
    var values = [Scalar](repeating: .nan, count: count)
    values.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { body(base) } }
    return values
  }
}
