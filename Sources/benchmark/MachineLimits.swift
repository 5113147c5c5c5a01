import ArgumentParser
import Lookbook

/// What the machine itself can do: all that a kernel can hope for.
struct MachineLimits: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "machine",
    abstract: "Measures the peak of multiply-adds and of reading memory.",
    discussion: """
      Each round prints two lines such as

        {"billions":312.4,"round":4,"threads":2,"unit":"FLOP/s","what":"multiply-adds"}
        {"billions":21.7,"round":4,"threads":2,"unit":"bytes/s","what":"reading memory"}
      """)

  @Option(help: "Rounds.") var rounds = 7
  @Option(help: "Threads; by default as many as there are cores.") var threads: Int?

  func validate() throws {
    try BenchmarkOptions.require(rounds: rounds, threads: threads)
  }

  func run() throws {
    if let threads { ThreadPool.threadCount = threads }
    let memory = LargeMemory()
    for round in 1...rounds {
      try print("multiply-adds", "FLOP/s", round, Self.multiplyAddPeak())
      try print("reading memory", "bytes/s", round, memory.readingPeak())
    }
  }

  private func print(_ what: String, _ unit: String, _ round: Int, _ perSecond: Double) throws {
    try Line(
      what: what, unit: unit, round: round, threads: ThreadPool.threadCount, billions: perSecond / 1e9
    ).print()
  }

  /// Multiplications and additions a second, of all threads together: chains of multiply-adds that wait for nothing but
  /// themselves, and enough of them side by side to keep two units busy over a latency of four cycles.
  static func multiplyAddPeak() -> Double {
    let (threads, turns) = (ThreadPool.threadCount, 4_000_000)
    let clock = ContinuousClock()
    let took = clock.measure {
      parallelFor(threads) { thread in
        let result = chains(turns, factor: 1 - Float(thread + 1) * 1e-7)
        // Never true, and unknown to the compiler: the sums must be made.
        if result == -1 { Swift.print("") }
      }
    }
    return Double(threads * turns * 12 * 16 * 2) / (took / .seconds(1))
  }

  /// Twelve chains of sixteen lanes: with AVX-512 twelve registers of thirty-two.
  ///
  /// With narrower vectors they are more registers than there are (AVX2: twenty-four of sixteen; NEON: forty-eight of
  /// thirty-two), some would be kept in memory, and the peak would come out too low.
  private static func chains(_ turns: Int, factor: Float) -> Float {
    typealias Vector = SIMD16<Float>
    let (a, b) = (Vector(repeating: factor), Vector(repeating: 1e-9))
    var (x0, x1, x2, x3, x4, x5) = (a, a, a, a, a, a)
    var (x6, x7, x8, x9, x10, x11) = (b, b, b, b, b, b)
    for _ in 0..<turns {
      x0 = b.addingProduct(x0, a)
      x1 = b.addingProduct(x1, a)
      x2 = b.addingProduct(x2, a)
      x3 = b.addingProduct(x3, a)
      x4 = b.addingProduct(x4, a)
      x5 = b.addingProduct(x5, a)
      x6 = b.addingProduct(x6, a)
      x7 = b.addingProduct(x7, a)
      x8 = b.addingProduct(x8, a)
      x9 = b.addingProduct(x9, a)
      x10 = b.addingProduct(x10, a)
      x11 = b.addingProduct(x11, a)
    }
    return (x0 + x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9 + x10 + x11).sum()
  }

  private struct Line: BenchmarkLine {
    let what: String
    let unit: String
    let round: Int
    let threads: Int
    let billions: Double
  }
}

/// More memory than any cache holds: AlexNet's weights, 233 MB.
private struct LargeMemory {
  private let values = Tensor(repeating: 1, shape: [58_299_082])

  /// Bytes a second at which all threads together read it once.
  func readingPeak() -> Double {
    let (base, count) = (values.pointer, values.shape.count)
    let chunk = 1 << 18
    let took = ContinuousClock().measure {
      parallelChunks(count, chunk: chunk) { range in
        var sums = (SIMD16<Float>.zero, SIMD16<Float>.zero, SIMD16<Float>.zero, SIMD16<Float>.zero)
        var index = range.lowerBound
        while index + 64 <= range.upperBound {
          let place = UnsafeRawPointer(base + index)
          sums.0 += place.loadUnaligned(as: SIMD16<Float>.self)
          sums.1 += place.loadUnaligned(fromByteOffset: 64, as: SIMD16<Float>.self)
          sums.2 += place.loadUnaligned(fromByteOffset: 128, as: SIMD16<Float>.self)
          sums.3 += place.loadUnaligned(fromByteOffset: 192, as: SIMD16<Float>.self)
          index += 64
        }
        // Never true, and unknown to the compiler: the values must be read.
        if (sums.0 + sums.1 + sums.2 + sums.3).sum() == -1 { Swift.print("") }
      }
    }
    return Double(4 * count) / (took / .seconds(1))
  }
}
