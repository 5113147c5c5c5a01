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
      // Before the last words: the live line would be drawn again below them.
      progress.finish()
      stopIfInterrupted()
      return false
    }
    progress.finish()
    if !hasEnded { record(result, as: part) }
    return result
  }

  /// Notes an evaluation that was made elsewhere, and writes it to the log.
  ///
  /// The same result after the same step is noted once: a look after the last step and one after the training are the
  /// same look, and so is the one that a program takes anew at a training that was finished when it was resumed.
  public func record(_ evaluation: Evaluation, as part: String = "test") {
    // After the last epoch the run stands at the beginning of one that there will not be.
    let epoch = isFinished && position.batch == 0 ? position.epoch - 1 : position.epoch
    let record = History.Evaluation(
      epoch: epoch, step: history.steps, part: part, loss: evaluation.loss,
      accuracy: evaluation.accuracy)
    guard !history.evaluations.contains(record) else { return }
    history.record(record)
    attempt { try surroundings.log?.append(record, run: name) }
  }
}
