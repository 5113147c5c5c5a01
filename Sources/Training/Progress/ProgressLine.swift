/// How far a piece of work is: one live line on a terminal, a plain line now and then elsewhere, or nothing at all.
///
/// ```swift
/// let progress = ProgressLine("Epoch 1/5", counting: .things("images"), total: 60_000, on: console)
/// progress.update(done: 100, note: "loss 2.3012")
/// progress.finish()
/// ```
public final class ProgressLine {
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

  private let console: Console
  private let style: Style
  private let began: Double
  private var text: ProgressText
  private var lastShown = -Double.infinity

  /// Begins a piece of work of which `start` is done already.
  public init(
    _ label: String, counting unit: ProgressText.Unit, total: Int?, start: Int = 0, on console: Console,
    style: Style = .shown
  ) {
    (self.console, self.style) = (console, style)
    began = console.now
    text = ProgressText(label: label, unit: unit, total: total, start: start, done: start, seconds: 0)
  }

  /// Tells how much is done in all, and shows it if the last time is long enough ago.
  public func update(done: Int, total: Int? = nil, note: String = "") {
    let now = console.now
    (text.done, text.total, text.note) = (done, total ?? text.total, note)
    text.seconds = now - began
    guard style == .shown else { return }
    if console.isTerminal {
      guard now - lastShown >= Self.secondsBetweenRedraws else { return }
      console.show(text.line(columns: console.columns))
    } else {
      let silence = min(now - lastShown, console.secondsOfSilence)
      guard lastShown == -.infinity || silence >= Self.secondsBetweenPlainLines else { return }
      console.print(text.line(columns: console.columns))
    }
    lastShown = now
  }

  /// Ends the work: the live line goes.
  public func finish() {
    if style == .shown { console.clear() }
  }
}
