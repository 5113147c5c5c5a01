import ArgumentParser
import Lookbook

/// AlexNet's convolutions one by one, forward and both ways back.
struct ConvolutionTimes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convolutions",
    abstract: "Times AlexNet's convolutions, each forward and both ways back.",
    discussion: """
      Billions of operations a second are those of the definition, a multiplication and an addition for each product of
      a direct convolution, whatever the method saves: so a layer may exceed the machine's peak (`benchmark machine`).

      Each round prints lines such as

        {"batch":64,"billions":711.6,"layer":"conv2","milliseconds":80.6,"pass":"forward","round":4,"threads":2}
      """)

  @Option(help: "Images.") var batchSize = 64
  @Option(help: "Rounds.") var rounds = 7
  @Option(help: "Threads; by default as many as there are cores.") var threads: Int?
  @Flag(help: "Multiply every product of the definition.") var exact = false

  func validate() throws {
    try BenchmarkOptions.require(batchSize: batchSize)
    try BenchmarkOptions.require(rounds: rounds, threads: threads)
  }

  func run() throws {
    if let threads { ThreadPool.threadCount = threads }
    Convolution.isExact = exact
    for round in 1...rounds {
      for (name, geometry) in layers { try time(name, geometry, round) }
    }
  }

  private var layers: [(name: String, geometry: ConvolutionGeometry)] {
    func side(_ side: Int, _ input: Int, _ output: Int, kernel: Int, stride: Int = 1, padding: Int = 0)
      -> ConvolutionGeometry
    {
      ConvolutionGeometry(
        batch: batchSize, inputChannels: input, inputHeight: side, inputWidth: side, outputChannels: output,
        kernelHeight: kernel, kernelWidth: kernel, strideHeight: stride, strideWidth: stride,
        paddingHeight: padding, paddingWidth: padding)
    }
    return [
      ("conv1", side(227, 1, 96, kernel: 11, stride: 4)), ("conv2", side(27, 96, 256, kernel: 5, padding: 2)),
      ("conv3", side(13, 256, 384, kernel: 3, padding: 1)),
      ("conv4", side(13, 384, 384, kernel: 3, padding: 1)),
      ("conv5", side(13, 384, 256, kernel: 3, padding: 1)),
    ]
  }

  private func time(_ name: String, _ g: ConvolutionGeometry, _ round: Int) throws {
    let input = Tensor.random([g.batch, g.inputChannels, g.inputHeight, g.inputWidth])
    let weight = Tensor.random([g.outputChannels, g.inputChannels, g.kernelHeight, g.kernelWidth])
    let output = Tensor.random([g.batch, g.outputChannels, g.outputHeight, g.outputWidth])
    let inputGradient = Tensor(uninitialized: input.shape)
    let weightGradient = Tensor(uninitialized: weight.shape)
    try time(name, "forward", g, round) {
      Convolution.forward(
        g, input: input.pointer, weight: weight.pointer, bias: nil, output: output.mutablePointer)
    }
    try time(name, "weight gradient", g, round) {
      Convolution.backwardWeight(
        g, input: input.pointer, outputGradient: output.pointer,
        weightGradient: weightGradient.mutablePointer,
        biasGradient: nil)
    }
    // The first layer's input is the image, which nobody wants the gradient of.
    guard name != "conv1" else { return }
    try time(name, "input gradient", g, round) {
      Convolution.backwardInput(
        g, outputGradient: output.pointer, weight: weight.pointer,
        inputGradient: inputGradient.mutablePointer)
    }
  }

  private func time(
    _ layer: String, _ pass: String, _ g: ConvolutionGeometry, _ round: Int, _ body: () -> Void
  ) throws {
    let took = ContinuousClock().measure(body)
    let products = g.batch * g.outputChannels * g.outputHeight * g.outputWidth
    let operations = 2 * products * g.inputChannels * g.kernelHeight * g.kernelWidth
    try Line(
      layer: layer, pass: pass, batch: g.batch, threads: ThreadPool.threadCount, round: round,
      milliseconds: took / .milliseconds(1), billions: Double(operations) / (took / .seconds(1)) / 1e9
    ).print()
  }

  private struct Line: BenchmarkLine {
    let layer: String
    let pass: String
    let batch: Int
    let threads: Int
    let round: Int
    let milliseconds: Double
    let billions: Double
  }
}
