/// The max pooling of one plane, with its values and its maxima in the core's nearest cache.
///
/// A plane and what is made of it are a few kilobytes. A kernel that pools what it has just computed, or spreads a
/// gradient that it adds up at once, does so plane by plane, and the large tensor between two operations never
/// comes to be.
///
/// All memory here has room after its end, so that a row's last vector may be read and written whole: the next row
/// overwrites what went too far.
///
/// ``MaxPooling/Reference`` is the same written to be read.
struct PlanePooling {
  private let g: PoolingGeometry
  /// Values that a vector may reach past the end: two vectors, where sixteen windows stand side by side at stride 2.
  static let room = 32

  /// Memory for a plane, `[inputHeight, inputWidth]`: `spread` writes here, and who makes values for `pool` may, too.
  let values: UnsafeMutablePointer<Float>
  private let pooled: UnsafeMutablePointer<Float>
  /// The winners' numbers as `pool` finds them: as wide as the values, whose comparisons choose between them.
  private let winners: UnsafeMutablePointer<Int32>
  /// The winners' numbers as `spread` compares them: vectors of floats are compared in one instruction.
  private let chosen: UnsafeMutablePointer<Float>
  /// From a number in the window to a distance in the plane, without a division for each output.
  private let distances: UnsafeMutablePointer<Int32>
  private let phases: StridePhases
  /// The plane cut into phases; nil where the windows' values can be read without.
  private let cut: UnsafeMutablePointer<Float>?

  /// Lends the working memory of one task to `body`.
  @inline(__always)
  static func with(_ g: PoolingGeometry, _ body: (PlanePooling) -> Void) {
    let phases = StridePhases(g)
    let cutCount = g.hasTwoColumnSteps ? 0 : g.inputHeight * phases.rowLength
    let (values, pooled) = (g.inputPlane + room, g.outputPlane + room)
    Scratch.withFloats(cutCount + values + 3 * pooled + g.window) { scratch in
      scratch.update(repeating: -.infinity, count: cutCount)
      let rest = scratch + cutCount + values
      let numbers = UnsafeMutableRawPointer(rest + 2 * pooled)
        .bindMemory(to: Int32.self, capacity: pooled + g.window)
      let plane = PlanePooling(
        g: g, values: scratch + cutCount, pooled: rest, winners: numbers, chosen: rest + pooled,
        distances: numbers + pooled, phases: phases, cut: cutCount > 0 ? scratch : nil)
      for number in 0..<g.window {
        plane.distances[number] = Int32(number / g.kernelWidth * g.inputWidth + number % g.kernelWidth)
      }
      body(plane)
    }
  }

  // MARK: - Forward

  /// The largest value under each window of a plane.
  ///
  /// - Parameters:
  ///   - plane: `[inputHeight, inputWidth]`, and ``room`` values that may be read after it
  ///   - output: one plane
  ///   - indices: which of the window's values won, one plane; nil when no gradient will be asked for
  ///   - isRectified: whether a ReLU follows
  @inline(__always)
  func pool(
    _ plane: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>,
    indices: UnsafeMutablePointer<UInt8>?, isRectified: Bool
  ) {
    if let cut {
      for row in 0..<g.inputHeight {
        phases.split(plane + row * g.inputWidth, into: cut + row * phases.rowLength)
      }
      maxima(keepsWinners: indices != nil) { row, column, body in
        let start = cut + row * phases.rowLength + column
        phases.forEachKernelColumn(g.kernelWidth) { body($0, start.vector(at: $1)) }
      }
    } else {
      maxima(keepsWinners: indices != nil) { row, column, body in
        let start = plane + (row &* g.inputWidth &+ 2 &* column)
        for pair in 0..<(g.kernelWidth &+ 1) / 2 {
          let kernelColumn = 2 &* pair
          let (even, odd) = unzip(start.vector(at: kernelColumn), start.vector(at: kernelColumn &+ 16))
          body(kernelColumn, even)
          if kernelColumn &+ 1 < g.kernelWidth { body(kernelColumn &+ 1, odd) }
        }
      }
    }
    if let indices {
      for position in 0..<g.outputPlane { indices[position] = UInt8(truncatingIfNeeded: winners[position]) }
    }
    if isRectified {
      Rectification.forward(in: 0..<g.outputPlane, input: pooled, output: output)
    } else {
      output.update(from: pooled, count: g.outputPlane)
    }
  }

