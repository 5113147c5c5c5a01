import ArgumentParser
import Lookbook

/// A network that answers: one forward pass without gradients, in evaluation mode.
struct InferenceTimes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inference",
    abstract: "Times forward passes of a network on random images.",
    discussion: """
      With a batch of one this is how long an answer takes. The first passes fill memory and caches and do not count.

      Each pass prints a line such as

        {"batch":1,"core":"SkylakeX","milliseconds":12.5,"network":"alexnet","step":4,"threads":2}
      """)

  @Argument(help: "dnn, cnn, lenet or alexnet.") var network: TrainingSteps.Network
  @Option(help: "Images a pass.") var batchSize = 64
  @Option(help: "Passes; 0 goes on until it is stopped.") var steps = 0
  @Option(help: "Threads; by default as many as there are cores.") var threads: Int?

  func validate() throws {
    try BenchmarkOptions.require(batchSize: batchSize)
    try BenchmarkOptions.require(rounds: 1, threads: threads)
    guard steps >= 0 else { throw ValidationError("--steps: expected 0 or more, found \(steps)") }
  }

  func run() throws {
    if let threads { ThreadPool.threadCount = threads }
    let core = try OpenBLAS.loaded.get().core
    let (model, shape, _) = timed(network)
    model.evaluate()
    let images = Tensor.random(Shape([batchSize] + shape.dimensions))
    let clock = ContinuousClock()
    var step = 0
    while steps == 0 || step < steps {
      step += 1
      let took = clock.measure { withoutGradients { _ = model(images) } }
      let line = StepLine(
        network: network.rawValue, batch: batchSize, threads: ThreadPool.threadCount, core: core, step: step,
        milliseconds: took / .milliseconds(1))
      try line.print()
    }
  }
}
