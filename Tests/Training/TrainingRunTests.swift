import Datasets
import Foundation
import Kernels
import Networks
import Tensors
import TestSupport
import Testing

@testable import Training

/// A run that stops anywhere and goes on must not be told from one that never stopped.
@Suite struct TrainingRunTests {
  static let epochs = 3
  static let images = 50
  static let batchSize = 8  // seven batches an epoch, the last of two images

  /// One training as a chapter writes it, until it ends or `stop` says so.
  struct Outcome {
    var bits: [UInt32]
    var history: History
    var log: String
    var end: TrainingRun.End?
    var epochs: [Int]
  }

  enum Moment: CustomTestStringConvertible, Sendable {
    case never, step(Int), evaluation(Int), secondEvaluation(Int), endOfEpoch(Int)
    var testDescription: String { "\(self)" }
  }

  func train(
    checkpoint: String? = nil, resuming: Bool = false, log: String, stop: Moment = .never, seed: UInt64 = 5,
    options: [CheckpointFile.Option] = []
  ) throws -> Outcome {
    try withSeed(seed) {
      let interruption = Interruption()
      var surroundings = TrainingRun.Surroundings()
      surroundings.console = Screen().console(terminal: true)
      surroundings.interruption = interruption
      surroundings.log = try RunLog(path: log)
      if let checkpoint {
        surroundings.checkpoint = try CheckpointFile(path: checkpoint, options: options, resuming: resuming)
      }
      var outcome = Outcome(bits: [], history: History(), log: "", end: nil, epochs: [])
      surroundings.onEnd = { outcome.end = $0 }

      let model = TinyNetwork()
      let optimizer = Adam(
        model.parameters(), learningRate: OneCycle(peak: 0.02, steps: Self.epochs * 7))
      let training = DataLoader(StripedSquares(count: Self.images), batchSize: Self.batchSize, shuffle: seed)
      let test = DataLoader(StripedSquares(count: 20), batchSize: 8)
      let run = TrainingRun(of: model, with: optimizer, epochs: Self.epochs, surroundings)
      for epoch in run.epochs {
        outcome.epochs.append(epoch)
        model.train()
        for batch in run.steps(training, epoch: epoch) {
          optimizer.zeroGradients()
          let loss = crossEntropy(model(batch.images), batch.labels)
          loss.backward()
          optimizer.step()
          run.record(loss)
          if case .step(run.step) = stop { _ = interruption.receive(SIGINT) }
          if run.step.isMultiple(of: 5) { run.evaluate(model, on: test, as: "validation") }
        }
        if case .evaluation(epoch) = stop { _ = interruption.receive(SIGINT) }
        run.evaluate(model, on: test, as: "validation")
        if case .secondEvaluation(epoch) = stop { _ = interruption.receive(SIGINT) }
        run.evaluate(model, on: test)
        if case .endOfEpoch(epoch) = stop { _ = interruption.receive(SIGINT) }
      }
      outcome.bits = model.bits
      outcome.history = run.history
      outcome.log = try String(contentsOfFile: log, encoding: .utf8)
      return outcome
    }
  }

  @Test(arguments: [
    Moment.step(1), .step(3), .step(5), .step(6), .step(7), .step(8), .step(14), .step(20), .step(21),
    .evaluation(1), .evaluation(2), .evaluation(3), .secondEvaluation(1), .secondEvaluation(3),
    .endOfEpoch(1), .endOfEpoch(3),
  ])
  func interruptedAndResumedEqualsUninterrupted(moment: Moment) throws {
    let (straightLog, log, checkpoint) = (TemporaryFile(), TemporaryFile(), TemporaryFile())
    let straight = try train(log: straightLog.path)
    #expect(straight.history.steps == 21 && straight.history.evaluations.count == 10)

    let first = try train(checkpoint: checkpoint.path, log: log.path, stop: moment)
    guard case .interrupted(SIGINT) = first.end else {
      Issue.record("expected an interrupted run")
      return
    }
    let second = try train(checkpoint: checkpoint.path, resuming: true, log: log.path)
    #expect(second.end == nil)
    #expect(second.bits == straight.bits)
    #expect(second.history == straight.history)
    #expect(second.log == straight.log)
  }

  @Test func aFinishedRunIsResumedWithNothingLeftToDo() throws {
    let (log, checkpoint) = (TemporaryFile(), TemporaryFile())
    let first = try train(checkpoint: checkpoint.path, log: log.path)
    let second = try train(checkpoint: checkpoint.path, resuming: true, log: log.path)
    #expect(first.epochs == [1, 2, 3] && second.epochs == [])
    #expect(second.bits == first.bits)
    #expect(second.log == first.log)
  }

