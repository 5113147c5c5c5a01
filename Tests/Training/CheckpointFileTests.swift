import Datasets
import Foundation
import Networks
import Tensors
import TestSupport
import Testing

@testable import Training

/// A checkpoint that is not exactly what a resumed run needs is refused before anything of it is used.
@Suite struct CheckpointFileTests {
  let options = [CheckpointFile.Option("--batch-size", "10"), .init("--seed", "1")]

  /// A file after one epoch of two.
  func write(to path: String, scheduled: Bool = false) throws {
    try withSeed(1) {
      let model = TinyNetwork()
      let run = try begin(model, path: path, resuming: false, scheduled: scheduled)
      for batch in run.steps(DataLoader(StripedSquares(count: 20), batchSize: 10), epoch: 1) {
        run.optimizer.zeroGradients()
        let loss = crossEntropy(model(batch.images), batch.labels)
        loss.backward()
        run.optimizer.step()
        run.record(loss)
      }
      run.completeEpoch()
    }
  }

  func begin(
    _ model: TinyNetwork, path: String, resuming: Bool, epochs: Int = 2, scheduled: Bool = false,
    options: [CheckpointFile.Option]? = nil, optimizer: (any Optimizer)? = nil
  ) throws -> TrainingRun {
    var failure: (any Error)?
    var surroundings = TrainingRun.Surroundings()
    surroundings.progress = .hidden
    surroundings.onEnd = { if case .failed(let error) = $0 { failure = error } }
    surroundings.checkpoint = try CheckpointFile(
      path: path, options: options ?? self.options, resuming: resuming)
    let optimizer = optimizer ?? Adam(model.parameters())
    if scheduled { optimizer.schedule = OneCycle(peak: 0.01, steps: 4) }
    let run = TrainingRun(of: model, with: optimizer, epochs: epochs, surroundings)
    if let failure { throw failure }
    return run
  }

  /// The message of the refusal, and whether the network stayed as it was.
  func refusal(_ path: String, _ body: (TinyNetwork) throws -> Void) -> (message: String, isUnchanged: Bool) {
    withSeed(9) {
      let model = TinyNetwork()
      let before = model.bits
      do {
        try body(model)
        return ("", model.bits == before)
      } catch {
        return ("\(error)", model.bits == before)
      }
    }
  }

  @Test func theFileIsReadableAsWeightsAndSaysWhereItStands() throws {
    let file = TemporaryFile()
    try write(to: file.path)
    let safetensors = try SafetensorsFile(path: file.path)
    for name in ["model.conv.weight", "model.norm.running_mean", "optimizer.0.exp_avg", "history.losses"] {
      #expect(safetensors.names.contains(name))
    }
    let header = try #require(CheckpointHeader(text: safetensors.metadata[CheckpointHeader.key] ?? ""))
    #expect(header.options == options)
    #expect(header.runs.map(\.position.epoch) == [2])
    #expect(try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int ?? 0 > 0)
  }

  @Test func aFileCutAnywhereIsRefused() throws {
    let file = TemporaryFile()
    try write(to: file.path)
    let whole = try Data(contentsOf: URL(fileURLWithPath: file.path))
    for length in [0, 4, 8, 100, whole.count / 2, whole.count - 1] {
      try whole.prefix(length).write(to: URL(fileURLWithPath: file.path))
      let (message, isUnchanged) = refusal(file.path) { _ = try begin($0, path: file.path, resuming: true) }
      #expect(message.hasPrefix("\(file.path): "), "cut to \(length) bytes: \(message)")
      #expect(!message.contains("\n") && isUnchanged)
    }
  }

