/// Average pooling: the mean of the values under a window that slides over every plane.
///
/// Padding counts as zeros that take part in the mean, PyTorch's default (`count_include_pad=True`): every
/// window is divided by `kernelHeight · kernelWidth`. The gradient is shared out evenly among the values of
/// the window.
public enum AveragePooling {
  /// Writes the mean of each window.
  ///
  /// - Parameters:
  ///   - input: `[planes, inputHeight, inputWidth]`
  ///   - output: `[planes, outputHeight, outputWidth]`
  public static func forward(
    _ g: PoolingGeometry, input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>
  ) {
    let phases = StridePhases(g)
    let scratchCount = g.inputHeight * phases.rowLength
    let window = Vector(repeating: Float(g.window))
    parallelChunks(g.planes, chunk: g.planesPerTask) { planes in
      Scratch.withFloats(scratchCount) { scratch in
        scratch.update(repeating: 0, count: scratchCount)
        for plane in planes {
          for row in 0..<g.inputHeight {
            let source = input + plane * g.inputPlane + row * g.inputWidth
            phases.split(source, into: scratch + row * phases.rowLength)
          }
          for row in 0..<g.outputHeight {
            let target = output + plane * g.outputPlane + row * g.outputWidth
            for column in stride(from: 0, to: g.outputWidth, by: 16) {
              var sum = Vector.zero
              for kernelRow in g.kernelRows(row) {
                let values = scratch + (g.firstInputRow(row) + kernelRow) * phases.rowLength + column
                phases.forEachKernelColumn(g.kernelWidth) { sum += values.vector(at: $1) }
              }
              let mean = sum / window
              if column + 16 <= g.outputWidth {
                target.store(mean, at: column)
              } else {
                target.store(mean, at: column, count: g.outputWidth - column)
              }
            }
          }
        }
      }
    }
  }

  /// Gives every value of a window its even share of the window's gradient.
  ///
  /// - Parameters:
  ///   - gradient: the loss by `output`
  ///   - inputGradient: the loss by `input`; overwritten
  public static func backward(
    _ g: PoolingGeometry, gradient: UnsafePointer<Float>, inputGradient: UnsafeMutablePointer<Float>
  ) {
    let phases = StridePhases(g)
    let scratchCount = g.inputHeight * phases.rowLength
    let shareCount = (g.outputWidth + 15) / 16 * 16
    let window = Float(g.window)
    parallelChunks(g.planes, chunk: g.planesPerTask) { planes in
      Scratch.withFloats(scratchCount + shareCount) { scratch in
        let shares = scratch + scratchCount
        shares.update(repeating: 0, count: shareCount)
        for plane in planes {
          scratch.update(repeating: 0, count: scratchCount)
          for row in 0..<g.outputHeight {
            let source = gradient + plane * g.outputPlane + row * g.outputWidth
            for column in 0..<g.outputWidth { shares[column] = source[column] / window }
            for kernelRow in g.kernelRows(row) {
              let sums = scratch + (g.firstInputRow(row) + kernelRow) * phases.rowLength
              phases.forEachKernelColumn(g.kernelWidth) { _, start in
                for column in stride(from: 0, to: shareCount, by: 16) {
                  let sum = sums.vector(at: start + column) + shares.vector(at: column)
                  sums.store(sum, at: start + column)
                }
              }
            }
          }
          for row in 0..<g.inputHeight {
            let target = inputGradient + plane * g.inputPlane + row * g.inputWidth
            phases.join(scratch + row * phases.rowLength, into: target)
          }
        }
      }
    }
  }
}
