import Dispatch
import Synchronization

/// Draws a figure of a training again and again while it goes on, on a thread of its own.
///
/// Drawing takes part of a second of one core, so it happens seldom: never more often than every ten seconds, and never
/// for more than a hundredth of the time. A training step waits for none of it.
final class TrainingFollower: Sendable {
  /// Seconds from one drawing to the next.
  static let pause = 10.0
  /// The share of the time that may be spent drawing.
  static let share = 0.01

  private struct State {
    var isDrawing = false
    var next: Double
  }

  private let state: Mutex<State>
  private let queue = DispatchQueue(label: "figures", qos: .utility)
  private let clock: @Sendable () -> Double
  private let draw: @Sendable ([LearningCurves.Run]) -> Void

  /// A follower that calls `draw` on its own thread.
  ///
  /// - Parameter clock: seconds since some fixed moment.
  init(clock: @escaping @Sendable () -> Double, draw: @escaping @Sendable ([LearningCurves.Run]) -> Void) {
    (self.clock, self.draw) = (clock, draw)
    state = Mutex(State(next: clock() + Self.pause))
  }

  /// Tells that a step was taken; now and then `runs` is asked for what there is to draw.
  func step(_ runs: () -> [LearningCurves.Run]) {
    let isDue = state.withLock { state in
      guard !state.isDrawing, clock() >= state.next else { return false }
      state.isDrawing = true
      return true
    }
    guard isDue else { return }
    let runs = runs()
    queue.async { [self] in
      let start = clock()
      draw(runs)
      let end = clock()
      state.withLock { state in
        state.isDrawing = false
        state.next = end + max(Self.pause, (end - start) / Self.share)
      }
    }
  }

  /// Waits for a drawing that is under way, so that it does not come after the last one.
  func finish() { queue.sync {} }
}

extension Chapter {
  /// Draws the learning curves to `<figures>/<name>.png` every now and then while the chapter trains: open the file in
  /// a viewer that notices changes. ``figure(_:_:caption:alt:content:width:_:)`` of the same name makes the last
  /// one.
  public func followTraining(_ name: String, _ title: String) {
    let sketch = FigureSketch(
      name: name, title: title, caption: "", alt: "", content: .results, width: 720)
    let (folder, note) = (figures, figureNote)
    console.print("The curves are in \(folder)/\(name).png while it trains.\n")
    let console = console
    follower = TrainingFollower(clock: { console.now }) { runs in
      // What cannot be written now is tried again, and the last drawing reports it.
      _ = try? sketch.write(LearningCurves(runs), to: folder, note: note)
    }
  }
}
