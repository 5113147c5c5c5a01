/// How the losses of a batch become one number.
public enum Reduction: Sendable {
  /// Their mean, what training follows: it does not grow with the batch.
  case mean
  /// Their sum, what a test adds up over batches before it divides by the number of images.
  case sum

  /// What each loss counts.
  func scale(_ count: Int) -> Float { self == .mean ? 1 / Float(count) : 1 }

  /// The losses from the first to the last, in double precision.
  func reduce(_ losses: UnsafePointer<Float>, _ count: Int) -> Float {
    var sum = 0.0
    for index in 0..<count { sum += Double(losses[index]) }
    return Float(self == .mean ? sum / Double(count) : sum)
  }

  /// What a loss over labels says about its shape.
  func arithmetic(_ rows: Int) -> String { "the \(self) of \(rows) losses" }
}

/// Stops unless there is one label, in range, for each row of `[batch, classes]`.
func requireLabels(_ labels: [Int], fit x: Tensor, _ name: String) {
  requireShapes(
    x.shape.rank == 2 && x.shape[0] == labels.count && !labels.isEmpty, of: [x],
    "\(name) compares [batch, classes] with one label for each row, found \(x.shape) and \(labels.count) labels"
  )
  for (row, label) in labels.enumerated() {
    precondition(
      (0..<x.shape[1]).contains(label), "\(name) of \(x.shape): label \(label) of row \(row) is no class")
  }
}
