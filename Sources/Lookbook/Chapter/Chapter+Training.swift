import Foundation

/// The bookkeeping around a training loop that stays in the open. What it does is told at ``TrainingRun``.
extension Chapter {
  /// The epochs that are to be trained, from 1; none, when a finished training is resumed.
  ///
  /// - Parameters:
  ///   - model: the network, whose weights and running statistics the checkpoint keeps.
  ///   - optimizer: what changes them; the checkpoint keeps its moments.
  ///   - name: needed where a chapter trains several networks, to tell them apart in the log and the checkpoint.
  ///   - count: how many there are in all, where it is not the plan's number.
  public func epochs(
    _ model: Module, _ optimizer: any Optimizer, name: String = "", count: Int? = nil
  ) -> Epochs {
    refusePredictionWithoutNetwork()
    precondition(trains, "a chapter with trains: false trained something")
    precondition(!runs.contains { $0.name == name }, "a chapter's trainings need names of their own: \(name)")
    var surroundings = TrainingRun.Surroundings()
    surroundings.console = console
    surroundings.progress = progressStyle
    surroundings.interruption = interruption
    surroundings.onEnd = { [unowned self] in stop($0) }
    if runs.isEmpty { takeUpFiles() }
    (surroundings.log, surroundings.checkpoint) = (log, checkpoint)
    let run = TrainingRun(of: model, with: optimizer, epochs: count ?? plan.epochs, name: name, surroundings)
    runs.append(run)
    tellWhereItGoesOn(run)
    return run.epochs
  }

  /// The batches of `epoch` that are left to learn from; each turn of the loop is one step.
  public func steps(_ loader: DataLoader, epoch: Int) -> Steps { run.steps(loader, epoch: epoch) }

  /// Notes the loss of this step: once in every step.
  public func record(_ loss: Tensor) {
    run.record(loss)
    follower?.step { runs.map { LearningCurves.Run($0.name, $0.history) } }
  }

  /// The number of this step, from 1, over all epochs.
  public var step: Int { run.step }

  /// How many images of this epoch the network has seen, those of this step included.
  public var images: Int { run.images }

  /// Every loss and every evaluation of the training in progress, or of the last one.
  public var history: History { run.history }

  /// Lets `model` classify the images of `loader`, and notes the result in the history and the log.
  ///
  /// - Parameter part: what the images are: `test` or `validation`. The log's line has `test_loss` accordingly.
  public func evaluate(_ model: any Layer, on loader: DataLoader, as part: String = "test") -> Evaluation {
    if let run = runs.last { return run.evaluate(model, on: loader, as: part) }
    return Training.evaluate(model, on: loader)
  }

  private var run: TrainingRun {
    guard let run = runs.last else {
      preconditionFailure("chapter.steps(…) and chapter.record(…) belong into a loop over chapter.epochs(…)")
    }
    return run
  }

  /// Ends the program, since a loop cannot: with an error, or with everything saved.
  private func stop(_ end: TrainingRun.End) {
    switch end {
    case .failed(let error):
      fail(error)
    case .interrupted(let signal):
      let path = options.files.checkpoint ?? ""
      console.print(
        """
        Stopped after step \(run.history.steps.grouped); everything is in \(path). To go on:

          \(Self.resuming(CommandLine.arguments, data: dataVariable()))
        """)
      exit(128 + signal)
    }
  }
}
