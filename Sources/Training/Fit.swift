import Datasets
import Networks
import Tensors

/// Trains `model` on the images of `loader` with cross entropy: the book's loop, for programs that need not show it.
///
/// ```swift
/// let history = try fit(model, to: loader, with: Adam(model.parameters()), epochs: 5)
/// ```
///
/// - Parameters:
///   - model: gives logits or log-probabilities, `[batch, classes]`.
///   - progress: whether a progress line is shown.
/// - Returns: the loss of every step.
/// - Throws: ``TrainingError/lossNotFinite(loss:step:epoch:learningRate:)``.
@discardableResult
public func fit(
  _ model: any Layer, to loader: DataLoader, with optimizer: any Optimizer, epochs: Int,
  progress: ProgressLine.Style = .shown
) throws -> History {
  var failure: (any Error)?
  var surroundings = TrainingRun.Surroundings()
  surroundings.progress = progress
  surroundings.onEnd = { if case .failed(let error) = $0 { failure = error } }
  let run = TrainingRun(of: model, with: optimizer, epochs: epochs, surroundings)
  for epoch in run.epochs {
    model.train()
    for batch in run.steps(loader, epoch: epoch) {
      optimizer.zeroGradients()
      let loss = crossEntropy(model(batch.images), batch.labels)
      loss.backward()
      optimizer.step()
      run.record(loss)
    }
  }
  if let failure { throw failure }
  return run.history
}
