import Synchronization
import Testing

@testable import Training

@Suite struct ProgressTests {
  @Test func aProgressLineSaysCountPercentLossSpeedAndTimeLeft() {
    let text = ProgressText(
      label: "Epoch 1/5", unit: .things("images"), total: 60_000, done: 27_000, seconds: 10,
      note: "loss 0.4312")
    #expect(
      text.line(columns: 79) == "Epoch 1/5  45%  27,000/60,000 images  loss 0.4312  2,700 images/s  0:13 left"
    )
  }

  @Test(arguments: [20, 30, 40, 50, 60, 70, 79])
  func aProgressLineNeverGrowsBeyondItsWidth(columns: Int) {
    let text = ProgressText(
      label: "Epoch 10/10", unit: .things("images"), total: 60_000, done: 60_000, seconds: 86_400,
      note: "loss 12.3456")
    let line = text.line(columns: columns)
    #expect(line.count <= columns)
    #expect(line.hasPrefix("Epoch 10/10"))
  }

  @Test func imagesFromBeforeAResumedRunDoNotCountAsSpeed() {
    let text = ProgressText(
      label: "", unit: .things("images"), total: 1000, start: 800, done: 900, seconds: 2)
    #expect(text.perSecond == 50)
    #expect(text.secondsLeft == 2)
  }

  @Test func bytesAreShownAsMegabytesAlsoWithoutATotal() {
    let text = ProgressText(label: "Downloading", unit: .bytes, total: nil, done: 12_340_000, seconds: 2)
    #expect(text.line(columns: 79) == "Downloading  12.3 MB  6.2 MB/s")
  }

  @Test func absurdCountsDoNotOverflow() {
    let text = ProgressText(
      label: "Epoch 1/1", unit: .things("images"), total: .max, done: .max, seconds: 0.2)
    #expect(text.line(columns: 20) == "Epoch 1/1  100%")
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567")])
  func numbersAreGroupedByThousands(count: Int, expected: String) {
    #expect(count.grouped == expected)
  }

  @Test(arguments: [(0.0, "0:00"), (6.2, "0:07"), (3599.5, "1:00:00"), (750, "12:30"), (.infinity, "?")])
  func secondsReadAsAClock(seconds: Double, expected: String) {
    #expect(ProgressText.clock(seconds) == expected)
  }

  @Test func printedTextClearsTheLiveLineAndTheLineComesBackBelow() {
    let screen = Screen()
    let console = screen.console(terminal: true)
    console.show("12%")
    console.print("Train Epoch:1")
    console.clear()
    #expect(screen.written == "\r12%\u{1B}[K" + "\r\u{1B}[K" + "Train Epoch:1\n" + "12%" + "\r\u{1B}[K")
  }

  @Test func aLiveLineWaitsForAnUnfinishedLineOfText() {
    let screen = Screen()
    let console = screen.console(terminal: true)
    console.print("counting", terminator: "")
    console.show("12%")
    console.print(" done")
    #expect(screen.written == "counting" + " done\n12%")
  }

  @Test func aLiveLineIsRedrawnAFewTimesASecondAndClearedAtTheEnd() {
    let screen = Screen()
    let progress = ProgressLine(
      "Epoch 1/1", counting: .things("images"), total: 1000, on: screen.console(terminal: true))
    for step in 1...1000 {
      screen.seconds = Double(step) / 100
      progress.update(done: step)
    }
    progress.finish()
    let redraws = screen.written.split(separator: "\r").count
    #expect((35...45).contains(redraws), "10 seconds at 4 a second, and one that clears: \(redraws)")
    #expect(screen.written.hasSuffix("\r\u{1B}[K"))
    #expect(!screen.written.contains("\n"))
  }

  @Test func withoutATerminalAPlainLineComesFirstAndThenEveryTenSeconds() {
    let screen = Screen()
    let progress = ProgressLine(
      "Epoch 1/1", counting: .things("images"), total: 350, on: screen.console(terminal: false))
    for step in 1...350 {
      screen.seconds = Double(step) / 10
      progress.update(done: step)
    }
    progress.finish()
    let lines = screen.written.split(separator: "\n")
    #expect(lines.count == 5, "at once, after 10, 20 and 30 seconds, and at the end")
    #expect(lines.last?.contains("100%") == true)
    #expect(lines.allSatisfy { $0.hasPrefix("Epoch 1/1") })
    #expect(!screen.written.contains("\u{1B}"))
  }

  @Test(arguments: [(1.5, 1), (2.5, 2), (13, 3)])
  func withoutATerminalTheEndOfWorkThatTookAWhileHasALine(seconds: Double, lines: Int) {
    let screen = Screen()
    let progress = ProgressLine(
      "Epoch 1/5", counting: .things("images"), total: 100, on: screen.console(terminal: false))
    for image in 1...100 {
      screen.seconds = 0.5 + seconds * Double(image) / 100
      progress.update(done: image)
    }
    for _ in 1...2 { progress.finish() }
    let printed = screen.written.split(separator: "\n")
    #expect(printed.count == lines, "\(printed)")
    #expect(printed.first?.hasPrefix("Epoch 1/5  1%") == true)
    #expect((printed.last?.hasPrefix("Epoch 1/5  100%  100/100 images") == true) == (lines > 1))
  }

  @Test func theEndHasNoLineWhereTheWorkBrokeOffOrSpokeForItself() {
    for (last, words) in [(99, nil), (100, "Train Epoch:1 [100/100 (100%)]")] {
      let screen = Screen()
      let console = screen.console(terminal: false)
      let progress = ProgressLine("Epoch 1/1", counting: .things("images"), total: 100, on: console)
      for image in 1...last {
        screen.seconds = Double(image) / 12.5
        progress.update(done: image)
      }
      if let words { console.print(words) }
      progress.finish()
      let printed = screen.written.split(separator: "\n").map(String.init)
      #expect(printed.dropFirst() == [words].compactMap { $0 }[...], "\(printed)")
    }
  }

  @Test func plainLinesStayAwayWhileTheWorkPrintsItsOwn() {
    let screen = Screen()
    let console = screen.console(terminal: false)
    let progress = ProgressLine("Epoch 1/1", counting: .things("images"), total: 100, on: console)
    for second in 1...60 {
      screen.seconds = Double(second)
      progress.update(done: second)
      if second.isMultiple(of: 5) { console.print("own") }
    }
    #expect(screen.written.split(separator: "\n").filter { $0 != "own" }.count == 1)
  }

  @Test func workThatIsSoonOverPrintsNoPlainLine() {
    let screen = Screen()
    let progress = ProgressLine(
      "Evaluating", counting: .things("images"), total: 30, on: screen.console(terminal: false), patience: 2)
    for tenth in 1...19 {
      screen.seconds = Double(tenth) / 10
      progress.update(done: tenth)
    }
    #expect(screen.written.isEmpty)
    screen.seconds = 2
    progress.update(done: 20)
    #expect(screen.written.hasPrefix("Evaluating"))
  }

  @Test func beforeTheFirstStepATerminalShowsThatNothingIsDoneYet() {
    for terminal in [true, false] {
      let screen = Screen()
      let progress = ProgressLine(
        "Epoch 1/1", counting: .things("images"), total: 100, on: screen.console(terminal: terminal))
      progress.begin()
      #expect(screen.written.contains("Epoch 1/1  0%  0/100 images") == terminal)
      #expect(screen.written.isEmpty != terminal)
    }
  }

  @Test func quietProgressShowsNothing() {
    for terminal in [true, false] {
      let screen = Screen()
      let progress = ProgressLine(
        "Epoch 1/1", counting: .things("images"), total: 100, on: screen.console(terminal: terminal),
        style: .hidden)
      progress.update(done: 50)
      progress.finish()
      #expect(screen.written.isEmpty)
    }
  }
}

/// A terminal and a clock that a test can look at and turn.
final class Screen: Sendable {
  private let state = Mutex((written: "", seconds: 0.0))

  var written: String { state.withLock { $0.written } }

  var seconds: Double {
    get { state.withLock { $0.seconds } }
    set { state.withLock { $0.seconds = newValue } }
  }

  func console(terminal: Bool) -> Console {
    let write: @Sendable (String) -> Void = { text in self.state.withLock { $0.written += text } }
    return Console(text: write, live: terminal ? write : nil, clock: { self.seconds })
  }
}
