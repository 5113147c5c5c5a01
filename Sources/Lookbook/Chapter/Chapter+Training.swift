import Foundation

/// The bookkeeping around a training loop that stays in the open. What it does is told at ``TrainingRun``.
extension Chapter {
  /// The epochs that are to be trained, from 1; none, when a finished training is resumed.
  ///
  /// - Parameters:
  ///   - model: the network, whose weights and running statistics the checkpoint keeps.
  ///   - optimizer: what changes them; the checkpoint keeps its moments.
  ///   - name: needed where a chapter trains several networks, to tell them apart in the log and the checkpoint.
  public func epochs(_ model: Module, _ optimizer: any Optimizer, name: String = "") -> Epochs {
    precondition(!runs.contains { $0.name == name }, "a chapter's trainings need names of their own: \(name)")
    var surroundings = TrainingRun.Surroundings()
    surroundings.console = console
    surroundings.progress = progressStyle
    surroundings.interruption = interruption
    surroundings.onEnd = { [unowned self] in stop($0) }
    openFiles()
    (surroundings.log, surroundings.checkpoint) = (log, checkpoint)
    let run = TrainingRun(of: model, with: optimizer, epochs: plan.epochs, name: name, surroundings)
    runs.append(run)
    tellWhereItGoesOn(run)
    return run.epochs
  }

  /// The log and the checkpoint, opened when the first training needs them: by then the data is known.
  private func openFiles() {
    do {
      if let path = options.files.log, log == nil { log = try RunLog(path: path) }
      if let path = options.files.checkpoint, checkpoint == nil {
        if !options.files.resume, FileManager.default.fileExists(atPath: path) {
          console.print("\(path) is there already and will be replaced; --resume would go on from it.\n")
        }
        checkpoint = try CheckpointFile(path: path, options: identity, resuming: options.files.resume)
      }
    } catch {
      fail(error)
    }
  }

  private func tellWhereItGoesOn(_ run: TrainingRun) {
    guard let path = options.files.checkpoint, run.history.steps > 0 else { return }
    let steps = run.history.steps.grouped
    let name = run.name.isEmpty ? "" : "\(run.name): "
    console.print(
      run.isFinished
        ? "\(name)trained already, \(steps) steps: the network is taken from \(path).\n"
        : "\(name)going on after step \(steps), in epoch \(run.position.epoch) of \(run.epochCount).\n")
  }

  /// The batches of `epoch` that are left to learn from; each turn of the loop is one step.
  public func steps(_ loader: DataLoader, epoch: Int) -> Steps { run.steps(loader, epoch: epoch) }

  /// Notes the loss of this step: once in every step.
  public func record(_ loss: Tensor) { run.record(loss) }

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

  /// What a checkpoint's run and this one must have in common: the options' names and their values.
  private var identity: [CheckpointFile.Option] {
    [
      .init("chapter", entry.name), .init("data", data), .init("--batch-size", "\(plan.batchSize)"),
      .init("--learning-rate", "\(plan.learningRate)"), .init("--seed", "\(seed)"),
      .init("--width", "\(width)"),
      .init("--full", isFull ? "given" : "absent"),
    ]
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

          \(Self.resuming(CommandLine.arguments))
        """)
      exit(128 + signal)
    }
  }
}
