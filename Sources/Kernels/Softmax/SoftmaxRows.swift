import Foundation

/// Softmax and its logarithm over rows of logits.
///
///     softmax_i = exp(x_i) / Σ exp(x_j)          log softmax_i = x_i − log Σ exp(x_j)
///
/// The largest logit is taken off first: nothing changes in exact arithmetic, and in floating point no
/// exponential overflows and at least one of them is 1, so that the logarithm is finite.
///
/// With g the gradient by the output y:
///
///     softmax:      ∂x_i = y_i (g_i − Σ g_j y_j)
///     log softmax:  ∂x_i = g_i − exp(y_i) Σ g_j
///
/// A batch of 64 rows of ten classes is 640 exponentials: a loop over rows is fast enough, only threads are
/// added.
public enum SoftmaxRows {
  /// Probabilities from logits; both `[outer, classes, inner]`.
  public static func forward(
    _ g: SoftmaxGeometry, input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>
  ) {
    forEachRow(g) { start in
      let x = input + start
      let y = output + start
      let largest = largest(g, x)
      var sum: Float = 0
      for index in 0..<g.classes {
        let value = exp(x[index * g.inner] - largest)
        y[index * g.inner] = value
        sum += value
      }
      for index in 0..<g.classes { y[index * g.inner] /= sum }
    }
  }

  /// The loss by the logits, from the probabilities that `forward` wrote and the loss by them.
  public static func backward(
    _ g: SoftmaxGeometry, output: UnsafePointer<Float>, gradient: UnsafePointer<Float>,
    inputGradient: UnsafeMutablePointer<Float>
  ) {
    forEachRow(g) { start in
      let y = output + start
      let dy = gradient + start
      let dx = inputGradient + start
      var sum: Float = 0
      for index in 0..<g.classes { sum += dy[index * g.inner] * y[index * g.inner] }
      for index in 0..<g.classes { dx[index * g.inner] = y[index * g.inner] * (dy[index * g.inner] - sum) }
    }
  }

  /// Logarithms of probabilities from logits; both `[outer, classes, inner]`.
  public static func logForward(
    _ g: SoftmaxGeometry, input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>
  ) {
    forEachRow(g) { start in
      let x = input + start
      let y = output + start
      let largest = largest(g, x)
      var sum: Float = 0
      for index in 0..<g.classes { sum += exp(x[index * g.inner] - largest) }
      let logarithm = log(sum)
      // In this order: largest + logarithm would round away what the difference keeps when the logits are
      // large.
      for index in 0..<g.classes { y[index * g.inner] = (x[index * g.inner] - largest) - logarithm }
    }
  }

  /// The loss by the logits, from the logarithms that `logForward` wrote and the loss by them.
  public static func logBackward(
    _ g: SoftmaxGeometry, output: UnsafePointer<Float>, gradient: UnsafePointer<Float>,
    inputGradient: UnsafeMutablePointer<Float>
  ) {
    forEachRow(g) { start in
      let y = output + start
      let dy = gradient + start
      let dx = inputGradient + start
      var sum: Float = 0
      for index in 0..<g.classes { sum += dy[index * g.inner] }
      for index in 0..<g.classes { dx[index * g.inner] = dy[index * g.inner] - exp(y[index * g.inner]) * sum }
    }
  }

  @inline(__always)
  private static func forEachRow(_ g: SoftmaxGeometry, _ body: (Int) -> Void) {
    parallelChunks(g.rows, chunk: g.rowsPerTask) { rows in
      for row in rows { body(g.start(ofRow: row)) }
    }
  }

  @inline(__always)
  private static func largest(_ g: SoftmaxGeometry, _ row: UnsafePointer<Float>) -> Float {
    var largest = row[0]
    for index in 1..<g.classes { largest = max(largest, row[index * g.inner]) }
    return largest
  }
}
