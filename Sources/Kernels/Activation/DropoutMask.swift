/// Dropout (AlexNet paper, §4.2): every unit is set to zero with probability p, and what is left is
/// multiplied by 1 / (1 − p), so that the expected value stays and evaluation needs no change ("inverted"
/// dropout, as in PyTorch).
///
/// Unit i is kept when the i-th word of a random stream is at least p · 2³². The stream is a pure function of
/// its seed and lane, so the mask is never stored: the backward pass applies the same mask to the gradient by
/// making it again, at less than a nanosecond a value.
public enum DropoutMask {
  /// The fewest values that one task takes, two microseconds' work. Tasks begin at multiples of 64, and so at whole groups of 32 words, which eight
  /// blocks of the generator hold.
  private static let least = 1 << 11
  /// Values of the planes that one task takes.
  private static let valuesOfPlanes = 1 << 14

  /// Multiplies each value by 0 or by 1 / (1 − p): forward and backward alike.
  ///
  /// - Parameters:
  ///   - probability: p, from 0 to 1
  ///   - stream: the stream that belongs to this call of dropout, at its beginning
  ///   - input: the values, or the loss by the output
  ///   - output: the values that are left, or the loss by the input; may be the same memory as `input`
  public static func apply(
    _ count: Int, probability: Double, stream: RandomStream, input: UnsafePointer<Float>,
    output: UnsafeMutablePointer<Float>
  ) {
    let scale = scale(probability)
    let bound = threshold(probability)
    parallelRanges(count, least: least) { range in
      for start in stride(from: range.lowerBound, to: range.upperBound, by: 32) {
        let factors = factors(stream, at: start, bound, scale)
        if start + 32 <= range.upperBound {
          output.store(input.vector(at: start) * factors.lowHalf, at: start)
          output.store(input.vector(at: start + 16) * factors.highHalf, at: start + 16)
        } else {
          for index in start..<range.upperBound { output[index] = input[index] * factors[index - start] }
        }
      }
    }
  }

  /// The same with one mask for each plane: whole channels are dropped (Tompson et al. 2015,
  /// "SpatialDropout").
  ///
  /// - Parameters:
  ///   - planes: batch · channels; plane i takes the stream's word i
  ///   - plane: values in a plane
  public static func applyToPlanes(
    _ planes: Int, of plane: Int, probability: Double, stream: RandomStream, input: UnsafePointer<Float>,
    output: UnsafeMutablePointer<Float>
  ) {
    let scale = scale(probability)
    let bound = threshold(probability)
    parallelChunks(planes, chunk: max(1, valuesOfPlanes / max(plane, 1))) { range in
      for index in range {
        let word = stream.generator.block((UInt64(index / 4), stream.high))[index % 4]
        let factor = UInt64(word) < bound ? 0 : scale
        for position in index * plane..<(index + 1) * plane { output[position] = input[position] * factor }
      }
    }
  }

  /// What the 32 values from a position on are multiplied by; the position is a multiple of 32.
  @inline(__always)
  private static func factors(_ stream: RandomStream, at start: Int, _ bound: UInt64, _ scale: Float)
    -> SIMD32<Float>
  {
    let (w0, w1, w2, w3) = stream.generator.blocks(first: UInt64(start / 4), high: stream.high)
    let bits = Philox.Lanes(repeating: UInt64(scale.bitPattern))
    /// The bits of the scale where the word is at least the bound, and of zero where it is not: there the difference
    /// wraps around and its highest bit is set. Four instructions and no branch, which random words would mislead.
    func kept(_ words: Philox.Lanes) -> Philox.Lanes {
      (((words &- Philox.Lanes(repeating: bound)) &>> 63) &- Philox.Lanes(repeating: 1)) & bits
    }
    // Each lane holds one factor in 64 bits: two factors join into one lane, and the lanes of both pairs take turns.
    var pairs = SIMD16<UInt64>()
    pairs.evenHalf = kept(w0) | kept(w1) &<< 32
    pairs.oddHalf = kept(w2) | kept(w3) &<< 32
    return unsafeBitCast(pairs, to: SIMD32<Float>.self)
  }

  /// What a kept value is multiplied by; at p = 1 nothing is kept.
  private static func scale(_ probability: Double) -> Float {
    probability < 1 ? Float(1 / (1 - probability)) : 0
  }

  /// A unit is dropped when its word of 32 bits is less than this.
  private static func threshold(_ probability: Double) -> UInt64 {
    UInt64((probability * 0x1p32).rounded(.up))
  }

  /// The same, written to be read.
  public enum Reference {
    /// See ``DropoutMask/apply(_:probability:stream:input:output:)``.
    public static func apply<Scalar: BinaryFloatingPoint>(
      _ count: Int, probability: Double, stream: RandomStream, input: UnsafePointer<Scalar>,
      output: UnsafeMutablePointer<Scalar>
    ) {
      applyToPlanes(count, of: 1, probability: probability, stream: stream, input: input, output: output)
    }

    /// See ``DropoutMask/applyToPlanes(_:of:probability:stream:input:output:)``.
    public static func applyToPlanes<Scalar: BinaryFloatingPoint>(
      _ planes: Int, of plane: Int, probability: Double, stream: RandomStream, input: UnsafePointer<Scalar>,
      output: UnsafeMutablePointer<Scalar>
    ) {
      var stream = stream
      for index in 0..<planes {
        let kept = Double(stream.next()) >= probability * 0x1p32
        let factor = kept ? Scalar(1 / (1 - probability)) : 0
        for position in index * plane..<(index + 1) * plane { output[position] = input[position] * factor }
      }
    }
  }
}