  @Test func aLookThatIsTakenAnewAtAFinishedTrainingIsNotNotedAgain() {
    let screen = Screen()
    var surroundings = TrainingRun.Surroundings()
    (surroundings.console, surroundings.progress) = (screen.console(terminal: false), .hidden)
    let model = TinyNetwork()
    let run = TrainingRun(
      of: model, with: SGD(model.parameters(), learningRate: 0.1), epochs: 1, surroundings)
    let test = DataLoader(StripedSquares(count: 20), batchSize: 8)
    for epoch in run.epochs {
      for _ in run.steps(DataLoader(StripedSquares(count: 8), batchSize: 8), epoch: epoch) {
        run.record(Tensor([1], shape: []))
      }
      run.evaluate(model, on: test)
    }
    #expect(run.evaluate(model, on: test).count == 20)
    #expect(run.history.evaluations.count == 1)
    run.evaluate(model, on: test, as: "validation")
    #expect(run.history.evaluations.map(\.part) == ["test", "validation"])
  }

  @Test func anInterruptedEvaluationLeavesNoLiveLineBelowTheLastWords() {
    let screen = Screen()
    let interruption = Interruption()
    var surroundings = TrainingRun.Surroundings()
    let console = screen.console(terminal: true)
    (surroundings.console, surroundings.interruption) = (console, interruption)
    surroundings.onEnd = { _ in console.print("Stopped") }
    let model = TinyNetwork()
    let run = TrainingRun(
      of: model, with: SGD(model.parameters(), learningRate: 0.1), epochs: 2, surroundings)
    interruption.savesFirst = true
    _ = interruption.receive(SIGINT)
    run.evaluate(model, on: DataLoader(StripedSquares(count: 20), batchSize: 8))
    #expect(run.hasEnded && screen.written.contains("Evaluating"))
    #expect(screen.written.hasSuffix("Stopped\n"))
  }

  @Test func aLossThatIsNotFiniteEndsTheRunAndNamesTheLearningRate() throws {
    var message = ""
    var surroundings = TrainingRun.Surroundings()
    surroundings.console = Screen().console(terminal: false)
    surroundings.onEnd = { if case .failed(let error) = $0 { message = "\(error)" } }
    let model = TinyNetwork()
    let run = TrainingRun(
      of: model, with: SGD(model.parameters(), learningRate: 0.5), epochs: 2, surroundings)
    var steps = 0
    for epoch in run.epochs {
      for _ in run.steps(DataLoader(StripedSquares(count: 20), batchSize: 2), epoch: epoch) {
        steps += 1
        run.record(Tensor([steps == 3 ? .nan : 1], shape: []))
      }
    }
    #expect(steps == 3)
    #expect(
      message.hasPrefix(
        "step 3 (epoch 1): expected a finite loss, found NaN (not a number) at learning rate 0.5; try"))
  }

  @Test(arguments: [
    (Float.infinity, 1e30, "found infinity at learning rate 1e+30; try a smaller one, for example 1e+29"),
    (
      -Float.nan, 1e-3,
      "found NaN (not a number) at learning rate 0.001; try a smaller one, for example 0.0001"
    ),
  ])
  func numbersInAMessageAreWrittenAsOneWould(loss: Float, rate: Double, words: String) {
    let error = TrainingError.lossNotFinite(loss: loss, step: 3, epoch: 1, learningRate: rate)
    #expect(error.description == "step 3 (epoch 1): expected a finite loss, " + words)
  }

  @Test func theCountOfImagesIncludesThisBatchAndTheSmallerLastOne() {
    let model = TinyNetwork()
    var surroundings = TrainingRun.Surroundings()
    surroundings.progress = .hidden
    let run = TrainingRun(
      of: model, with: SGD(model.parameters(), learningRate: 0.1), epochs: 2, surroundings)
    var (images, steps): ([Int], [Int]) = ([], [])
    for epoch in run.epochs {
      for _ in run.steps(DataLoader(StripedSquares(count: 20), batchSize: 8), epoch: epoch) {
        images.append(run.images)
        steps.append(run.step)
        run.record(Tensor([1], shape: []))
      }
    }
    #expect(images == [8, 16, 20, 8, 16, 20])
    #expect(steps == [1, 2, 3, 4, 5, 6])
  }
}

@Suite struct FitTests {
  @Test func aTinyNetworkLearnsItsStripes() throws {
    try withSeed(1) {
      let model = TinyNetwork()
      let loader = DataLoader(StripedSquares(count: 120), batchSize: 10, shuffle: 1)
      let history = try fit(
        model, to: loader, with: Adam(model.parameters(), learningRate: 0.01), epochs: 10, progress: .hidden)
      #expect(history.steps == 120)
      let first = history.losses[0]
      let last = try #require(history.meanLoss(ofLast: 12))
      #expect(last < first / 4, "from \(first) to \(last)")
      #expect(evaluate(model, on: DataLoader(StripedSquares(count: 60), batchSize: 16)).accuracy > 0.95)
    }
  }
}
