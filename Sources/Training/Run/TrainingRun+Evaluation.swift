import Datasets
import Networks
import Tensors

extension TrainingRun {
  /// Lets `model` classify the images of `loader`, shows how far it is, and notes the result.
  ///
  /// Ctrl-C does not wait for the end of an evaluation between two epochs: what is saved is the state after the last
  /// step, and the resumed run makes all evaluations since then anew.
  ///
  /// - Parameter part: what the images are: `test` or `validation`.
  @discardableResult
  public func evaluate(_ model: any Layer, on loader: DataLoader, as part: String = "test") -> Evaluation {
    let progress = ProgressLine(
      "Evaluating", counting: .things("images"), total: loader.sampleCount, on: surroundings.console,
      style: surroundings.progress, patience: 2)
    let result = Training.evaluate(model, on: loader) { count in
      progress.update(done: count)
      guard !isInsideStep, !isFinished, surroundings.interruption?.signal != nil else { return true }
      stopIfInterrupted()
      return false
    }
    progress.finish()
    if !hasEnded { record(result, as: part) }
    return result
  }

  /// Notes an evaluation that was made elsewhere, and writes it to the log.
  public func record(_ evaluation: Evaluation, as part: String = "test") {
    // After the last epoch the run stands at the beginning of one that there will not be.
    let epoch = isFinished && position.batch == 0 ? position.epoch - 1 : position.epoch
    let record = History.Evaluation(
      epoch: epoch, step: history.steps, part: part, loss: evaluation.loss,
      accuracy: evaluation.accuracy)
    history.record(record)
    attempt { try surroundings.log?.append(record, run: name) }
  }
}
