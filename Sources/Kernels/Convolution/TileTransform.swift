/// Applies one of ``WinogradMatrices``'s matrices to the columns and the rows of a tile, in sixteen channels at once.
///
/// A tile's value is a vector of sixteen channels, so a transform is a few hundred multiply-adds of whole vectors with
/// coefficients that all tiles share, without edges or shuffles. The zeros and ones among the coefficients are
/// multiplied as well.
struct TileTransform {
  /// Applied to columns.
  let vertical: TileMatrix
  /// Applied to rows.
  let horizontal: TileMatrix
  /// At least `vertical.rows · horizontal.columns` vectors.
  let scratch: UnsafeMutablePointer<Float>

  /// destination = vertical · source · horizontalᵀ; strides are in floats, between rows and between columns.
  @inline(__always)
  func apply(
    _ source: UnsafePointer<Float>, rowStride: Int, columnStride: Int,
    to destination: UnsafeMutablePointer<Float>, rowStride outRowStride: Int,
    columnStride outColumnStride: Int
  ) {
    let width = horizontal.columns
    for column in 0..<width {
      Self.multiply(vertical, source + column * columnStride, rowStride, scratch + 16 * column, 16 * width)
    }
    for row in 0..<vertical.rows {
      Self.multiply(
        horizontal, scratch + 16 * row * width, 16, destination + row * outRowStride, outColumnStride)
    }
  }

  /// out[i] = Σ_j matrix[i, j] · in[j], where `in` is read once and stays in registers.
  @inline(__always)
  private static func multiply(
    _ matrix: TileMatrix, _ source: UnsafePointer<Float>, _ step: Int,
    _ destination: UnsafeMutablePointer<Float>, _ outStep: Int
  ) {
    // The sides that occur, spelled out for the compiler to unroll.
    switch matrix.columns {
    case 3: multiply(constant: 3, matrix, source, step, destination, outStep)
    case 5: multiply(constant: 5, matrix, source, step, destination, outStep)
    default: multiply(constant: 7, matrix, source, step, destination, outStep)
    }
  }

  @inline(__always)
  private static func multiply(
    constant columns: Int, _ matrix: TileMatrix,
    _ source: UnsafePointer<Float>, _ step: Int, _ destination: UnsafeMutablePointer<Float>, _ outStep: Int
  ) {
    let (x0, x1, x2) = (source.vector(at: 0), source.vector(at: step), source.vector(at: 2 * step))
    let x3 = columns > 3 ? source.vector(at: 3 * step) : .zero
    let x4 = columns > 3 ? source.vector(at: 4 * step) : .zero
    let x5 = columns > 5 ? source.vector(at: 5 * step) : .zero
    let x6 = columns > 5 ? source.vector(at: 6 * step) : .zero
    for row in 0..<matrix.rows {
      let m = matrix.coefficients + row * columns
      var sum = x0 * m[0]
      sum.addProduct(x1, Vector(repeating: m[1]))
      sum.addProduct(x2, Vector(repeating: m[2]))
      if columns > 3 {
        sum.addProduct(x3, Vector(repeating: m[3]))
        sum.addProduct(x4, Vector(repeating: m[4]))
      }
      if columns > 5 {
        sum.addProduct(x5, Vector(repeating: m[5]))
        sum.addProduct(x6, Vector(repeating: m[6]))
      }
      destination.store(sum, at: row * outStep)
    }
  }
}

/// A small matrix at a fixed place in memory, made once for the whole process and never released.
struct TileMatrix: @unchecked Sendable {
  let rows: Int
  /// 3, 5 or 7: the sides of filters and tiles.
  let columns: Int
  /// Row after row.
  let coefficients: UnsafePointer<Float>

  init(_ values: [[Double]]) {
    (rows, columns) = (values.count, values[0].count)
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: rows * columns)
    _ = UnsafeMutableBufferPointer(start: memory, count: rows * columns).initialize(
      from: values.joined().map(Float.init))
    coefficients = UnsafePointer(memory)
  }
}
