import Datasets
import Kernels
import Networks
import Tensors

/// The training of one network: the bookkeeping around a loop that stays in the open.
///
/// ```swift
/// let run = TrainingRun(of: model, with: optimizer, epochs: 5, surroundings)
/// for epoch in run.epochs {
///   for batch in run.steps(loader, epoch: epoch) {
///     optimizer.zeroGradients()
///     let loss = crossEntropy(model(batch.images), batch.labels)
///     loss.backward()
///     optimizer.step()
///     run.record(loss)
///   }
///   run.record(evaluate(model, on: test))
/// }
/// ```
///
/// Between two steps the run writes the log, moves the progress line, saves the checkpoint and looks for Ctrl-C. A
/// resumed run hands out the epochs and batches that are left: none, when all was done. A loop cannot throw, so what
/// ends a run early goes to ``Surroundings/onEnd``, and the sequences end if that returns.
public final class TrainingRun {
  /// Why a run ends before its last epoch.
  public enum End {
    /// Ctrl-C, with everything saved.
    case interrupted(signal: Int32)
    /// A loss that is not finite, or a file that cannot be written.
    case failed(any Error)
  }

  /// What a run reports to and what it asks; by default nothing but its own history.
  public struct Surroundings {
    /// Where the progress line lives.
    public var console = Console.standard
    /// Whether there is a progress line.
    public var progress = ProgressLine.Style.shown
    /// Where every loss and evaluation is written.
    public var log: RunLog?
    /// Who knows of Ctrl-C.
    public var interruption: Interruption?
    /// Where the state is saved, and what it goes on from.
    public var checkpoint: CheckpointFile?
    /// Called when the run ends early; may end the program.
    public var onEnd: (End) -> Void = { _ in }

    /// Surroundings that nobody sees.
    public init() {}
  }

  /// What distinguishes this training from the others of the same program; empty where it is the only one.
  public let name: String
  /// How many epochs there are in all.
  public let epochCount: Int
  /// The network.
  public let model: Module
  /// What changes its weights.
  public let optimizer: any Optimizer

  /// Where the run stands; inside a step, where it stood before it.
  public internal(set) var position = Position()
  /// Every loss and every evaluation so far.
  public internal(set) var history = History()
  /// Whether the run ended early.
  public private(set) var hasEnded = false

  /// What is saved of a moment between two steps: the state after the last of them, or after the last epoch. Whatever
  /// happened since, evaluations above all, a resumed run does again.
  struct Settled {
    var evaluations = 0
    var randomness: [RandomStream.Purpose: UInt64] = [:]
    var learningRate = 0.0
  }

  let surroundings: Surroundings
  private(set) var settled = Settled()
  private var batchInProgress: Batch?
  private var isRecorded = false
  private var progress: ProgressLine?

  /// A training that has not begun, or, with a checkpoint to go on from, that stands where it stood then.
  public init(
    of model: Module, with optimizer: any Optimizer, epochs: Int, name: String = "",
    _ surroundings: Surroundings = Surroundings()
  ) {
    precondition(epochs >= 1, "a training takes at least 1 epoch, found \(epochs)")
    (self.model, self.optimizer) = (model, optimizer)
    (self.name, epochCount, self.surroundings) = (name, epochs, surroundings)
    settle()
    attempt {
      try surroundings.checkpoint?.begin(self)
      try surroundings.log?.append(history, run: name)
    }
  }

  /// The number of the step in progress, or of the last one, from 1.
  public var step: Int { batchInProgress != nil && !isRecorded ? history.steps + 1 : history.steps }

  /// How many images of this epoch the network has seen, those of the step in progress included.
  public var images: Int { position.images + (batchInProgress?.count ?? 0) }

  /// Whether every epoch is done.
  public var isFinished: Bool { position.epoch > epochCount }

  /// Whether a step has begun and not ended: its weights are half of one step and half of the next.
  var isInsideStep: Bool { batchInProgress != nil }

  // MARK: - Steps

  func begin(_ batch: Batch) {
    batchInProgress = batch
    isRecorded = false
  }

  /// Notes the loss of the step in progress, shows it and writes it to the log. A loss that is not finite ends the run.
  public func record(_ loss: Tensor) {
    precondition(isInsideStep && !isRecorded, "record(loss) belongs once into every step of chapter.steps(…)")
    let value = loss.item()
    history.record(loss: value)
    isRecorded = true
    guard value.isFinite else {
      return end(
        .failed(
          TrainingError.lossNotFinite(
            loss: value, step: step, epoch: position.epoch, learningRate: optimizer.learningRate)))
    }
    attempt { try surroundings.log?.append(step: step, loss: value, run: name) }
    progress?.update(done: images, note: "loss \(value.fixed(4))")
  }

  /// Ends the step in progress, and the run if Ctrl-C asked for it meanwhile.
  func completeStep() {
    guard let batch = batchInProgress, !hasEnded else { return }
    precondition(isRecorded, "the step of chapter.steps(…) ended without record(loss)")
    position.batch += 1
    position.images += batch.count
    batchInProgress = nil
    settle()
    stopIfInterrupted()
  }

  func beginProgress(total: Int) {
    let label =
      name.isEmpty ? "Epoch \(position.epoch)/\(epochCount)" : "\(name) \(position.epoch)/\(epochCount)"
    progress = ProgressLine(
      label, counting: .things("images"), total: total, start: position.images, on: surroundings.console,
      style: surroundings.progress)
    progress?.begin()
  }

  func endProgress() {
    progress?.finish()
    progress = nil
  }

  // MARK: - Epochs

  /// Ends the epoch in progress and saves.
  func completeEpoch() {
    guard !hasEnded else { return }
    position = position.nextEpoch
    settle()
    save()
    // From here on Ctrl-C ends the program at once; one that came until now was promised a word, and gets it below.
    if isFinished {
      surroundings.interruption?.savesFirst = false
      // What comes after a training, such as figures, should not need memory beside that of its steps.
      BufferPool.current.trim()
    }
    stopIfInterrupted(isSaved: true)
  }

  /// Takes note of the state that a save before the next step will write.
  func settle() {
    settled = Settled(
      evaluations: history.evaluations.count, randomness: Randomness.current.state,
      learningRate: optimizer.learningRate)
  }

  // MARK: - The end

  /// Saves and ends the run if somebody pressed Ctrl-C.
  func stopIfInterrupted(isSaved: Bool = false) {
    guard !hasEnded, let signal = surroundings.interruption?.signal else { return }
    if !isSaved { save() }
    end(.interrupted(signal: signal))
  }

  func save() {
    guard let checkpoint = surroundings.checkpoint else { return }
    attempt {
      try checkpoint.save(self)
      surroundings.interruption?.hasSaved = true
    }
  }

  func attempt(_ body: () throws -> Void) {
    do { try body() } catch { end(.failed(error)) }
  }

  private func end(_ end: End) {
    guard !hasEnded else { return }
    hasEnded = true
    endProgress()
    surroundings.onEnd(end)
  }
}
