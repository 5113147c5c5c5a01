/// The matrix product inside Winograd's convolution: no packing, because its operands were written to fit. The readable
/// twin is ``MatrixProduct/Reference``.
///
/// OpenBLAS copies both operands into an order of its own at every call. The transforms of ``WinogradConvolution`` write
/// each operand anyway, so they write it in that order, and what is left of a matrix product is its heart: a block of
/// 12 rows by 32 columns kept in registers, to which each step of the sum adds 12 values times two vectors.
///
/// Of the 32 registers of AVX-512, 24 hold the block, two the vectors and one the value: enough independent sums to
/// hide the four cycles of a multiply-add on two units, and 14 loads for 24 of them.
///
/// The last block may have 3, 6 or 9 rows: one image of 13×13 pixels has nine tiles, and a fourth of twelve rows would be
/// multiplied for nothing. With 9 rows there are still enough independent sums; with 3 the units wait a quarter of the time.
enum PanelProduct {
  /// Rows of a block.
  static let rows = 12
  /// The number of rows is a multiple of this.
  static let rowStep = 3
  /// Columns of a block.
  static let columns = 32
  /// Steps summed in registers before they join C. Short sums round less: with 384 channels the relative error of a
  /// convolution falls from 3.5·10⁻⁶ to 2.5·10⁻⁶, for 2 % of the time.
  private static let depthAtOnce = 192

  /// A number of rows, rounded up to one that ``multiply`` takes.
  static func padded(_ count: Int) -> Int { (count + rowStep - 1) / rowStep * rowStep }

  /// C[i, j] = Σ_k A[i, k] · B[k, j], or C += with `accumulate`, for a number of rows that is a multiple of
  /// ``rowStep`` and for ``columns`` columns.
  ///
  /// - Parameters:
  ///   - aRowStride: from A[i, k] to A[i + 1, k].
  ///   - aDepthStride: from A[i, k] to A[i, k + 1]; so that A may be either a matrix or the transpose of one.
  @inline(never)
  static func multiply(
    rows count: Int, depth: Int, a: UnsafePointer<Float>, aRowStride: Int, aDepthStride: Int,
    b: UnsafePointer<Float>, bStride: Int, c: UnsafeMutablePointer<Float>, cStride: Int, accumulate: Bool
  ) {
    assert(count % rowStep == 0, "a product of \(count) rows")
    let parts = (depth + depthAtOnce - 1) / depthAtOnce
    for part in 0..<parts {
      let (first, end) = (depth * part / parts, depth * (part + 1) / parts)
      @inline(__always)
      func block(_ threes: Int, _ row: Int) {
        Self.block(
          threes: threes, depth: end - first, a: a + row * aRowStride + first * aDepthStride,
          aRowStride: aRowStride, aDepthStride: aDepthStride, b: b + first * bStride, bStride: bStride,
          c: c + row * cStride, cStride: cStride, accumulate: accumulate || part > 0)
      }
      for row in stride(from: 0, to: count, by: rows) {
        // Spelled out, so that each size is compiled for itself.
        switch count - row {
        case 3: block(1, row)
        case 6: block(2, row)
        case 9: block(3, row)
        default: block(4, row)
        }
      }
    }
  }

  /// One row of the block.
  private struct Row {
    var left = Vector.zero
    var right = Vector.zero

    @inline(__always)
    mutating func add(_ value: Float, _ l: Vector, _ r: Vector) {
      let factor = Vector(repeating: value)
      left.addProduct(factor, l)
      right.addProduct(factor, r)
    }

    @inline(__always)
    func store(_ c: UnsafeMutablePointer<Float>, _ accumulate: Bool) {
      c.store(accumulate ? c.vector(at: 0) + left : left, at: 0)
      c.store(accumulate ? c.vector(at: 16) + right : right, at: 16)
    }
  }

  /// Three rows: variables rather than an array, so that they live in registers.
  private struct Three {
    var (r0, r1, r2) = (Row(), Row(), Row())

    @inline(__always)
    mutating func add(_ a: UnsafePointer<Float>, _ stride: Int, _ l: Vector, _ r: Vector) {
      r0.add(a[0], l, r)
      r1.add(a[stride], l, r)
      r2.add(a[2 * stride], l, r)
    }

    @inline(__always)
    func store(_ c: UnsafeMutablePointer<Float>, _ stride: Int, _ accumulate: Bool) {
      r0.store(c, accumulate)
      r1.store(c + stride, accumulate)
      r2.store(c + 2 * stride, accumulate)
    }
  }

  /// A block of one to four times three rows.
  @inline(__always)
  private static func block(
    threes: Int, depth: Int, a: UnsafePointer<Float>, aRowStride: Int, aDepthStride: Int,
    b: UnsafePointer<Float>, bStride: Int, c: UnsafeMutablePointer<Float>, cStride: Int, accumulate: Bool
  ) {
    var (t0, t1, t2, t3) = (Three(), Three(), Three(), Three())
    var (a0, a1, a2, a3) = (a, a + 3 * aRowStride, a + 6 * aRowStride, a + 9 * aRowStride)
    var vectors = b
    for _ in 0..<depth {
      let (l, r) = (vectors.vector(at: 0), vectors.vector(at: 16))
      t0.add(a0, aRowStride, l, r)
      if threes > 1 { t1.add(a1, aRowStride, l, r) }
      if threes > 2 { t2.add(a2, aRowStride, l, r) }
      if threes > 3 { t3.add(a3, aRowStride, l, r) }
      a0 += aDepthStride
      a1 += aDepthStride
      a2 += aDepthStride
      a3 += aDepthStride
      vectors += bStride
    }
    t0.store(c, cStride, accumulate)
    if threes > 1 { t1.store(c + 3 * cStride, cStride, accumulate) }
    if threes > 2 { t2.store(c + 6 * cStride, cStride, accumulate) }
    if threes > 3 { t3.store(c + 9 * cStride, cStride, accumulate) }
  }
}