  /// Fills `pooled` and, if asked, `winners`. `forEachKernelColumn` hands out what lies under one kernel row of sixteen
  /// windows, beginning with the given one.
  @inline(__always)
  private func maxima(
    keepsWinners: Bool,
    _ forEachKernelColumn: (_ row: Int, _ column: Int, _ body: (Int, Vector) -> Void) -> Void
  ) {
    let lanes = SIMD16<Int32>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    for row in 0..<g.outputHeight {
      let rows = g.kernelRows(row)
      for block in 0..<(g.outputWidth + 15) / 16 {
        let column = 16 * block
        let position = row * g.outputWidth + column
        var largest = Vector(repeating: -.infinity)
        guard keepsWinners else {
          for kernelRow in rows {
            forEachKernelColumn(g.firstInputRow(row) + kernelRow, column) { _, value in
              largest.replace(with: value, where: (value .> largest) .| (value .!= value))
            }
          }
          pooled.store(largest, at: position)
          continue
        }
        var winner = SIMD16<Int32>(repeating: Int32(truncatingIfNeeded: rows.lowerBound * g.kernelWidth))
        if g.paddingWidth > 0 {
          // The number of the first column on the image, which stands until a value exceeds minus infinity.
          let first =
            Int32(truncatingIfNeeded: g.paddingWidth)
            &- (lanes &+ Int32(truncatingIfNeeded: column)) &* Int32(truncatingIfNeeded: g.strideWidth)
          winner &+= first.replacing(with: 0, where: first .< 0)
        }
        for kernelRow in rows {
          let number = Int32(truncatingIfNeeded: kernelRow * g.kernelWidth)
          forEachKernelColumn(g.firstInputRow(row) + kernelRow, column) { kernelColumn, value in
            let wins = (value .> largest) .| (value .!= value)
            largest.replace(with: value, where: wins)
            winner.replace(with: number &+ Int32(truncatingIfNeeded: kernelColumn), where: wins)
          }
        }
        pooled.store(largest, at: position)
        UnsafeMutableRawPointer(winners + position).storeBytes(of: winner, as: SIMD16<Int32>.self)
      }
    }
  }

  // MARK: - Backward

  /// Writes the gradient of `values`: each output's gradient added to the value that won its window, and zero everywhere
  /// else.
  ///
  /// - Parameters:
  ///   - gradient: the loss by `pool`'s output, one plane
  ///   - indices: as `pool` wrote them
  ///   - rectified: `pool`'s output if a ReLU made it, which stops the gradient where that is zero
  @inline(__always)
  func spread(
    gradient: UnsafePointer<Float>, indices: UnsafePointer<UInt8>, rectified: UnsafePointer<Float>?
  ) {
    if let rectified {
      Rectification.backward(
        in: 0..<g.outputPlane, output: rectified, gradient: gradient, inputGradient: pooled)
    } else {
      pooled.update(from: gradient, count: g.outputPlane)
    }
    if g.isCutIntoFours {
      for position in 0..<g.outputPlane { chosen[position] = Float(indices[position]) }
      spreadFours()
      return
    }
    values.update(repeating: 0, count: g.inputPlane)
    for row in 0..<g.outputHeight {
      var corner = values + g.firstInputRow(row) * g.inputWidth - g.paddingWidth
      for position in row * g.outputWidth..<(row + 1) * g.outputWidth {
        corner[Int(distances[Int(indices[position])])] += pooled[position]
        corner += g.strideWidth
      }
    }
  }

  /// Windows of 2×2 that touch: every value has one window, and is written once.
  @inline(__always)
  private func spreadFours() {
    for row in 0..<g.outputHeight {
      for kernelRow in 0..<2 {
        let target = values + (2 * row + kernelRow) * g.inputWidth
        let number = Vector(repeating: Float(2 * kernelRow))
        for block in 0..<(g.outputWidth + 15) / 16 {
          let column = 16 * block
          let position = row * g.outputWidth + column
          // Added to zero, as in the other windows: that makes a negative zero a positive one.
          let gradient = Vector.zero + pooled.vector(at: position)
          let winner = chosen.vector(at: position)
          let even = gradient.replacing(with: 0, where: winner .!= number)
          let odd = gradient.replacing(with: 0, where: winner .!= number + 1)
          let (first, second) = interleave(even: even, odd: odd)
          target.store(first, at: 2 * column)
          target.store(second, at: 2 * column + 16)
        }
        // The last column of an odd number has no window.
        for column in 2 * g.outputWidth..<g.inputWidth { target[column] = 0 }
      }
    }
    let covered = 2 * g.outputHeight * g.inputWidth
    (values + covered).update(repeating: 0, count: g.inputPlane - covered)
  }
}

extension PoolingGeometry {
  /// Whether the values under a kernel column are every second of a row: all even ones, or all odd ones.
  fileprivate var hasTwoColumnSteps: Bool { strideWidth == 2 && paddingWidth == 0 }

  /// Whether the windows are 2×2 and touch.
  fileprivate var isCutIntoFours: Bool {
    hasTwoColumnSteps && kernelWidth == 2 && kernelHeight == 2 && strideHeight == 2 && paddingHeight == 0
  }
}
