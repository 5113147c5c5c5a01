#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension RandomStream {
  /// Elements that one turn of the parallel loop fills: a multiple of the 32 words that eight blocks hold.
  private static let chunk = 1 << 15

  /// Fills `count` places with numbers from [low, high), from the beginning of this stream, shared among the threads.
  public func fillUniform(_ values: UnsafeMutablePointer<Float>, count: Int, low: Float, high: Float) {
    let range = high - low
    fill(values, count: count) { word, _ in low + range * (Float(word >> 8) * 0x1p-24) } second: { _, word in
      low + range * (Float(word >> 8) * 0x1p-24)
    }
  }

  /// Fills `count` places with normally distributed numbers, from the beginning of this stream, shared among the threads.
  public func fillNormal(_ values: UnsafeMutablePointer<Float>, count: Int, mean: Float, deviation: Float) {
    fill(values, count: count) { mean + deviation * normalPair($0, $1).0 } second: {
      mean + deviation * normalPair($0, $1).1
    }
  }

  /// Makes two numbers of each pair of words: word 2i and 2i + 1 give elements 2i and 2i + 1.
  @inline(__always)
  private func fill(
    _ values: UnsafeMutablePointer<Float>, count: Int, first: (UInt32, UInt32) -> Float,
    second: (UInt32, UInt32) -> Float
  ) {
    parallelChunks(count, chunk: Self.chunk) { range in
      var element = range.lowerBound
      while element < range.upperBound {
        let (w0, w1, w2, w3) = generator.blocks(first: UInt64(element / 4), high: self.high)
        for lane in 0..<8 where element + lane * 4 < range.upperBound {
          let place = element + lane * 4
          let words = (
            UInt32(truncatingIfNeeded: w0[lane]), UInt32(truncatingIfNeeded: w1[lane]),
            UInt32(truncatingIfNeeded: w2[lane]), UInt32(truncatingIfNeeded: w3[lane])
          )
          let left = range.upperBound - place
          values[place] = first(words.0, words.1)
          if left > 1 { values[place + 1] = second(words.0, words.1) }
          if left > 2 { values[place + 2] = first(words.2, words.3) }
          if left > 3 { values[place + 3] = second(words.2, words.3) }
        }
        element += 32
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
