import Foundation
import TestSupport
import Testing

@testable import Training

@Suite struct HistoryTests {
  @Test func theMeanLossIsThatOfTheLastSteps() {
    var history = History()
    #expect(history.meanLoss(ofLast: 3) == nil)
    for loss: Float in [8, 1, 2, 3] { history.record(loss: loss) }
    #expect(history.meanLoss(ofLast: 3) == 2)
    #expect(history.meanLoss(ofLast: 100) == 3.5)
  }

  @Test func theTurnIsTheLowestLossThatWasFollowedByHigherOnes() {
    func turn(_ losses: [Double]) -> Int? {
      let evaluations = losses.enumerated().map {
        History.Evaluation(
          epoch: $0.offset + 1, step: 10 * ($0.offset + 1), part: "test", loss: $0.element, accuracy: 0)
      }
      return History(evaluations: evaluations).turn?.epoch
    }
    #expect(turn([4, 3, 2.5, 2.6, 2.9]) == 3)
    #expect(turn([1, 2, 3]) == 1)
    // Still falling, not yet risen, or nothing to compare.
    #expect(turn([4, 3, 2]) == nil)
    #expect(turn([4, 3, 3]) == nil)
    #expect(turn([4]) == nil && turn([]) == nil)
  }

  @Test func theLogHoldsEveryStepAndEveryEvaluationAsAJSONLine() throws {
    let file = TemporaryFile()
    let log = try RunLog(path: file.path)
    try log.append(step: 1, loss: 2.3025851, run: "")
    try log.append(
      History.Evaluation(epoch: 1, step: 1, part: "test", loss: 0.3113, accuracy: 9048.0 / 10000), run: "")
    #expect(
      file.text == """
        {"step":1,"loss":2.3025851}
        {"epoch":1,"test_loss":0.3113,"test_accuracy":0.9048}

        """)
    for line in file.text.split(separator: "\n") {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
  }

  @Test func aHistoryWritesTheLinesThatItsStepsHadWritten() throws {
    let (direct, again) = (TemporaryFile(), TemporaryFile())
    let log = try RunLog(path: direct.path)
    var history = History()
    for step in 1...7 {
      let loss = 1 / Float(step * step * 1000)
      history.record(loss: loss)
      try log.append(step: step, loss: loss, run: "with \"ReLU\"")
      if step.isMultiple(of: 3) || step == 7 {
        for part in ["validation", "test"] {
          let evaluation = History.Evaluation(
            epoch: step / 3, step: step, part: part, loss: 1 / Double(step), accuracy: Double(step) / 8)
          history.record(evaluation)
          try log.append(evaluation, run: "with \"ReLU\"")
        }
      }
    }
    try RunLog(path: again.path).append(history, run: "with \"ReLU\"")
    #expect(direct.text == again.text)
    let first = try JSONSerialization.jsonObject(with: Data(direct.text.prefix { $0 != "\n" }.utf8))
    #expect((first as? [String: Any])?["run"] as? String == "with \"ReLU\"")
  }

  @Test func anOldLogIsReplacedByTheFirstLinesOfANewRunAndNotBefore() throws {
    let file = TemporaryFile()
    try RunLog(path: file.path).append(History(losses: [1, 2]), run: "")
    let log = try RunLog(path: file.path)
    #expect(file.text.split(separator: "\n").count == 2)
    try log.append(History(), run: "")
    #expect(file.text.isEmpty)
    try log.append(step: 1, loss: 3, run: "")
    #expect(file.text == "{\"step\":1,\"loss\":3.0}\n")
  }

  @Test func aLogThatCannotBeWrittenSaysWhere() throws {
    #expect(throws: TrainingError.unwritable(path: "/nowhere/log", reason: "No such file or directory")) {
      try RunLog(path: "/nowhere/log")
    }
    #if os(Linux)
      let full = try RunLog(path: "/dev/full")
      #expect(throws: TrainingError.unwritable(path: "/dev/full", reason: "No space left on device")) {
        try full.append(step: 1, loss: 1, run: "")
      }
    #endif
  }
}
