import Foundation

/// Cross entropy between logits and labels, one loss a row, with its gradient in one step.
///
/// With p = softmax(x) and a target distribution q, which is 1 at the label and 0 elsewhere, or with label
/// smoothing ε (Szegedy et al. 2016, §7) 1 − ε + ε/C at the label and ε/C elsewhere:
///
///     loss = −Σ q_i log p_i          ∂x_i = p_i − q_i
///
/// The gradient needs no logarithm at all, which is why the fused form is both faster and more exact than one
/// operation after the other.
public enum CrossEntropyRows {
  /// Writes one loss for each row.
  ///
  /// - Parameters:
  ///   - logits: `[rows, classes]`
  ///   - labels: `[rows]`, each in `0..<classes`
  ///   - smoothing: ε, from 0 to 1
  ///   - losses: `[rows]`
  public static func forward(
    rows: Int, classes: Int, logits: UnsafePointer<Float>, labels: UnsafePointer<Int>, smoothing: Double,
    losses: UnsafeMutablePointer<Float>
  ) {
    let sure = Float(1 - smoothing)
    let even = Float(smoothing / Double(classes))
    parallelChunks(rows, chunk: SoftmaxGeometry(outer: rows, classes: classes).rowsPerTask) { range in
      for row in range {
        let x = logits + row * classes
        let (largest, logarithm) = logarithmOfSum(x, classes)
        var loss = sure * (logarithm - (x[labels[row]] - largest))
        if smoothing > 0 {
          var sum: Float = 0
          for index in 0..<classes { sum += logarithm - (x[index] - largest) }
          loss += even * sum
        }
        losses[row] = loss
      }
    }
  }

  /// The loss by the logits, where every row's loss counts `scale` times: 1 / rows for a mean, 1 for a sum.
  public static func backward(
    rows: Int, classes: Int, logits: UnsafePointer<Float>, labels: UnsafePointer<Int>, smoothing: Double,
    scale: Float, inputGradient: UnsafeMutablePointer<Float>
  ) {
    let sure = Float(1 - smoothing)
    let even = Float(smoothing / Double(classes))
    parallelChunks(rows, chunk: SoftmaxGeometry(outer: rows, classes: classes).rowsPerTask) { range in
      for row in range {
        let x = logits + row * classes
        let dx = inputGradient + row * classes
        let (largest, logarithm) = logarithmOfSum(x, classes)
        for index in 0..<classes {
          let target = even + (index == labels[row] ? sure : 0)
          dx[index] = scale * (exp((x[index] - largest) - logarithm) - target)
        }
      }
    }
  }

  /// The largest logit m, and log Σ exp(x − m).
  @inline(__always)
  private static func logarithmOfSum(_ x: UnsafePointer<Float>, _ classes: Int) -> (Float, Float) {
    var largest = x[0]
    for index in 1..<classes { largest = max(largest, x[index]) }
    var sum: Float = 0
    for index in 0..<classes { sum += exp(x[index] - largest) }
    return (largest, log(sum))
  }

  /// The same by the definition: −Σ q log softmax(x).
  public enum Reference {
    /// See ``CrossEntropyRows/forward(rows:classes:logits:labels:smoothing:losses:)``.
    public static func forward<Scalar: BinaryFloatingPoint>(
      rows: Int, classes: Int, logits: UnsafePointer<Scalar>, labels: UnsafePointer<Int>, smoothing: Double,
      losses: UnsafeMutablePointer<Scalar>
    ) {
      var logarithms = [Scalar](repeating: 0, count: rows * classes)
      SoftmaxRows.Reference.logForward(
        SoftmaxGeometry(outer: rows, classes: classes), input: logits, output: &logarithms)
      for row in 0..<rows {
        losses[row] = (0..<classes).reduce(0) { sum, index in
          sum - target(index, labels[row], classes, smoothing) * logarithms[row * classes + index]
        }
      }
    }

    /// See ``CrossEntropyRows/backward(rows:classes:logits:labels:smoothing:scale:inputGradient:)``.
    public static func backward<Scalar: BinaryFloatingPoint>(
      rows: Int, classes: Int, logits: UnsafePointer<Scalar>, labels: UnsafePointer<Int>, smoothing: Double,
      scale: Scalar, inputGradient: UnsafeMutablePointer<Scalar>
    ) {
      SoftmaxRows.Reference.forward(
        SoftmaxGeometry(outer: rows, classes: classes), input: logits, output: inputGradient)
      for row in 0..<rows {
        for index in 0..<classes {
          inputGradient[row * classes + index] -= target(index, labels[row], classes, smoothing)
          inputGradient[row * classes + index] *= scale
        }
      }
    }

    /// q: how likely the smoothed label holds a class to be.
    private static func target<Scalar: BinaryFloatingPoint>(
      _ index: Int, _ label: Int, _ classes: Int, _ smoothing: Double
    ) -> Scalar {
      Scalar(smoothing / Double(classes) + (index == label ? 1 - smoothing : 0))
    }
  }
}
