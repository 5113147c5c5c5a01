import Foundation
import Synchronization

/// What a run says: text that stays, and below it one live line that is redrawn in place.
///
/// Text goes to standard output. The live line goes to whichever of standard output and standard error is a
/// terminal; where neither is, ``ProgressLine`` prints a plain line of text every so often instead. Standard error
/// carries nothing else than the one line of an error. Safe to use from any thread.
public final class Console: Sendable {
  /// The console of this process.
  public static let standard = Console.ofThisProcess()

  private struct State {
    var liveLine = ""
    /// Whether the live line is on the screen: while text waits for the rest of its line, it is not.
    var isDrawn = false
    var endsWithNewline = true
    var lastText = -Double.infinity
  }

  private let state = Mutex(State())
  private let writeText: @Sendable (String) -> Void
  private let writeLive: (@Sendable (String) -> Void)?
  private let measureColumns: @Sendable () -> Int
  private let clock: @Sendable () -> Double

  /// A console that writes elsewhere, for tests.
  ///
  /// - Parameters:
  ///   - text: receives what stays, exactly as it was printed.
  ///   - live: receives the live line with its control characters; `nil` where there is no terminal.
  ///   - columns: the width of the terminal in characters.
  ///   - clock: seconds since some fixed moment.
  public init(
    text: @escaping @Sendable (String) -> Void, live: (@Sendable (String) -> Void)? = nil,
    columns: @escaping @Sendable () -> Int = { 80 }, clock: @escaping @Sendable () -> Double
  ) {
    (writeText, writeLive, measureColumns, self.clock) = (text, live, columns, clock)
  }

  /// Whether a live line can be shown.
  public var isTerminal: Bool { writeLive != nil }

  /// The characters of a live line: never the last column, where some terminals wrap, and never more than 79.
  public var columns: Int { max(20, min(measureColumns() - 1, 79)) }

  /// Seconds since some fixed moment; only differences mean anything.
  public var now: Double { clock() }

  /// When text was last printed, on the clock of ``now``; minus infinity before the first.
  public var timeOfLastText: Double { state.withLock { $0.lastText } }

  /// Prints text that stays; a live line makes room for it and is drawn again below.
  public func print(_ text: String, terminator: String = "\n") {
    state.withLock { state in
      if state.isDrawn { writeLive?("\r\u{1B}[K") }
      writeText(text + terminator)
      if let last = (text + terminator).last { state.endsWithNewline = last.isNewline }
      state.lastText = clock()
      state.isDrawn = !state.liveLine.isEmpty && state.endsWithNewline
      if state.isDrawn { writeLive?(state.liveLine) }
    }
  }

  /// Shows `line` as the live line; an empty one clears it.
  public func show(_ line: String) {
    guard let writeLive else { return }
    let line = String(line.prefix(columns))
    state.withLock { state in
      guard line != state.liveLine else { return }
      if state.endsWithNewline { writeLive("\r" + line + "\u{1B}[K") }
      state.liveLine = line
      state.isDrawn = state.endsWithNewline && !line.isEmpty
    }
  }

  /// Clears the live line.
  public func clear() { show("") }
}

extension Console {
  private static func ofThisProcess() -> Console {
    // Through stdio, and flushed, so that text keeps its order with whatever else prints in this process.
    let standardOutput: @Sendable (String) -> Void = { text in
      Swift.print(text, terminator: "")
      fflush(nil)
    }
    let standardError: @Sendable (String) -> Void = { StandardStreams.writeError($0) }
    // A "dumb" terminal, such as an editor's output pane, cannot redraw a line.
    let isDumb = ProcessInfo.processInfo.environment["TERM"] == "dumb"
    let terminal: Int32? = isDumb ? nil : isatty(1) != 0 ? 1 : isatty(2) != 0 ? 2 : nil
    let start = ContinuousClock.now
    return Console(
      text: standardOutput, live: terminal.map { $0 == 1 ? standardOutput : standardError },
      columns: {
        var size = winsize()
        guard let terminal, ioctl(terminal, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
      },
      clock: { (ContinuousClock.now - start) / .seconds(1) })
  }
}
