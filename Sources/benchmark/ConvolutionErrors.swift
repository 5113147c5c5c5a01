import ArgumentParser
import Lookbook

/// How exact AlexNet's convolutions are.
struct ConvolutionErrors: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accuracy",
    abstract: "Measures how far AlexNet's convolutions are from double precision.",
    discussion: """
      Inputs, weights and gradients are values of chance from -1 to 1. Every pass of every convolution is done by the fast \
      kernels, once more with every product multiplied (`--exact` in a chapter), and by the definition in double \
      precision, which takes some three seconds an image on two cores. From eleven images on the passes go Winograd's \
      way where a training step does.

      Prints a line for each pass: the root mean square of the errors over that of the values.

        {"batch":12,"core":"SkylakeX","error":1.9e-06,"exactError":3.6e-07,"layer":"conv2","pass":"forward"}
      """)

  @Argument(help: "The layers, conv1 to conv5; all of them unless some are named.") var layers: [String] = []
  @Option(help: "Images.") var batchSize = 12

  @Option(help: "Threads; by default as many as there are cores.") var threads: Int?

  private var convolutions: [(name: String, whole: ConvolutionGeometry, single: ConvolutionGeometry)] {
    TimedLayer.ofAlexNet.compactMap { layer in
      guard let whole = layer.geometry(batch: batchSize), let single = layer.geometry(batch: 1) else {
        return nil
      }
      return (layer.name, whole, single)
    }
  }

  func validate() throws {
    try BenchmarkOptions.require(batchSize: batchSize)
    try BenchmarkOptions.require(threads: threads)
    for name in layers where !convolutions.contains(where: { $0.name == name }) {
      throw ValidationError("expected conv1 to conv5, found \(name)")
    }
  }

  func run() throws {
    let core = try BenchmarkOptions.begin(threads: threads)
    for (name, whole, single) in convolutions where layers.isEmpty || layers.contains(name) {
      let convolution = CheckedConvolution(whole, single: single, seed: 1)
      for pass in CheckedConvolution.Pass.allCases {
        let truth = convolution.truth(pass)
        let result = convolution.result(pass)
        let exactResult = Convolution.withExactProducts { convolution.result(pass) }
        try Line(
          layer: name, pass: pass.rawValue, batch: batchSize, core: core,
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
