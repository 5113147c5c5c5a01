/// Max pooling: the largest value under a window that slides over every plane (AlexNet paper, §3.4: windows
/// of 3 at stride 2 overlap, which the authors found to over-fit a little less).
///
/// Nothing is learned here. The gradient of a maximum flows to the value that won and to no other, so the
/// forward pass notes for every output which one it was: its number in the window, row by row, a byte. Of
/// equal values the first wins, and a NaN wins over all, as in PyTorch.
public enum MaxPooling {
  /// The largest window whose numbers fit in a byte.
  public static let largestWindow = 256

  /// Writes the largest value of each window.
  ///
  /// Sixteen windows beside each other are one vector: see ``StridePhases`` for how their values come to lie
  /// side by side.
  ///
  /// - Parameters:
  ///   - input: `[planes, inputHeight, inputWidth]`
  ///   - output: `[planes, outputHeight, outputWidth]`
  ///   - indices: which of the window's values won, for `backward`; nil when no gradient will be asked for
  public static func forward(
    _ g: PoolingGeometry, input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>,
    indices: UnsafeMutablePointer<UInt8>?
  ) {
    precondition(
      g.window <= largestWindow, "max pooling: a window of \(g.window) values, at most \(largestWindow)")
    let phases = StridePhases(g)
    let scratchCount = g.inputHeight * phases.rowLength
    let rowCount = (g.outputWidth + 15) / 16 * 16
    parallelChunks(g.planes, chunk: g.planesPerTask) { planes in
      Scratch.withFloats(scratchCount + 2 * rowCount) { scratch in
        scratch.update(repeating: -.infinity, count: scratchCount)
        let best = scratch + scratchCount
        let winners = UnsafeMutableRawPointer(best + rowCount).assumingMemoryBound(to: Int32.self)
        for plane in planes {
          for row in 0..<g.inputHeight {
            let source = input + plane * g.inputPlane + row * g.inputWidth
            phases.split(source, into: scratch + row * phases.rowLength)
          }
          for row in 0..<g.outputHeight {
            let position = plane * g.outputPlane + row * g.outputWidth
            if let indices {
              forwardRow(g, phases, scratch, row, best: best, winners: winners)
              let bytes = indices + position
              for column in 0..<g.outputWidth { bytes[column] = UInt8(truncatingIfNeeded: winners[column]) }
            } else {
              forwardRow(g, phases, scratch, row, best: best)
            }
            (output + position).update(from: best, count: g.outputWidth)
          }
        }
      }
    }
  }

  /// Adds each output's gradient to the value that won its window; every other value's gradient is zero.
  ///
  /// A plane belongs to one task, so overlapping windows add up in a fixed order.
  ///
  /// - Parameters:
  ///   - gradient: the loss by `output`
  ///   - indices: as `forward` wrote them
  ///   - inputGradient: the loss by `input`; overwritten
  public static func backward(
    _ g: PoolingGeometry, gradient: UnsafePointer<Float>, indices: UnsafePointer<UInt8>,
    inputGradient: UnsafeMutablePointer<Float>
  ) {
    // From a number in the window to a distance in the plane, without a division for each output.
    let distances = (0..<largestWindow).map { Int32($0 / g.kernelWidth * g.inputWidth + $0 % g.kernelWidth) }
    distances.withUnsafeBufferPointer { distances in
      parallelChunks(g.planes, chunk: g.planesPerTask) { planes in
        (inputGradient + planes.lowerBound * g.inputPlane)
          .update(repeating: 0, count: planes.count * g.inputPlane)
        for plane in planes {
          for row in 0..<g.outputHeight {
            var corner =
              inputGradient + plane * g.inputPlane + g.firstInputRow(row) * g.inputWidth - g.paddingWidth
            let start = plane * g.outputPlane + row * g.outputWidth
            for position in start..<start + g.outputWidth {
              corner[Int(distances[Int(indices[position])])] += gradient[position]
              corner += g.strideWidth
            }
          }
        }
      }
    }
  }

  /// One output row with the numbers of the winners, rounded up to whole vectors.
  @inline(__always)
  private static func forwardRow(
    _ g: PoolingGeometry, _ phases: StridePhases, _ scratch: UnsafePointer<Float>, _ row: Int,
    best: UnsafeMutablePointer<Float>, winners: UnsafeMutablePointer<Int32>
  ) {
    let rows = g.kernelRows(row)
    let lanes = SIMD16<Int32>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    for column in stride(from: 0, to: g.outputWidth, by: 16) {
      var largest = Vector(repeating: -.infinity)
      var winner = SIMD16<Int32>(repeating: Int32(rows.lowerBound * g.kernelWidth))
      if g.paddingWidth > 0 {
        // The number of the first column on the image, which stands until a value exceeds minus infinity.
        let first = Int32(g.paddingWidth) &- (lanes &+ Int32(column)) &* Int32(g.strideWidth)
        winner &+= first.replacing(with: 0, where: first .< 0)
      }
      for kernelRow in rows {
        let values = scratch + (g.firstInputRow(row) + kernelRow) * phases.rowLength + column
        let number = Int32(truncatingIfNeeded: kernelRow * g.kernelWidth)
        phases.forEachKernelColumn(g.kernelWidth) { kernelColumn, start in
          let value = values.vector(at: start)
          let wins = (value .> largest) .| (value .!= value)
          largest.replace(with: value, where: wins)
          winner.replace(with: number &+ Int32(truncatingIfNeeded: kernelColumn), where: wins)
        }
      }
      best.store(largest, at: column)
      UnsafeMutableRawPointer(winners + column).storeBytes(of: winner, as: SIMD16<Int32>.self)
    }
  }

  /// One output row when nobody will ask for the gradient.
  @inline(__always)
  private static func forwardRow(
    _ g: PoolingGeometry, _ phases: StridePhases, _ scratch: UnsafePointer<Float>, _ row: Int,
    best: UnsafeMutablePointer<Float>
  ) {
    for column in stride(from: 0, to: g.outputWidth, by: 16) {
      var largest = Vector(repeating: -.infinity)
      for kernelRow in g.kernelRows(row) {
        let values = scratch + (g.firstInputRow(row) + kernelRow) * phases.rowLength + column
        phases.forEachKernelColumn(g.kernelWidth) { _, start in
          let value = values.vector(at: start)
          largest.replace(with: value, where: (value .> largest) .| (value .!= value))
        }
      }
      best.store(largest, at: column)
    }
  }
}
