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
/// with steps where the stride is larger than one. Both are kept out of the inner loop by ``ImagePlane``: the channel
/// is first copied into a plane of a few kilobytes, from which the matrix is filled by whole vectors.
///
/// Vectors may write past the end of a row of the matrix: rows lie ``slack`` values further apart than they need.
struct ImageColumns {
  /// Values that must lie between the end of one matrix row and the beginning of the next.
  static let slack = 16

  private let g: ConvolutionGeometry
  private let layout: ImagePlane
  /// Values in a plane.
  var planeCount: Int { layout.count }

  init(_ geometry: ConvolutionGeometry) {
    g = geometry
    layout = ImagePlane(geometry)
  }

  /// Values from one row of the matrix to the next for `count` columns.
  static func rowStride(columns count: Int) -> Int { (count + 15) / 16 * 16 + slack }

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
      layout.fill(plane, from: image + channel * g.inputArea)
      for u in 0..<g.kernelHeight {
        for v in 0..<g.kernelWidth {
          var source = UnsafePointer(plane) + layout.start(u, v) + rows.lowerBound * layout.outputRowStride
          var row = destination
          for _ in rows {
            for x in Swift.stride(from: 0, to: g.outputWidth, by: 16) {
              row.store(source.vector(at: x), at: x)
            }
            source += layout.outputRowStride
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
          var destination = plane + layout.start(u, v)
          var row = source
          for _ in 0..<g.outputHeight {
            for x in Swift.stride(from: 0, to: whole, by: 16) {
              destination.store(destination.vector(at: x) + row.vector(at: x), at: x)
            }
            if whole < g.outputWidth {
              let rest = row.vector(at: whole).replacing(with: 0, where: beyond)
              destination.store(destination.vector(at: whole) + rest, at: whole)
            }
            destination += layout.outputRowStride
            row += g.outputWidth
          }
          source += stride
        }
      }
      layout.drain(plane, into: image + channel * g.inputArea)
    }
  }
}
