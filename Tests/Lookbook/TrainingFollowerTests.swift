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
    let marked = LearningCurves([.init("", history)], marksTurn: true)
    #expect(Figure("Learning", marked).page().faults.isEmpty)
    // The second plot comes with the second evaluation.
    let height = LearningCurves([.init("", history)]).size(within: 600, .book).height
    #expect((height > 400) == (evaluations > 1))
  }

  @Test func theSmoothingIsOverARoundNumberNearAFortiethOrNone() {
    let spans = [0, 80, 120, 160, 200, 600, 2000, 7480, 75_000].map(LearningCurves.span)
    #expect(spans == [1, 1, 1, 5, 5, 10, 50, 200, 2000])
  }

  /// The test loss falls, and rises again after the second look.
  @Test func whereTheTestLossTurnsIsMarkedIfAskedFor() {
    let history = History(
      losses: (0..<40).map { 2 / Float($0 + 1) },
      evaluations: [3, 2, 2.5, 2.75].enumerated().map {
        History.Evaluation(
          epoch: $0.offset + 1, step: 10 * ($0.offset + 1), part: "test", loss: $0.element, accuracy: 0.5)
      })
    func words(_ curves: LearningCurves) -> [String] { Figure("Learning", curves).page().texts.map(\.text) }
    let mark = "lowest test loss: epoch 2"
    #expect(words(LearningCurves([.init("", history)], marksTurn: true)).contains(mark))
    #expect(!words(LearningCurves([.init("", history)])).contains(mark))
    #expect(
      !words(LearningCurves([.init("a", history), .init("b", history)], marksTurn: true)).contains(mark))
  }
}
