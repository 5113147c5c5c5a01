/// One channel of an image, laid out so that what a filter place sees along a row of the output is a run of neighbours.
///
/// Zeros lie all around where the filter hangs over the edge, and the pixels of a row are sorted by their remainder modulo
/// the stride. Then the pixels x·s + v·d, for x = 0, 1, 2…, begin at ⌊v·d / s⌋ in remainder v·d mod s and follow each
/// other, so a kernel reads them by whole vectors, at any padding, stride and dilation. With 7 pixels a row, stride 2 and
/// padding 1, a row of the plane holds the pixels (· is a zero)
///
///     remainder 0   · 1 3 5 ·
///     remainder 1   0 2 4 6
///
/// and a plane is `[rows, remainders, columns]`, padded rows one after the other.
struct ImagePlane {
  private let g: ConvolutionGeometry
  /// Values from one remainder's pixels to the next one's.
  private let remainderStride: Int
  /// Values from one row of the plane to the next.
  private let rowStride: Int
  /// Values in a plane.
  let count: Int
  /// Values from what a filter place sees for one row of the output to what it sees for the next.
  let outputRowStride: Int

  init(_ geometry: ConvolutionGeometry) {
    g = geometry
    let (stride, vectors) = (g.strideWidth, (g.outputWidth + 15) / 16)
    let lastStart = (g.kernelWidth - 1) * g.dilationWidth / stride
    let paddedWidth = g.inputWidth + 2 * g.paddingWidth
    remainderStride = max((paddedWidth + stride - 1) / stride, lastStart + 16 * vectors)
    rowStride = remainderStride * stride
    count = rowStride * (g.inputHeight + 2 * g.paddingHeight)
    outputRowStride = g.strideHeight * rowStride
  }

  /// Where that begins what filter place (u, v) sees for the first row of the output.
  @inline(__always)
  func start(_ u: Int, _ v: Int) -> Int {
    let column = v * g.dilationWidth
    return u * g.dilationHeight * rowStride + column % g.strideWidth * remainderStride
      + column / g.strideWidth
  }

  /// Copies one channel into the middle of a plane; the zeros around it must be there already. Columns that no output
  /// sees stay zero: a vector that runs past the last output reads them.
  func fill(_ plane: UnsafeMutablePointer<Float>, from channel: UnsafePointer<Float>) {
    for y in 0..<g.inputHeight {
      let source = channel + y * g.inputWidth
      forEachRemainder(row: y, plane, columns: seenColumns) { first, run, count in
        if g.strideWidth == 1 {
          Self.copyRow(count, from: source, to: run)
        } else {
          for index in 0..<count { run[index] = source[first + index * g.strideWidth] }
        }
      }
    }
  }

  /// Copies the middle of a plane into one channel.
  func drain(_ plane: UnsafeMutablePointer<Float>, into channel: UnsafeMutablePointer<Float>) {
    for y in 0..<g.inputHeight {
      let destination = channel + y * g.inputWidth
      forEachRemainder(row: y, plane, columns: g.inputWidth) { first, run, count in
        if g.strideWidth == 1 {
          Self.copyRow(count, from: run, to: destination)
        } else {
          for index in 0..<count { destination[first + index * g.strideWidth] = run[index] }
        }
      }
    }
  }

  /// Copies a row by vectors, the last of which overlaps the one before. Rows are so short that a call of the library for
  /// each took LeNet a fiftieth of its step.
  @inline(__always)
  private static func copyRow(
    _ count: Int, from source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>
  ) {
    if count >= 16 {
      for start in stride(from: 0, to: count - 15, by: 16) {
        target.store(source.vector(at: start), at: start)
      }
      target.store(source.vector(at: count - 16), at: count - 16)
    } else if count >= 8 {
      let (from, to) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(target))
      let last = (count - 8) * MemoryLayout<Float>.stride
      to.storeBytes(of: from.loadUnaligned(as: SIMD8<Float>.self), as: SIMD8<Float>.self)
      to.storeBytes(
        of: from.loadUnaligned(fromByteOffset: last, as: SIMD8<Float>.self), toByteOffset: last,
        as: SIMD8<Float>.self)
    } else {
      target.update(from: source, count: count)
    }
  }

  /// Columns up to the last that an output sees.
  private var seenColumns: Int {
    let last = (g.outputWidth - 1) * g.strideWidth + (g.kernelWidth - 1) * g.dilationWidth - g.paddingWidth
    return max(0, min(g.inputWidth, last + 1))
  }

  /// Calls `body` with each run of the first columns of a row of the image: the column of its first pixel, its place in the plane and its
  /// length.
  @inline(__always)
  private func forEachRemainder(
    row: Int, _ plane: UnsafeMutablePointer<Float>, columns: Int,
    _ body: (_ first: Int, _ run: UnsafeMutablePointer<Float>, _ count: Int) -> Void
  ) {
    let stride = g.strideWidth
    let line = plane + (row + g.paddingHeight) * rowStride
    // Rows are short, and a processor takes as long for one division as for copying a vector or two.
    if stride == 1 { return body(0, line + g.paddingWidth, columns) }
    for first in 0..<min(stride, columns) {
      let padded = first + g.paddingWidth
      body(
        first, line + padded % stride * remainderStride + padded / stride,
        (columns - first + stride - 1) / stride)
    }
  }
}
