import Datasets

/// The epochs that a training still has before it, numbered from 1.
public struct Epochs: Sequence, IteratorProtocol {
  private let run: TrainingRun
  private var isInside = false

  init(_ run: TrainingRun) { self.run = run }

  /// Ends the epoch before, if there was one, and begins the next.
  public mutating func next() -> Int? {
    run.completeStep()
    run.endProgress()
    if isInside { run.completeEpoch() }
    guard !run.hasEnded, !run.isFinished else { return nil }
    run.surroundings.interruption?.hasBegun = true
    if run.surroundings.checkpoint != nil { run.surroundings.interruption?.savesFirst = true }
    isInside = true
    return run.position.epoch
  }
}

/// The batches that are left of an epoch.
public struct Steps: Sequence, IteratorProtocol {
  private let run: TrainingRun
  private var batches: BatchIterator

  init(_ run: TrainingRun, _ batches: BatchIterator) { (self.run, self.batches) = (run, batches) }

  /// Ends the step before, if there was one, and begins the next.
  public mutating func next() -> Batch? {
    run.completeStep()
    guard !run.hasEnded, let batch = batches.next() else {
      run.endProgress()
      return nil
    }
    run.begin(batch)
    return batch
  }
}

extension TrainingRun {
  /// The epochs that are left: all of them for a fresh run, none for one that was finished and is resumed.
  public var epochs: Epochs { Epochs(self) }

  /// The batches that are left of `epoch`, which must be the one that ``epochs`` gave last.
  public func steps(_ loader: DataLoader, epoch: Int) -> Steps {
    precondition(epoch == position.epoch, "steps of epoch \(epoch) in epoch \(position.epoch)")
    beginProgress(total: loader.sampleCount)
    return Steps(self, loader.epoch(epoch - 1, startingAt: position.batch).makeIterator())
  }
}
