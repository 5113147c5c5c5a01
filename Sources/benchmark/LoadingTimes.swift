import ArgumentParser
import Lookbook

/// What loading costs a training step.
struct LoadingTimes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loading",
    abstract: "Times training steps with batches from the loader, and with one batch in memory.",
    discussion: """
      The loader shuffles pictures of chance in memory, as many and as large as the chapter's, and makes batches as in the \
      chapter, beside the step before: AlexNet's on a thread of its own, the other networks' small ones by threads of the \
      pool while these wait for the next loop. In each \
      round some steps take their batches from it, the wait for a batch included, and as many all take the same batch: \
      in ten turns, or as many as there are steps, so that both meet the same machine. A tenth of a round's steps, and \
      at least three, of each kind fill memory and caches first.

      Each round prints two lines with milliseconds a step, and the last line says how many times as long a step with \
      loading takes, the median of all rounds:

        {"batch":64,"core":"SkylakeX","images":"in memory","milliseconds":524.1,"network":"alexnet","round":4,"steps":1,"threads":2}
        {"batch":64,"core":"SkylakeX","images":"from the loader","milliseconds":526.0,"network":"alexnet","round":4,"steps":1,"threads":2}
        {"network":"alexnet","ratio":1.004,"rounds":7}
      """)

  @Argument(help: "dnn, cnn, lenet or alexnet.") var network: TimedNetwork
  @Option(help: "Images a batch; by default 64 for AlexNet and 100 for the others.") var batchSize: Int?
  @Option(help: "Rounds.") var rounds = 7
  @Option(help: "Steps of each kind in a round; by default about a second of them, for AlexNet one.")
  var steps: Int?
  @Option(help: "Threads; by default as many as there are cores.") var threads: Int?

  func validate() throws {
    if let batchSize { try BenchmarkOptions.require(batchSize: batchSize) }
    try BenchmarkOptions.require(rounds: rounds, threads: threads)
    guard steps ?? 1 > 0 else { throw ValidationError("--steps: expected at least 1, found \(steps ?? 0)") }
  }

  func run() throws {
    let core = try BenchmarkOptions.begin(threads: threads)
    let batch = batchSize ?? (network == .alexnet ? 64 : 100)
    let steps = steps ?? usualSteps
    var loaded = EndlessBatches(TimedPictures.training(for: network), batchSize: batch)
    let kept = loaded.next()
    let step = TrainingStep(timed(network).model)
    let clock = ContinuousClock()

    func inMemory(_ count: Int) { for _ in 0..<count { step(kept.images, kept.labels) } }
    func fromLoader(_ count: Int) {
      for _ in 0..<count {
        let batch = loaded.next()
        step(batch.images, batch.labels)
      }
    }
    inMemory(max(3, steps / 10))
    fromLoader(max(3, steps / 10))

    var ratios: [Double] = []
    for round in 1...rounds {
      var (without, with) = (Duration.zero, Duration.zero)
      let turns = min(steps, 10)
      for turn in 0..<turns {
        let count = steps * (turn + 1) / turns - steps * turn / turns
        // Who begins changes from turn to turn, in case the machine slows down or speeds up.
        let first = (round + turn) % 2 == 0 ? clock.measure { fromLoader(count) } : nil
        without += clock.measure { inMemory(count) }
        with += first ?? clock.measure { fromLoader(count) }
      }
      for (images, took) in [("in memory", without), ("from the loader", with)] {
        try Line(
          network: network.rawValue, images: images, batch: kept.count, core: core,
          threads: ThreadPool.threadCount, round: round, steps: steps,
          milliseconds: took / .milliseconds(steps)
        ).print()
      }
      ratios.append(with / without)
    }
    try Summary(network: network.rawValue, rounds: rounds, ratio: median(ratios)).print()
  }

  /// The middle one, or of an even number the mean of the two in the middle.
  private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  private var usualSteps: Int {
    switch network {
    case .dnn: 1000
    case .cnn: 50
    case .lenet: 400
    case .alexnet: 1
    }
  }

  private struct Line: BenchmarkLine {
    let network: String
    let images: String
    let batch: Int
    let core: String
    let threads: Int
    let round: Int
    let steps: Int
    let milliseconds: Double
  }

  private struct Summary: BenchmarkLine {
    let network: String
    let rounds: Int
    let ratio: Double
  }
}

/// The batches of one epoch after the other.
private struct EndlessBatches {
  private let loader: DataLoader
  private var epoch: BatchIterator

  init(_ pictures: any ImageDataset, batchSize: Int) {
    // Without the smaller batch at an epoch's end, which would be a faster step.
    let whole = max(1, pictures.count / batchSize) * batchSize
    loader = DataLoader(pictures.limited(to: whole), batchSize: batchSize, shuffle: 1)
    epoch = loader.makeIterator()
  }

  mutating func next() -> Batch {
    while true {
      if let batch = epoch.next() { return batch }
      epoch = loader.makeIterator()
    }
  }
}
