/// The product of a few rows with the transpose of a large matrix, y = x · Wᵀ: a dense layer that answers about one image.
///
/// With one row every weight is used once, so nothing is faster than reading the weights once, from the first to the
/// last. OpenBLAS copies them into an order of its own before it multiplies. Here each output is a dot product of two rows
/// that lie in memory as they are. The readable version is ``MatrixProduct/Reference``.
public enum FewRows {
  /// Up to so many rows this is the faster way: a row of weights is read once and then taken from the cache.
  public static let most = 4

  /// Outputs that one task makes: some 300 KB of weights of a wide layer.
  private static let chunk = 8

  /// y = x · Wᵀ + bias.
  ///
  /// - Parameters:
  ///   - x: `[rows, inputs]`
  ///   - weight: `[outputs, inputs]`
  ///   - bias: `[outputs]`, or nil
  ///   - y: `[rows, outputs]`
  public static func timesTransposed(
    _ rows: Int, _ outputs: Int, _ inputs: Int, x: UnsafePointer<Float>, weight: UnsafePointer<Float>,
    bias: UnsafePointer<Float>?, y: UnsafeMutablePointer<Float>
  ) {
    // A layer of little work is not worth handing to another thread.
    let isSmall = rows * outputs * inputs < 1 << 16
    parallelChunks(outputs, chunk: isSmall ? max(outputs, 1) : chunk) { range in
      for output in range {
        let values = weight + output * inputs
        for row in 0..<rows {
          y[row * outputs + output] = dot(inputs, x + row * inputs, values) + (bias?[output] ?? 0)
        }
      }
    }
  }

  /// Σ a[i] · b[i], in four interleaved vectors of partial sums, so that no addition waits for the one before it.
  private static func dot(_ count: Int, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>) -> Float {
    var (s0, s1, s2, s3) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
    var index = 0
    while index + 64 <= count {
      s0.addProduct(a.vector(at: index), b.vector(at: index))
      s1.addProduct(a.vector(at: index + 16), b.vector(at: index + 16))
      s2.addProduct(a.vector(at: index + 32), b.vector(at: index + 32))
      s3.addProduct(a.vector(at: index + 48), b.vector(at: index + 48))
      index += 64
    }
    while index + 16 <= count {
      s0.addProduct(a.vector(at: index), b.vector(at: index))
      index += 16
    }
    var rest: Float = 0
    while index < count {
      rest += a[index] * b[index]
      index += 1
    }
    return ((s0 + s1) + (s2 + s3)).sum() + rest
  }
}
