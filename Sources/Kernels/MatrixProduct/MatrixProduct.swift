/// The product of two matrices, C = A·B: where nearly all of a network's arithmetic happens.
///
/// Matrices are row-major. A *stride* is the distance from one row to the next in elements, so that a part of a larger
/// matrix can be used in place. With `transposeA` the memory of A holds [k, m] instead of [m, k]; likewise for B.
public enum MatrixProduct {
  /// C[m, n] = A[m, k] · B[k, n], or C += A·B with `accumulate`: one call of OpenBLAS on the calling thread.
  public static func serial(
    _ m: Int, _ n: Int, _ k: Int,
    a: UnsafePointer<Float>, aStride: Int, transposeA: Bool = false,
    b: UnsafePointer<Float>, bStride: Int, transposeB: Bool = false,
    c: UnsafeMutablePointer<Float>, cStride: Int, accumulate: Bool = false
  ) {
    library.sgemm(
      rowMajor, transposeA ? transposed : plain, transposeB ? transposed : plain, Int32(m), Int32(n),
      Int32(k),
      1, a, Int32(aStride), b, Int32(bStride), accumulate ? 1 : 0, c, Int32(cStride))
  }

  /// As ``serial(_:_:_:a:aStride:transposeA:b:bStride:transposeB:c:cStride:accumulate:)``, shared among the threads.
  ///
  /// C is cut along its longer side into at most ``tiles`` strips; each is one product, so no sum is split and
  /// the bits do not depend on the number of threads.
  public static func parallel(
    _ m: Int, _ n: Int, _ k: Int,
    a: UnsafePointer<Float>, aStride: Int, transposeA: Bool = false,
    b: UnsafePointer<Float>, bStride: Int, transposeB: Bool = false,
    c: UnsafeMutablePointer<Float>, cStride: Int, accumulate: Bool = false
  ) {
    let splitsRows = m >= n
    let side = splitsRows ? m : n
    // A strip is at least 64 wide (narrower ones fall out of the kernels' blocks) and worth some 10 µs of work.
    let worthwhile = m * n * k / (1 << 20)
    let strip = max(64, (side / max(1, min(tiles, worthwhile)) + 15) / 16 * 16)
    parallelChunks(side, chunk: strip) { range in
      if splitsRows {
        serial(
          range.count, n, k, a: a + range.lowerBound * (transposeA ? 1 : aStride), aStride: aStride,
          transposeA: transposeA, b: b, bStride: bStride, transposeB: transposeB,
          c: c + range.lowerBound * cStride, cStride: cStride, accumulate: accumulate)
      } else {
        serial(
          m, range.count, k, a: a, aStride: aStride, transposeA: transposeA,
          b: b + range.lowerBound * (transposeB ? bStride : 1), bStride: bStride, transposeB: transposeB,
          c: c + range.lowerBound, cStride: cStride, accumulate: accumulate)
      }
    }
  }

  /// Enough strips to keep sixteen cores busy, few enough that packing the other matrix anew for each stays cheap.
  private static let tiles = 16

  private static let rowMajor: Int32 = 101
  private static let plain: Int32 = 111
  private static let transposed: Int32 = 112

  private static let library: OpenBLAS = {
    switch OpenBLAS.loaded {
    case .success(let library): return library
    // A chapter asks for the library at its start and says so in one line; this is for those who did not ask.
    case .failure(let error): endProgram("\(error)")
    }
  }()
}
