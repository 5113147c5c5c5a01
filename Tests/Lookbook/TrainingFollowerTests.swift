import Synchronization
import Testing

@testable import Lookbook

@Suite struct TrainingFollowerTests {
  /// A clock that tests move.
  private final class Clock: Sendable {
    private let seconds = Mutex(0.0)
    var now: Double { seconds.withLock(\.self) }
    func advance(_ by: Double) { seconds.withLock { $0 += by } }
  }

  private static let runs = [LearningCurves.Run("", History(losses: [2, 1]))]

  @Test func itDrawsEveryTenSecondsAndNotMoreOften() {
    let clock = Clock()
    let drawn = Mutex(0)
    let follower = TrainingFollower(clock: { clock.now }) { _ in drawn.withLock { $0 += 1 } }
    for _ in 0..<35 {
      follower.step { Self.runs }
      follower.finish()
      clock.advance(1)
    }
    // At 10, 20 and 30 seconds.
    #expect(drawn.withLock(\.self) == 3)
  }

  @Test func aSlowDrawingIsRepeatedMoreSeldom() {
    let clock = Clock()
    let drawn = Mutex(0)
    let follower = TrainingFollower(clock: { clock.now }) { _ in
      drawn.withLock { $0 += 1 }
      clock.advance(2)
    }
    clock.advance(10)
    follower.step { Self.runs }
    follower.finish()
    // It took 2 seconds, which may be a hundredth of the time: the next comes after 200 more.
    for _ in 0..<199 {
      follower.step { Self.runs }
      follower.finish()
      clock.advance(1)
    }
    #expect(drawn.withLock(\.self) == 1)
    clock.advance(1)
    follower.step { Self.runs }
    follower.finish()
    #expect(drawn.withLock(\.self) == 2)
  }

  @Test func historiesAreAskedForOnlyWhenSomethingIsDrawn() {
    let clock = Clock()
    let follower = TrainingFollower(clock: { clock.now }) { _ in }
    follower.step {
      Issue.record("nothing is due yet")
      return []
    }
  }
}

@Suite struct LearningCurvesTests {
  private static func history(steps: Int, evaluations: Int) -> History {
    History(
      losses: (0..<steps).map { 2 / Float($0 + 1) },
      evaluations: (0..<evaluations).map {
        History.Evaluation(epoch: 1, step: 10 * $0, part: "test", loss: 1, accuracy: 0.1 * Double($0))
      })
  }

  /// Pages without a fault, whatever there is to draw.
  @Test(arguments: [(0, 0), (1, 0), (1, 1), (40, 1), (200, 5), (3000, 6)])
  func everyStageOfATrainingCanBeDrawn(steps: Int, evaluations: Int) {
    let history = Self.history(steps: steps, evaluations: evaluations)
    let alone = Figure("Learning", LearningCurves([.init("", history)])).page()
    #expect(alone.faults.isEmpty)
    let several = LearningCurves([
      .init("with ReLU", history), .init("without ReLU", history), .init("dense", history),
    ])
    #expect(Figure("Learning", several).page().faults.isEmpty)
    // The second plot comes with the second evaluation.
    let height = LearningCurves([.init("", history)]).size(within: 600, .book).height
    #expect((height > 400) == (evaluations > 1))
  }
}
