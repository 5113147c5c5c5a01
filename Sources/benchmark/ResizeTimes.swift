import ArgumentParser
import Lookbook

/// A batch of garments made as large as AlexNet wants them.
struct ResizeTimes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resize",
    abstract: "Times how a batch for AlexNet is made of garments.",
    discussion: """
      From 28×28 bytes to 227×227 floats, resized and normalised, by the loader of chapter 6 from the order to the \
      batch, while nothing else is done. The first batches fill memory and do not count.

      Each round prints a line such as

        {"batch":64,"core":"SkylakeX","milliseconds":3.1,"round":4,"threads":2,"what":"resize to 227"}
      """)

  @Option(help: "Images.") var batchSize = 64
  @Option(help: "Rounds.") var rounds = 7
  @Option(help: "Threads; by default as many as there are cores.") var threads: Int?

  func validate() throws {
    try BenchmarkOptions.require(batchSize: batchSize)
    try BenchmarkOptions.require(rounds: rounds, threads: threads)
  }

  func run() throws {
    let core = try BenchmarkOptions.begin(threads: threads)
    let one = TimedPictures.training(for: .alexnet).limited(to: batchSize)
    let loader = DataLoader(one, batchSize: batchSize, shuffle: 1)
    for round in -2...rounds {
      let took = ContinuousClock().measure { for batch in loader { _ = batch.images } }
      guard round > 0 else { continue }
      try Line(
        what: "resize to 227", batch: batchSize, core: core, threads: ThreadPool.threadCount, round: round,
        milliseconds: took / .milliseconds(1)
      ).print()
    }
  }

  private struct Line: BenchmarkLine {
    let what: String
    let batch: Int
    let core: String
    let threads: Int
    let round: Int
    let milliseconds: Double
  }
}
