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
    parallelChunks(g.planes, chunk: g.planesPerTask) { planes in
      Scratch.withFloats(scratchCount) { scratch in
        scratch.update(repeating: -.infinity, count: scratchCount)
        let end = planes.upperBound * g.outputPlane
        for plane in planes {
          for row in 0..<g.inputHeight {
            let source = input + plane * g.inputPlane + row * g.inputWidth
            phases.split(source, into: scratch + row * phases.rowLength)
          }
          for row in 0..<g.outputHeight {
            let start = plane * g.outputPlane + row * g.outputWidth
            if let indices {
              forwardRow(g, phases, scratch, row, output: output, indices: indices, at: start, end: end)
            } else {
              forwardRow(g, phases, scratch, row, output: output, at: start, end: end)
            }
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
      let distance = distances.baseAddress!
      parallelChunks(g.planes, chunk: g.planesPerTask) { planes in
        (inputGradient + planes.lowerBound * g.inputPlane)
          .update(repeating: 0, count: planes.count * g.inputPlane)
        for plane in planes {
          for row in 0..<g.outputHeight {
            var corner =
              inputGradient + plane * g.inputPlane + g.firstInputRow(row) * g.inputWidth - g.paddingWidth
            let start = plane * g.outputPlane + row * g.outputWidth
            for position in start..<start + g.outputWidth {
              corner[Int(distance[Int(indices[position])])] += gradient[position]
              corner += g.strideWidth
            }
          }
        }
      }
    }
  }

  /// One output row with the numbers of the winners. A vector may reach past the row's end: what it writes
  /// there is overwritten by the rows that follow, except at `end`, where the next task's planes begin.
  @inline(__always)
  private static func forwardRow(
    _ g: PoolingGeometry, _ phases: StridePhases, _ scratch: UnsafePointer<Float>, _ row: Int,
    output: UnsafeMutablePointer<Float>, indices: UnsafeMutablePointer<UInt8>, at start: Int, end: Int
  ) {
    let rows = g.kernelRows(row)
    let lanes = SIMD16<Int32>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    for column in stride(from: 0, to: g.outputWidth, by: 16) {
      var best = Vector(repeating: -.infinity)
      var bestIndex = SIMD16<Int32>(repeating: Int32(rows.lowerBound * g.kernelWidth))
      if g.paddingWidth > 0 {
        // The number of the first column on the image, which stands until a value exceeds minus infinity.
        let first = Int32(g.paddingWidth) &- (lanes &+ Int32(column)) &* Int32(g.strideWidth)
        bestIndex &+= first.replacing(with: 0, where: first .< 0)
      }
      for kernelRow in rows {
        let values = scratch + (g.firstInputRow(row) + kernelRow) * phases.rowLength + column
        for kernelColumn in 0..<g.kernelWidth {
          let value = values.vector(at: phases.start(ofKernelColumn: kernelColumn))
          let wins = (value .> best) .| (value .!= value)
          best.replace(with: value, where: wins)
          bestIndex.replace(
            with: Int32(truncatingIfNeeded: kernelRow * g.kernelWidth + kernelColumn), where: wins)
        }
      }
      let bytes = SIMD16<UInt8>(truncatingIfNeeded: bestIndex)
      let position = start + column
      if position + 16 <= end {
        output.store(best, at: position)
        UnsafeMutableRawPointer(indices + position).storeBytes(of: bytes, as: SIMD16<UInt8>.self)
      } else {
        let count = min(16, g.outputWidth - column)
        output.store(best, at: position, count: count)
        for lane in 0..<count { indices[position + lane] = bytes[lane] }
      }
    }
  }

  /// One output row when nobody will ask for the gradient.
  @inline(__always)
  private static func forwardRow(
    _ g: PoolingGeometry, _ phases: StridePhases, _ scratch: UnsafePointer<Float>, _ row: Int,
    output: UnsafeMutablePointer<Float>, at start: Int, end: Int
  ) {
    for column in stride(from: 0, to: g.outputWidth, by: 16) {
      var best = Vector(repeating: -.infinity)
      for kernelRow in g.kernelRows(row) {
        let values = scratch + (g.firstInputRow(row) + kernelRow) * phases.rowLength + column
        for kernelColumn in 0..<g.kernelWidth {
          let value = values.vector(at: phases.start(ofKernelColumn: kernelColumn))
          best.replace(with: value, where: (value .> best) .| (value .!= value))
        }
      }
      let position = start + column
      if position + 16 <= end {
        output.store(best, at: position)
      } else {
        output.store(best, at: position, count: min(16, g.outputWidth - column))
      }
    }
  }
}
