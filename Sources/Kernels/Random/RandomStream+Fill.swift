#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension RandomStream {
  /// Elements that one turn of the parallel loop fills: a multiple of ``run``.
  private static let chunk = 1 << 15

  /// The words that eight blocks hold: what is made at a time.
  private static let run = 32

  /// Fills `count` places with numbers from [low, high), from the beginning of this stream, shared among the threads.
  public func fillUniform(_ values: UnsafeMutablePointer<Float>, count: Int, low: Float, high: Float) {
    let range = high - low
    forEachRun(count) { start, length, words in
      for index in 0..<length { values[start + index] = low + range * (Float(words[index] >> 8) * 0x1p-24) }
    }
  }

  /// Fills `count` places with normally distributed numbers, from the beginning of this stream, shared among the
  /// threads. Words 2i and 2i + 1 make elements 2i and 2i + 1.
  public func fillNormal(_ values: UnsafeMutablePointer<Float>, count: Int, mean: Float, deviation: Float) {
    forEachRun(count) { start, length, words in
      for index in stride(from: 0, to: length, by: 2) {
        let pair = normalPair(words[index], words[index + 1])
        values[start + index] = mean + deviation * pair.0
        if index + 1 < length { values[start + index + 1] = mean + deviation * pair.1 }
      }
    }
  }

  /// Calls `body` with the first element, the number of elements (32 but for the last) and the 32 words of each run.
  private func forEachRun(_ count: Int, _ body: (Int, Int, UnsafePointer<UInt32>) -> Void) {
    parallelChunks(count, chunk: Self.chunk) { range in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.run) { buffer in
        guard let words = buffer.baseAddress else { return }
        for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.run) {
          let (w0, w1, w2, w3) = generator.blocks(first: UInt64(start / 4), high: self.high)
          for lane in 0..<8 {
            words[4 * lane] = UInt32(truncatingIfNeeded: w0[lane])
            words[4 * lane + 1] = UInt32(truncatingIfNeeded: w1[lane])
            words[4 * lane + 2] = UInt32(truncatingIfNeeded: w2[lane])
            words[4 * lane + 3] = UInt32(truncatingIfNeeded: w3[lane])
          }
          body(start, min(Self.run, range.upperBound - start), words)
        }
      }
    }
  }
}

/// Two independent normal numbers from two random words (Box and Muller, 1958).
///
/// The first word gives a number in (0, 1], so that its logarithm is finite.
@inline(__always)
func normalPair(_ first: UInt32, _ second: UInt32) -> (Float, Float) {
  let radius = (-2 * log((Float(first >> 8) + 1) * 0x1p-24)).squareRoot()
  let angle = 2 * Float.pi * (Float(second >> 8) * 0x1p-24)
  return (radius * cos(angle), radius * sin(angle))
}
