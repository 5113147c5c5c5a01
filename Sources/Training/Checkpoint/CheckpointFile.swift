import Foundation
import Kernels
import Networks
import Tensors

/// The file that holds everything a training needs to go on as if never stopped.
///
/// It is a safetensors file, so PyTorch can read the weights out of it: `model.conv1.weight`, the optimiser's moments
/// under `optimizer.`, the loss of every step in `history.losses`; a run with a name has the name before them. Position,
/// random numbers, evaluations and options stand as JSON in its metadata.
///
/// The file is written beside its place, synced and renamed: whatever happens, there is an old one or a new one.
public final class CheckpointFile {
  /// Something that the run of the checkpoint and the run that resumes it must have in common.
  public struct Option: Codable, Equatable, Sendable {
    /// What the user knows it as: `--batch-size`.
    public let name: String
    /// Its value in words.
    public let value: String

    /// An option.
    public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
  }

  /// Where the file lies, or will lie.
  public let path: String
  private var options: [Option] = []
  private var found: Contents?
  private var kept: [Kept] = []

  /// A training as it goes into the file. It refers to the network and the optimiser, not to the run, which refers
  /// to this object.
  private struct Kept {
    var header: CheckpointHeader.Run
    var losses: [Float]
    let model: Module
    let optimizer: any Optimizer
  }

  /// A checkpoint that will be written to `path`.
  ///
  /// - Parameters:
  ///   - options: what must be the same when it is resumed.
  ///   - resuming: whether the file exists and is to be gone on from.
  /// - Throws: `TrainingError` or `WeightFileError` if it cannot be written or read, is cut, altered or no checkpoint, or was
  ///   written by a run with other options.
  public init(path: String, options: [Option], resuming: Bool) throws {
    self.path = path
    try Self.probe(path)
    if resuming { found = try Contents(path: path) }
    for option in options { try require(option) }
  }

  /// Adds something that the two runs must have in common and that was not known when the file was opened, such as the
  /// data.
  ///
  /// - Throws: `TrainingError.otherRun` if the run that wrote the file had another value.
  public func require(_ option: Option) throws(TrainingError) {
    if let found {
      let before = found.header.options.first { $0.name == option.name }?.value ?? "nothing"
      guard before == option.value else {
        throw .otherRun(path: path, option: option.name, expected: before, found: option.value)
      }
    }
    options.append(option)
  }

  /// Makes a file beside `path` and removes it: better to know now that nothing can be written there than after an
  /// epoch of training.
  public static func probe(_ path: String) throws(TrainingError) {
    let probe = "\(path).probe-\(getpid())"
    let descriptor = open(probe, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritable(path: path, reason: systemMessage()) }
    close(descriptor)
    unlink(probe)
  }

  /// Puts a run that has not begun where the file says; leaves it at its beginning if the file does not know it.
  ///
  /// - Throws: `TrainingError` or `WeightFileError` if the run has another network, optimiser or number of epochs.
  func begin(_ run: TrainingRun) throws {
    guard let header = found?.header.runs.first(where: { $0.name == run.name }) else { return }
    if let planned = header.plannedEpochs, planned != run.epochCount {
      throw TrainingError.otherRun(
        path: path, option: "--epochs", expected: "\(planned)", found: "\(run.epochCount)")
    }
    let losses = try found?.take("\(run.prefix)history.losses")
    try run.model.load(found?.takeAll("\(run.prefix)model.") ?? [], from: path)
    try run.optimizer.load(found?.takeAll("\(run.prefix)optimizer.") ?? [], from: path)
    run.optimizer.learningRate = header.learningRate
    run.position = header.position
    run.history = History(losses: losses ?? [], evaluations: header.evaluations)
    Randomness.current.state = header.randomness
    run.settle()
    keep(run)
  }

  /// Writes the state of `run` and of the runs before it, and what the file that is gone on from holds of runs that
  /// are still to come.
  ///
  /// - Throws: `WeightFileError.cannotWrite`; then the file is as it was.
  func save(_ run: TrainingRun) throws {
    keep(run)
    var values: [(name: String, value: StoredValue)] = []
    for kept in kept {
      let prefix = TrainingRun.prefix(of: kept.header.name)
      values += kept.model.namedState().map { ("\(prefix)model.\($0.name)", $0.value) }
      values += kept.optimizer.state.map { ("\(prefix)optimizer.\($0.name)", $0.value) }
      if !kept.losses.isEmpty {
        values.append(
          ("\(prefix)history.losses", .tensor(Tensor(kept.losses, shape: [kept.losses.count]))))
      }
    }
    var runs = kept.map(\.header)
    if let found {
      // A run takes its tensors out of the file when it begins, so what remains belongs to those that have not.
      runs += found.header.runs.filter { run in !kept.contains { $0.header.name == run.name } }
      values += found.remaining
    }
    var header = CheckpointHeader(options: options, runs: runs)
    header.digest = try CheckpointDigest.of(header, values) ?? CheckpointDigest.none
    try SafetensorsFile.write(
      values, metadata: [CheckpointHeader.key: try header.text, "format": "pt"], to: path)
  }

  private func keep(_ run: TrainingRun) {
    let header = CheckpointHeader.Run(
      name: run.name, plannedEpochs: run.optimizer.schedule == nil ? nil : run.epochCount,
      position: run.position, evaluations: Array(run.history.evaluations.prefix(run.settled.evaluations)),
      streams: CheckpointHeader.Run.words(of: run.settled.randomness),
      learningRate: run.settled.learningRate)
    let state = Kept(header: header, losses: run.history.losses, model: run.model, optimizer: run.optimizer)
    if let index = kept.firstIndex(where: { $0.header.name == run.name }) {
      kept[index] = state
    } else {
      kept.append(state)
    }
  }
}

extension TrainingRun {
  /// What stands before the names of this run's tensors.
  fileprivate var prefix: String { Self.prefix(of: name) }

  static func prefix(of name: String) -> String { name.isEmpty ? "" : "\(name)/" }
}
