import ArgumentParser
import Lookbook

/// What the options of several commands must be, and how a measurement begins.
enum BenchmarkOptions {
  /// Sets the number of threads, if one is asked for, and returns the name of OpenBLAS's core.
  static func begin(threads: Int?) throws -> String {
    if let threads { ThreadPool.threadCount = threads }
    return try OpenBLAS.loaded.get().core
  }

  static func require(rounds: Int = 1, threads: Int? = nil) throws {
    guard rounds > 0 else { throw ValidationError("--rounds: expected at least 1, found \(rounds)") }
    guard threads ?? 1 > 0 else {
      throw ValidationError("--threads: expected at least 1, found \(threads ?? 0)")
    }
  }

  static func require(batchSize: Int) throws {
    guard batchSize > 0 else {
      throw ValidationError("--batch-size: expected at least 1, found \(batchSize)")
    }
  }
}

extension Tensor {
  /// Values from 0 to 1 that a benchmark may read as an image.
  static func random(_ shape: Shape) -> Tensor {
    let tensor = Tensor(uninitialized: shape)
    RandomStream(seed: 1, purpose: .other).fillUniform(
      tensor.mutablePointer, count: shape.count, low: 0, high: 1)
    return tensor
  }
}