  @Test func aFlippedBitInTheNumbersIsRefused() throws {
    let file = TemporaryFile()
    try write(to: file.path)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: file.path))
    bytes[bytes.count - 100] ^= 4
    try bytes.write(to: URL(fileURLWithPath: file.path))
    let (message, isUnchanged) = refusal(file.path) { _ = try begin($0, path: file.path, resuming: true) }
    #expect(message.contains("expected contents with SHA-256"), "\(message)")
    #expect(isUnchanged)
  }

  @Test func aFlippedBitAnywhereInTheHeaderIsRefused() throws {
    let file = TemporaryFile()
    try write(to: file.path)
    let whole = try Data(contentsOf: URL(fileURLWithPath: file.path))
    let key = try #require(whole.range(of: Data(CheckpointHeader.key.utf8)))
    // The header's text is a string of JSON in JSON: it ends with the first quotation mark after a closing brace.
    let end = try #require(whole.range(of: Data("}\"".utf8), in: key.upperBound..<whole.count))
    for index in key.lowerBound..<end.lowerBound {
      var bytes = whole
      bytes[index] ^= 1
      try bytes.write(to: URL(fileURLWithPath: file.path))
      #expect(throws: (any Error).self, "byte \(index) of the file") {
        try CheckpointFile(path: file.path, options: options, resuming: true)
      }
    }
  }

  @Test(arguments: [(5, 0, 0), (2, 3, 30), (2, 1, 0), (1, 0, 7), (1, 2, Int.max), (.max, 0, 0), (0, 0, 0)])
  func aPositionThatNoTrainingReachesIsRefused(epoch: Int, batch: Int, images: Int) throws {
    let file = TemporaryFile()
    try write(to: file.path)
    let safetensors = try SafetensorsFile(path: file.path)
    let values = try safetensors.readAll()
    var header = try #require(CheckpointHeader(text: safetensors.metadata[CheckpointHeader.key] ?? ""))
    header.runs[0].position = Position(epoch: epoch, batch: batch, images: images)
    header.digest = try CheckpointDigest.of(header, values)
    try SafetensorsFile.write(
      values, metadata: [CheckpointHeader.key: try header.text], to: file.path)
    let (message, isUnchanged) = refusal(file.path) { _ = try begin($0, path: file.path, resuming: true) }
    #expect(message.contains("expected a position within 2 steps, found epoch \(epoch) after"), "\(message)")
    #expect(isUnchanged)
  }

  @Test func foreignFilesAreRefused() throws {
    let file = TemporaryFile()
    try Data("PK\u{3}\u{4} some archive".utf8).write(to: URL(fileURLWithPath: file.path))
    #expect(refusal(file.path) { _ = try begin($0, path: file.path, resuming: true) }.message.contains("zip"))
    try TinyNetwork().save(to: file.path)
    let weights = refusal(file.path) { _ = try begin($0, path: file.path, resuming: true) }
    #expect(weights.message.contains("expected a checkpoint, found a safetensors file without a position"))
    let missing = refusal(file.path) { _ = try begin($0, path: file.path + "-not", resuming: true) }
    #expect(missing.message.contains("\(file.path)-not: cannot be opened"))
  }

  @Test func aPlaceThatCannotBeWrittenIsRefusedBeforeTheTraining() {
    #expect(throws: TrainingError.unwritable(path: "/nowhere/run", reason: "No such file or directory")) {
      try CheckpointFile(path: "/nowhere/run", options: [], resuming: false)
    }
  }

  @Test func otherOptionsAreRefusedByName() throws {
    let file = TemporaryFile()
    try write(to: file.path)
    let (message, isUnchanged) = refusal(file.path) {
      _ = try begin(
        $0, path: file.path, resuming: true, options: [.init("--batch-size", "20"), .init("--seed", "1")])
    }
    #expect(
      message.hasPrefix(
        "\(file.path): was written by a run with --batch-size 10, found --batch-size 20 now; use the same"))
    #expect(isUnchanged)
  }

  @Test func anotherNetworkIsRefused() throws {
    let file = TemporaryFile()
    try write(to: file.path)
    let model = TinyNetwork(classes: 4)
    #expect(throws: WeightFileError.self) { try begin(model, path: file.path, resuming: true) }
  }

  @Test func anotherOptimiserIsRefused() throws {
    let file = TemporaryFile()
    try write(to: file.path)
    let model = TinyNetwork()
    #expect(throws: WeightFileError.self) {
      try begin(
        model, path: file.path, resuming: true,
        optimizer: SGD(model.parameters(), learningRate: 0.1, momentum: 0.9))
    }
  }

  @Test func moreEpochsMayFollowUnlessAScheduleHangsOnTheirNumber() throws {
    let file = TemporaryFile()
    try write(to: file.path)
    #expect(try begin(TinyNetwork(), path: file.path, resuming: true, epochs: 5).position.epoch == 2)
    try write(to: file.path, scheduled: true)
    #expect(throws: TrainingError.otherRun(path: file.path, option: "--epochs", expected: "2", found: "5")) {
      try begin(TinyNetwork(), path: file.path, resuming: true, epochs: 5, scheduled: true)
    }
  }

  /// One of several trainings of a program; how many epochs were left of it, and what became of the network.
  func train(_ name: String, _ checkpoint: CheckpointFile, epochs: Int = 2) -> (epochs: Int, bits: [UInt32]) {
    var surroundings = TrainingRun.Surroundings()
    surroundings.progress = .hidden
    surroundings.checkpoint = checkpoint
    let model = TinyNetwork()
    let run = TrainingRun(
      of: model, with: Adam(model.parameters()), epochs: epochs, name: name, surroundings)
    var trained = 0
    for epoch in run.epochs {
      trained += 1
      for batch in run.steps(DataLoader(StripedSquares(count: 20), batchSize: 10), epoch: epoch) {
        run.optimizer.zeroGradients()
        let loss = crossEntropy(model(batch.images), batch.labels)
        loss.backward()
        run.optimizer.step()
        run.record(loss)
      }
    }
    return (trained, model.bits)
  }

  @Test func twoTrainingsOfOneProgramLiveInOneFile() throws {
    let file = TemporaryFile()
    let checkpoint = try CheckpointFile(path: file.path, options: options, resuming: false)
    let first = withSeed(1) { train("with ReLU", checkpoint) }
    // The first is finished, the second has not begun: the first is skipped, the second is trained in full.
    let resumed = try CheckpointFile(path: file.path, options: options, resuming: true)
    let again = withSeed(1) { train("with ReLU", resumed) }
    let second = withSeed(2) { train("without", resumed) }
    #expect(first.epochs == 2 && again.epochs == 0 && second.epochs == 2)
    #expect(first.bits == again.bits)
    let both = try CheckpointFile(path: file.path, options: options, resuming: true)
    #expect(withSeed(1) { train("with ReLU", both).bits } == first.bits)
    #expect(withSeed(2) { train("without", both).bits } == second.bits)
  }

  @Test(arguments: [("first", "second"), ("first", ""), ("", "second")])
  func goingOnWithTheFirstTrainingKeepsTheSecond(first: String, second: String) throws {
    let file = TemporaryFile()
    let fresh = try CheckpointFile(path: file.path, options: options, resuming: false)
    _ = withSeed(1) { train(first, fresh) }
    let bits = withSeed(2) { train(second, fresh).bits }
    // More epochs for the first, and the program is killed before the second begins.
    let extended = try CheckpointFile(path: file.path, options: options, resuming: true)
    #expect(withSeed(1) { train(first, extended, epochs: 4) }.epochs == 2)
    let resumed = try CheckpointFile(path: file.path, options: options, resuming: true)
    #expect(withSeed(1) { train(first, resumed, epochs: 4) }.epochs == 0)
    let again = withSeed(2) { train(second, resumed) }
    #expect(again.epochs == 0 && again.bits == bits)
  }

  @Test func aSaveThatFailsLeavesTheFileAsItWasAndEndsTheRun() throws {
    let folder = NSTemporaryDirectory() + "lookbook-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var failure = ""
    var surroundings = TrainingRun.Surroundings()
    surroundings.progress = .hidden
    surroundings.onEnd = { if case .failed(let error) = $0 { failure = "\(error)" } }
    surroundings.checkpoint = try CheckpointFile(path: folder + "/run", options: [], resuming: false)
    let model = TinyNetwork()
    let run = TrainingRun(of: model, with: Adam(model.parameters()), epochs: 2, surroundings)
    run.save()
    #expect(failure.isEmpty)
    // The folder goes away: whoever tests may be root, whom permissions do not stop.
    try FileManager.default.removeItem(atPath: folder)
    run.save()
    #expect(failure.hasPrefix("\(folder)/run: cannot be written"), "\(failure)")
    #expect(run.hasEnded)
  }
}
