import ArgumentParser
import Lookbook

/// AlexNet's step in pieces: every layer forward and both ways back, and the optimiser.
struct LayerTimes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layers",
    abstract: "Times AlexNet layer by layer, forward and both ways back, and Adam.",
    discussion: """
      These are the pieces of a training step; what is left of it, dropout, the ReLUs behind fc1 and fc2 and the loss, \
      is little. Each piece is run once before it is timed, so that its memory is there.

      What multiplies is measured in FLOP/s, operations of the definition: a multiplication and an addition for each \
      product of a direct convolution or of a matrix product, whatever the method saves. So a layer may exceed the \
      machine's peak (`benchmark machine`): that is what Winograd's method is for. What only moves memory is measured \
      in bytes/s, each value that must be read or written counted once.

      Each round prints a line for each piece, such as

        {"batch":64,"billions":711.6,"core":"SkylakeX","layer":"conv2","milliseconds":80.6,"pass":"forward","round":4,\
      "threads":2,"unit":"FLOP/s"}
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
    let core = try BenchmarkOptions.begin(threads: threads)
    Convolution.isExact = exact
    for layer in TimedLayer.ofAlexNet {
      let passes = PreparedLayer(layer, batch: batchSize)
      try report(layer.name, core) { passes.run() }
    }
    try report("Adam", core, adam())
  }

  /// Adam's step with AlexNet's parameters and a gradient for each.
  private func adam() -> () -> [TimedPass] {
    let parameters = timed(.alexnet).model.parameters()
    for parameter in parameters { parameter.gradient = Tensor(repeating: 1e-3, shape: parameter.shape) }
    let optimizer = Adam(parameters)
    // Parameter, gradient and two moments are read, and all but the gradient written.
    let bytes = parameters.reduce(0) { $0 + 7 * 4 * $1.count }
    return { [TimedPass("update", .bytes(bytes), ContinuousClock().measure { optimizer.step() })] }
  }

  /// Prints what `run` measures in each round but the one that warms up, and gives its memory back: the next layer has
  /// other sizes.
  private func report(_ layer: String, _ core: String, _ run: () -> [TimedPass]) throws {
    for round in 0...rounds {
      for pass in run() where round > 0 {
        try Line(
          layer: layer, pass: pass.name, batch: batchSize, core: core, threads: ThreadPool.threadCount,
          round: round, milliseconds: pass.took / .milliseconds(1),
          billions: Double(pass.work.amount) / (pass.took / .seconds(1)) / 1e9, unit: pass.work.unit
        ).print()
      }
    }
    BufferPool.current.trim()
  }

  private struct Line: BenchmarkLine {
    let layer: String
    let pass: String
    let batch: Int
    let core: String
    let threads: Int
    let round: Int
    let milliseconds: Double
    let billions: Double
    let unit: String
  }
}
