extension MatrixProduct {
  /// The definition, for readers and for tests: C[i, j] = Σ over p of A[i, p] · B[p, j].
  public enum Reference {
    /// As the fast product, one multiplication after the other.
    public static func serial<Scalar: BinaryFloatingPoint>(
      _ m: Int, _ n: Int, _ k: Int,
      a: UnsafePointer<Scalar>, aStride: Int, transposeA: Bool = false,
      b: UnsafePointer<Scalar>, bStride: Int, transposeB: Bool = false,
      c: UnsafeMutablePointer<Scalar>, cStride: Int, accumulate: Bool = false
    ) {
      for i in 0..<m {
        for j in 0..<n {
          var sum: Scalar = accumulate ? c[i * cStride + j] : 0
          for p in 0..<k {
            let left = transposeA ? a[p * aStride + i] : a[i * aStride + p]
            let right = transposeB ? b[j * bStride + p] : b[p * bStride + j]
            sum += left * right
          }
          c[i * cStride + j] = sum
        }
      }
    }
  }
}
