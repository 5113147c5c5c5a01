import ArgumentParser
import Lookbook

/// The networks that can be timed.
enum TimedNetwork: String, ExpressibleByArgument, CaseIterable {
  case dnn, cnn, lenet, alexnet
}

/// A network that does something with a batch of random images again and again, each time on a line of its own.
struct RepeatedPasses: ParsableArguments {
  @Argument(help: "dnn, cnn, lenet or alexnet.") var network: TimedNetwork
  @Option(help: "Images a batch.") var batchSize = 64
  @Option(help: "How many times; 0 goes on until it is stopped.") var steps = 0
  @Option(help: "Threads; by default as many as there are cores.") var threads: Int?

  func validate() throws {
    try BenchmarkOptions.require(batchSize: batchSize)
    try BenchmarkOptions.require(threads: threads)
    guard steps >= 0 else { throw ValidationError("--steps: expected 0 or more, found \(steps)") }
  }

  /// Times what `prepare` makes of the network, of images `[batch, channels, height, width]` and of the number of
  /// classes.
  func repeated(_ prepare: (any Layer, Tensor, Int) -> () -> Void) throws {
    let core = try BenchmarkOptions.begin(threads: threads)
    let (model, shape, classes) = timed(network)
    let pass = prepare(model, Tensor.random(Shape([batchSize] + shape.dimensions)), classes)
    let clock = ContinuousClock()
    var step = 0
    while steps == 0 || step < steps {
      step += 1
      let took = clock.measure(pass)
      try Line(
        network: network.rawValue, batch: batchSize, threads: ThreadPool.threadCount, core: core, step: step,
        milliseconds: took / .milliseconds(1)
      ).print()
    }
  }

  private struct Line: BenchmarkLine {
    let network: String
    let batch: Int
    let threads: Int
    let core: String
    let step: Int
    let milliseconds: Double
  }
}
