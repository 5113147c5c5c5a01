import Synchronization

/// How far a piece of work is: one live line on a terminal, a plain line now and then elsewhere, or nothing at all.
///
/// ```swift
/// let progress = ProgressLine("Epoch 1/5", counting: .things("images"), total: 60_000, on: console)
/// progress.update(done: 100, note: "loss 2.3012")
/// progress.finish()
/// ```
///
/// Safe to use from any thread: downloads report from their own.
public final class ProgressLine: Sendable {
  /// How much of the progress is shown.
  public enum Style: Sendable {
    /// A live line on a terminal, plain lines elsewhere.
    case shown
    /// Nothing: `--quiet`.
    case hidden
  }

  /// Four times a second: smooth to the eye, and free beside a training step.
  static let secondsBetweenRedraws = 0.25
  /// Where there is no terminal, a line every ten seconds, unless the work itself printed something meanwhile.
  static let secondsBetweenPlainLines = 10.0

  /// Where there is no terminal, the end gets a line too, if the line before is so many seconds old. Of shorter work one
  /// line is enough.
  static let secondsBeforeLastPlainLine = 2.0

  private struct State {
    var text: ProgressText
    var lastShown = -Double.infinity
    var lastUpdate = -Double.infinity
  }
  private let state: Mutex<State>
  private let console: Console
  private let style: Style
  private let patience: Double
  private let began: Double

  /// Begins a piece of work of which `start` is done already.
  ///
  /// - Parameter patience: seconds before the first plain line, for work that is usually over by then.
  public init(
    _ label: String, counting unit: ProgressText.Unit, total: Int?, start: Int = 0, on console: Console,
    style: Style = .shown, patience: Double = 0
  ) {
    (self.console, self.style, self.patience) = (console, style, patience)
    began = console.now
    let text = ProgressText(label: label, unit: unit, total: total, start: start, done: start, seconds: 0)
    state = Mutex(State(text: text))
  }

  /// Shows the line before anything is done, on a terminal: the first step of a large network takes seconds.
  public func begin() {
    guard style == .shown, console.isTerminal else { return }
    state.withLock { console.show($0.text.line(columns: console.columns)) }
  }

  /// Tells how much is done in all, and shows it if the last time is long enough ago.
  public func update(done: Int, total: Int? = nil, note: String = "") {
    guard style == .shown else { return }
    let now = console.now
    state.withLock { state in
      (state.text.done, state.text.total, state.text.note) = (done, total ?? state.text.total, note)
      state.text.seconds = now - began
      state.lastUpdate = now
      if console.isTerminal {
        guard now - state.lastShown >= Self.secondsBetweenRedraws else { return }
        console.show(state.text.line(columns: console.columns))
      } else {
        let silence = now - max(state.lastShown, began, console.timeOfLastText)
        let isFirst = state.lastShown == -.infinity && now - began >= patience
        guard isFirst || silence >= Self.secondsBetweenPlainLines else { return }
        console.print(state.text.line(columns: console.columns))
      }
      state.lastShown = now
    }
  }

  /// Ends the work: the live line goes. Where there is no terminal, the last plain line says so, unless the work
  /// broke off or its own text came after its last image.
  public func finish() {
    guard style == .shown else { return }
    console.clear()
    guard !console.isTerminal else { return }
    state.withLock { state in
      let isDone = state.text.done == state.text.total && state.lastShown < state.lastUpdate
      let isTold = console.timeOfLastText >= state.lastUpdate
      guard isDone, !isTold, state.lastShown > -.infinity,
        state.lastUpdate - state.lastShown >= Self.secondsBeforeLastPlainLine
      else { return }
      console.print(state.text.line(columns: console.columns))
      state.lastShown = state.lastUpdate
    }
  }
}
