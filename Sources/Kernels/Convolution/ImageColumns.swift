/// The matrix of columns (im2col) that turns a convolution into a matrix product, and its transpose (col2im).
///
/// Column j of the matrix holds the pixels under the filter at output position j, one row for each channel and each
/// place (u, v) of the filter:
///
///     columns[(c, u, v), (y, x)] = image[c, y·s − p + u·d, x·s − p + v·d]
///
/// so `output = weight · columns`, `columns' gradient = weightᵀ · outputGradient`, and
/// `weightGradient = outputGradient · columnsᵀ`.
///
/// One row of the matrix is read from one channel of the image, with zeros where the filter hangs over the edge and
/// with steps where the stride is larger than one. To keep both out of the inner loop the channel is first copied
/// into a *plane*: zeros all around, and the pixels of a row sorted by their remainder modulo the stride. Then
/// x·s + v·d, for x = 0, 1, 2…, is a run of neighbours in the plane that begins at ⌊v·d / s⌋ in remainder v·d mod s,
/// and the matrix is filled by whole vectors. The plane is a few kilobytes and stays in the first-level cache.
///
/// Vectors may write past the end of a row of the matrix: rows lie ``slack`` values further apart than they need.
struct ImageColumns {
  /// Values that must lie between the end of one matrix row and the beginning of the next.
  static let slack = 16

  private let g: ConvolutionGeometry
  /// Values from one remainder's pixels to the next one's.
  private let remainderStride: Int
  /// Values from one row of the plane to the next.
  private let rowStride: Int
  /// Values in a plane.
  let planeCount: Int

  init(_ geometry: ConvolutionGeometry) {
    g = geometry
    let (stride, vectors) = (g.strideWidth, (g.outputWidth + 15) / 16)
    let lastStart = (g.kernelWidth - 1) * g.dilationWidth / stride
    let paddedWidth = g.inputWidth + 2 * g.paddingWidth
    remainderStride = max((paddedWidth + stride - 1) / stride, lastStart + 16 * vectors)
    rowStride = remainderStride * stride
    planeCount = rowStride * (g.inputHeight + 2 * g.paddingHeight)
  }

  /// Values from one row of the matrix to the next for `count` columns.
  static func rowStride(columns count: Int) -> Int { (count + 15) / 16 * 16 + slack }

  /// Where the pixels of filter place (u, v) for output row y begin in the plane.
  @inline(__always)
  private func start(_ u: Int, _ v: Int, row y: Int) -> Int {
    let column = v * g.dilationWidth
    return (y * g.strideHeight + u * g.dilationHeight) * rowStride
      + column % g.strideWidth * remainderStride + column / g.strideWidth
  }

  /// Where the pixel in the given column of the image lies within a row of the plane.
  @inline(__always)
  private func place(of column: Int) -> Int {
    let padded = column + g.paddingWidth
    return padded % g.strideWidth * remainderStride + padded / g.strideWidth
  }

  /// Writes the matrix for some channels of one image and some rows of the output.
  ///
  /// - Parameters:
  ///   - image: `[inputChannels, inputHeight, inputWidth]`.
  ///   - channels: the channels of the image that the matrix shows.
  ///   - rows: the rows of the output whose columns are written.
  ///   - plane: ``planeCount`` values of scratch.
  ///   - columns: `[channels.count · kernelHeight · kernelWidth, rows.count · outputWidth]`, rows `stride` apart.
  func expand(
    _ image: UnsafePointer<Float>, channels: Range<Int>, rows: Range<Int>,
    plane: UnsafeMutablePointer<Float>, columns: UnsafeMutablePointer<Float>, stride: Int
  ) {
    plane.update(repeating: 0, count: planeCount)
    var destination = columns
    for channel in channels {
      fill(plane, from: image + channel * g.inputArea)
      for u in 0..<g.kernelHeight {
        for v in 0..<g.kernelWidth {
          var source = UnsafePointer(plane) + start(u, v, row: rows.lowerBound)
          var row = destination
          for _ in rows {
            for x in Swift.stride(from: 0, to: g.outputWidth, by: 16) {
              row.store(source.vector(at: x), at: x)
            }
            source += g.strideHeight * rowStride
            row += g.outputWidth
          }
          destination += stride
        }
      }
    }
  }

  /// Adds every entry of the matrix to the pixel that it was read from: the transpose of `expand` over all rows.
  ///
  /// - Parameters:
  ///   - columns: as in `expand`, for all rows of the output.
  ///   - image: the given channels of it are overwritten.
  func collapse(
    _ columns: UnsafePointer<Float>, stride: Int, channels: Range<Int>,
    plane: UnsafeMutablePointer<Float>, into image: UnsafeMutablePointer<Float>
  ) {
    let whole = g.outputWidth / 16 * 16
    let lanes = SIMD16<Int32>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    let beyond = lanes .>= Int32(g.outputWidth - whole)
    var source = columns
    for channel in channels {
      plane.update(repeating: 0, count: planeCount)
      for u in 0..<g.kernelHeight {
        for v in 0..<g.kernelWidth {
          var destination = plane + start(u, v, row: 0)
          var row = source
          for _ in 0..<g.outputHeight {
            for x in Swift.stride(from: 0, to: whole, by: 16) {
              destination.store(destination.vector(at: x) + row.vector(at: x), at: x)
            }
            if whole < g.outputWidth {
              let rest = row.vector(at: whole).replacing(with: 0, where: beyond)
              destination.store(destination.vector(at: whole) + rest, at: whole)
            }
            destination += g.strideHeight * rowStride
            row += g.outputWidth
          }
          source += stride
        }
      }
      drain(plane, into: image + channel * g.inputArea)
    }
  }

  /// Copies one channel into the middle of the plane.
  private func fill(_ plane: UnsafeMutablePointer<Float>, from channel: UnsafePointer<Float>) {
    for y in 0..<g.inputHeight {
      let row = plane + (y + g.paddingHeight) * rowStride
      let source = channel + y * g.inputWidth
      if g.strideWidth == 1 {
        (row + g.paddingWidth).update(from: source, count: g.inputWidth)
      } else {
        for x in 0..<g.inputWidth { row[place(of: x)] = source[x] }
      }
    }
  }

  /// Copies the middle of the plane into one channel.
  private func drain(_ plane: UnsafePointer<Float>, into channel: UnsafeMutablePointer<Float>) {
    for y in 0..<g.inputHeight {
      let row = plane + (y + g.paddingHeight) * rowStride
      let destination = channel + y * g.inputWidth
      if g.strideWidth == 1 {
        destination.update(from: row + g.paddingWidth, count: g.inputWidth)
      } else {
        for x in 0..<g.inputWidth { destination[x] = row[place(of: x)] }
      }
    }
  }
}
