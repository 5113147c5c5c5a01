import Kernels

/// The negative log-likelihood: −log p of the class that was right, over the batch.
///
/// With a sum, ∂x is −1 at each label and 0 elsewhere; with a mean it is divided by the batch.
///
/// - Parameters:
///   - logProbabilities: `[batch, classes]`, from ``logSoftmax(_:axis:)``
///   - labels: the right class of each row
/// - Returns: one number, a tensor without axes
public func nllLoss(_ logProbabilities: Tensor, _ labels: [Int], reduction: Reduction = .mean) -> Tensor {
  requireLabels(labels, fit: logProbabilities, "nll_loss")
  let (rows, classes) = (logProbabilities.shape[0], logProbabilities.shape[1])
  let step = OperationStep("nll_loss", arithmetic: reduction.arithmetic(rows), reach: .everything)
  return .operation(step, inputs: [logProbabilities], shape: []) { output in
    Scratch.withFloats(rows) { losses in
      NegativeLogLikelihood.forward(
        rows: rows, classes: classes, logProbabilities: logProbabilities.pointer, labels: labels,
        losses: losses)
      output.mutablePointer[0] = reduction.reduce(losses, rows)
    }
  } backward: { _ in
    { gradient in
      let inputGradient = Tensor(uninitialized: [rows, classes])
      NegativeLogLikelihood.backward(
        rows: rows, classes: classes, labels: labels, scale: gradient.item() * reduction.scale(rows),
        inputGradient: inputGradient.mutablePointer)
      return [inputGradient]
    }
  }
}
