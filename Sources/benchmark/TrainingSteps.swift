import ArgumentParser
import Lookbook

/// A network trained on random images, step by step, each step's milliseconds on a line of its own.
struct TrainingSteps: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "steps",
    abstract: "Times training steps of a network on random images.",
    discussion: """
      A step is what it is in the chapters: forget the gradients, forward, loss, backward, Adam. The first steps fill \
      memory and caches and do not count.

      Each step prints a line such as

        {"batch":64,"core":"SkylakeX","milliseconds":612.5,"network":"alexnet","step":4,"threads":2}
      """)

  /// The networks that can be timed.
  enum Network: String, ExpressibleByArgument, CaseIterable {
    case dnn, cnn, lenet, alexnet
  }

  @Argument(help: "dnn, cnn, lenet or alexnet.") var network: Network
  @Option(help: "Images a step.") var batchSize = 64
  @Option(help: "Steps; 0 goes on until it is stopped.") var steps = 0
  @Option(help: "Threads; by default as many as there are cores.") var threads: Int?

  func validate() throws {
    try BenchmarkOptions.require(batchSize: batchSize)
    try BenchmarkOptions.require(rounds: 1, threads: threads)
    guard steps >= 0 else { throw ValidationError("--steps: expected 0 or more, found \(steps)") }
  }

  func run() throws {
    if let threads { ThreadPool.threadCount = threads }
    let core = try OpenBLAS.loaded.get().core
    let (model, shape, classes) = timed(network)
    let images = Tensor.random(Shape([batchSize] + shape.dimensions))
    let labels = (0..<batchSize).map { $0 % classes }
    let optimizer = Adam(model.parameters())
    let clock = ContinuousClock()
    var step = 0
    while steps == 0 || step < steps {
      step += 1
      let took = clock.measure {
        optimizer.zeroGradients()
        let loss = crossEntropy(model(images), labels)
        loss.backward()
        optimizer.step()
      }
      let line = StepLine(
        network: network.rawValue, batch: batchSize, threads: ThreadPool.threadCount, core: core, step: step,
        milliseconds: took / .milliseconds(1))
      try line.print()
    }
  }
}

/// What is printed of a training step or a forward pass.
struct StepLine: BenchmarkLine {
  let network: String
  let batch: Int
  let threads: Int
  let core: String
  let step: Int
  let milliseconds: Double
}
