import Kernels

/// Cross entropy between logits and labels: `nllLoss(logSoftmax(logits), labels)` in one operation, faster
/// and more exact. The mathematics is at ``CrossEntropyRows``.
///
/// - Parameters:
///   - logits: `[batch, classes]`, straight from the last layer
///   - labels: the right class of each row
///   - labelSmoothing: ε, how much of the target is spread evenly over all classes (Szegedy et al. 2016, §7)
/// - Returns: one number, a tensor without axes
public func crossEntropy(
  _ logits: Tensor, _ labels: [Int], labelSmoothing: Double = 0, reduction: Reduction = .mean
) -> Tensor {
  requireLabels(labels, fit: logits, "cross_entropy")
  precondition(
    (0...1).contains(labelSmoothing),
    "cross_entropy of \(logits.shape): label smoothing lies in 0...1, found \(labelSmoothing)")
  let (rows, classes) = (logits.shape[0], logits.shape[1])
  let step = OperationStep("cross_entropy", arithmetic: reduction.arithmetic(rows), reach: .everything)
  return .operation(step, inputs: [logits], shape: []) { output in
    Scratch.withFloats(rows) { losses in
      CrossEntropyRows.forward(
        rows: rows, classes: classes, logits: logits.pointer, labels: labels, smoothing: labelSmoothing,
        losses: losses)
      output.mutablePointer[0] = reduction.reduce(losses, rows)
    }
  } backward: { _ in
    let kept = logits.detached()
    return { gradient in
      let inputGradient = Tensor(uninitialized: kept.shape)
      CrossEntropyRows.backward(
        rows: rows, classes: classes, logits: kept.pointer, labels: labels, smoothing: labelSmoothing,
        scale: gradient.item() * reduction.scale(rows), inputGradient: inputGradient.mutablePointer)
      return [inputGradient]
    }
  }
}
