/// The negative log-likelihood of labels: what a prediction loses is −log p of the class that was right.
///
/// The gradient by the logarithms is −1 at the label and 0 elsewhere; `scale` is 1 / rows for a mean and 1
/// for a sum.
/// One value is read for each row, so there is nothing to make faster and no reference beside it.
public enum NegativeLogLikelihood {
  /// Writes one loss for each row.
  ///
  /// - Parameters:
  ///   - logProbabilities: `[rows, classes]`, as log-softmax gives them
  ///   - labels: `[rows]`, each in `0..<classes`
  ///   - losses: `[rows]`
  public static func forward(
    rows: Int, classes: Int, logProbabilities: UnsafePointer<Float>, labels: UnsafePointer<Int>,
    losses: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<rows { losses[row] = -logProbabilities[row * classes + labels[row]] }
  }

  /// The loss by the logarithms.
  public static func backward(
    rows: Int, classes: Int, labels: UnsafePointer<Int>, scale: Float,
    inputGradient: UnsafeMutablePointer<Float>
  ) {
    inputGradient.update(repeating: 0, count: rows * classes)
    for row in 0..<rows { inputGradient[row * classes + labels[row]] = -scale }
  }
}
