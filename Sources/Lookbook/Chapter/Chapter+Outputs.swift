import Foundation

/// The log and the checkpoint of a training.
extension Chapter {
  /// Sees that the weights can be written where they are wanted, and opens the checkpoint. One to go on from is read here as a whole, so that a file that is none is refused before the
  /// data is loaded.
  func openCheckpoint() {
    if let weights = options.files.weights {
      do { try CheckpointFile.probe(weights) } catch { fail(error) }
    }
    guard let path = options.files.checkpoint else { return }
    do {
      checkpoint = try CheckpointFile(path: path, options: identity, resuming: options.files.resume)
    } catch {
      fail(error)
    }
  }

  /// One sentence for each file that is there already and will go.
  var replacements: [String] {
    guard !options.files.resume else { return [] }
    let files = [
      (options.files.log, ""), (options.files.checkpoint, "; --resume would go on from it"),
      (options.files.weights, ""),
    ]
    return files.compactMap {
      guard let path = $0, Self.isFile(path) else { return nil }
      return "\(path) is there already and will be replaced\($1)."
    }
  }

  /// Whether there is a file that can be replaced: a pipe or a device such as /dev/null holds nothing.
  private static func isFile(_ path: String) -> Bool {
    let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    return (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
      == .typeRegular
  }

  /// Opens the log, and holds the data against the checkpoint's, when the first training begins: by then it is known.
  func takeUpFiles() {
    do {
      try requireData()
      if let path = options.files.log { log = try RunLog(path: path) }
    } catch {
      fail(error)
    }
  }

  private func requireData() throws(TrainingError) {
    do throws(TrainingError) {
      try checkpoint?.require(.init("data", dataInUse?.identity ?? "none"))
    } catch {
      if case .otherRun(let path, _, let before, _) = error, let data = dataInUse,
        data.hasChanged(since: before)
      {
        throw .changedPictures(path: path, name: data.name)
      }
      throw error
    }
  }

  /// Says where a training goes on that does not begin at its beginning.
  func tellWhereItGoesOn(_ run: TrainingRun) {
    guard let path = options.files.checkpoint, run.history.steps > 0 else { return }
    let name = run.name.isEmpty ? "" : "\(run.name): "
    let words = Self.whereItGoesOn(
      at: run.position, of: run.epochCount, steps: run.history.steps.grouped, path: path)
    console.print("\(name)\(words)\n")
  }

  static func whereItGoesOn(at position: Position, of epochs: Int, steps: String, path: String) -> String {
    let trained = position.epoch - 1
    if trained < epochs { return "going on after step \(steps), in epoch \(position.epoch) of \(epochs)." }
    guard trained > epochs || position.batch > 0 else {
      return "trained already, \(steps) steps: the network is taken from \(path)."
    }
    let part = position.batch > 0 ? " and a part of the next" : ""
    return
      "trained already, and for more than --epochs \(epochs) (\(steps) steps, \(trained) epochs\(part)): "
      + "the network is taken from \(path) as it is."
  }

  /// What a checkpoint's run and this one must have in common, beside the data: the options' names and their values.
  private var identity: [CheckpointFile.Option] {
    [
      .init("chapter", entry.name), .init("--batch-size", "\(plan.batchSize)"),
      .init("--learning-rate", "\(plan.learningRate)"), .init("--seed", "\(seed)"),
      .init("--width", "\(width)"), .init("--full", isFull ? "given" : "absent"),
      .init("--exact", isExact ? "given" : "absent"),
    ]
  }
}
