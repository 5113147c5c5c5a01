/// Bilinear resize of pictures, with antialiasing when they shrink: bit for bit what Pillow does to bytes,
/// and so what torchvision's `Resize` gives for a PIL image.
public enum BilinearResize {
  /// Resizes `input`, `[channels, height, width]`, into `output`, `[channels, outputHeight, outputWidth]`, on
  /// the calling thread.
  ///
  /// Two passes over bytes with fixed-point weights, each rounded to a byte. The pass along the columns works
  /// on 16 neighbouring columns at once; enlarging, as 28 → 227, it does eight times the work of the pass
  /// along the rows, which stays a plain loop.
  public static func apply(
    _ g: ResizeGeometry, input: UnsafePointer<UInt8>, output: UnsafeMutablePointer<UInt8>
  ) {
    let (height, width) = (g.vertical.inputs, g.horizontal.inputs)
    let (outputHeight, outputWidth) = (g.vertical.outputs, g.horizontal.outputs)
    let between = g.startsWithColumns ? outputHeight * width : height * outputWidth
    Scratch.withFloats((between + 3) / 4) { scratch in
      let middle = UnsafeMutableRawPointer(scratch).assumingMemoryBound(to: UInt8.self)
      for channel in 0..<g.channels {
        let plane = input + channel * height * width
        let result = output + channel * outputHeight * outputWidth
        if g.startsWithColumns {
          resizeColumns(g.vertical, width: width, input: plane, output: middle)
          resizeRows(g.horizontal, count: outputHeight, input: middle, output: result)
        } else {
          resizeRows(g.horizontal, count: height, input: plane, output: middle)
          resizeColumns(g.vertical, width: outputWidth, input: middle, output: result)
        }
      }
    }
  }

  private static let half = Int32(1) << Int32(ResizeAxis.precision - 1)

  /// Each of `count` rows from `axis.inputs` to `axis.outputs` values.
  private static func resizeRows(
    _ axis: ResizeAxis, count: Int, input: UnsafePointer<UInt8>, output: UnsafeMutablePointer<UInt8>
  ) {
    if axis.inputs == axis.outputs { return output.update(from: input, count: count * axis.inputs) }
    axis.weights.withUnsafeBufferPointer { weights in
      for x in 0..<axis.outputs {
        let (start, taps) = (axis.starts[x], axis.counts[x])
        var source = input + start
        var destination = output + x
        for _ in 0..<count {
          var sum = half
          for tap in 0..<taps { sum &+= weights[x * axis.taps + tap] &* Int32(source[tap]) }
          destination.pointee = UInt8(truncatingIfNeeded: min(sum >> Int32(ResizeAxis.precision), 255))
          source += axis.inputs
          destination += axis.outputs
        }
      }
    }
  }

  /// From `axis.inputs` rows of `width` values to `axis.outputs`.
  private static func resizeColumns(
    _ axis: ResizeAxis, width: Int, input: UnsafePointer<UInt8>, output: UnsafeMutablePointer<UInt8>
  ) {
    if axis.inputs == axis.outputs { return output.update(from: input, count: width * axis.inputs) }
    for y in 0..<axis.outputs {
      let source = input + axis.starts[y] * width
      let destination = output + y * width
      axis.weights.withUnsafeBufferPointer { weights in
        let line = UnsafeBufferPointer(rebasing: weights[y * axis.taps..<y * axis.taps + axis.counts[y]])
        guard width >= 16 else {
          for x in 0..<width {
            var sum = half
            for tap in 0..<line.count { sum &+= line[tap] &* Int32(source[tap * width + x]) }
            destination[x] = UInt8(truncatingIfNeeded: min(sum >> Int32(ResizeAxis.precision), 255))
          }
          return
        }
        var x = 0
        while x < width {
          // The last vector overlaps the one before it, so that no row needs a remainder loop.
          let place = min(x, width - 16)
          var sum = SIMD16<Int32>(repeating: half)
          for tap in 0..<line.count {
            let bytes = UnsafeRawPointer(source + tap * width + place).loadUnaligned(as: SIMD16<UInt8>.self)
            sum &+= SIMD16<Int32>(truncatingIfNeeded: bytes) &* line[tap]
          }
          let shifted = pointwiseMin(sum &>> Int32(ResizeAxis.precision), SIMD16(repeating: 255))
          UnsafeMutableRawPointer(destination + place).storeBytes(
            of: SIMD16<UInt8>(truncatingIfNeeded: shifted), as: SIMD16<UInt8>.self)
          x += 16
        }
      }
    }
  }
}
