import Foundation
import TestSupport
import Testing

/// Nobody listens any more: the program must neither trap nor write its messages into another file.
@Suite struct ClosedStreamsTests {
  let program = BuiltProgram(name: "chapter-dnn")
  let brief = [
    "--drawn", "--train-limit", "200", "--test-limit", "100", "--batch-size", "10", "--epochs", "2",
  ]

  @Test func anErrorWithoutStandardErrorStillEndsWithItsStatus() throws {
    let outcome = try program.run(["--bad-option"], script: #""$0" "$@" 2>&-; echo $?"#)
    #expect(outcome.output == "1\n" && outcome.errors.isEmpty, "\(outcome)")
  }

  @Test func anErrorIntoABrokenPipeStillEndsWithItsStatus() throws {
    // `true` is gone before the program says a word, and SIGPIPE is ignored, so that the write itself fails.
    let script = #"trap '' PIPE; { { sleep 0.3; "$0" "$@"; echo $? >&3; } 2>&1 >&- | true; } 3>&1"#
    let outcome = try program.run(["--bad-option"], script: script)
    #expect(outcome.output == "1\n" && outcome.errors.isEmpty, "\(outcome)")
  }

  @Test func aReaderWhoLeavesAfterOneLineEndsTheProgramQuietly() throws {
    let outcome = try program.run(brief, script: #""$0" "$@" | head -1; echo ${PIPESTATUS[0]}"#)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.first == "Chapter 3 · A dense network" && outcome.errors.isEmpty, "\(outcome)")
    // SIGPIPE, as with any other program; or 0 where the whole chapter fit into the pipe before `head` was gone.
    #expect(lines.last == "141" || lines.last == "0", "\(outcome)")
  }

  @Test func aReaderWhoLeavesDoesNotCostTheCheckpoint() throws {
    let folder = try TemporaryFolder()
    let words = brief + ["--checkpoint", "run.safetensors"]
    let outcome = try program.run(
      words, in: folder.path, script: #""$0" "$@" | head -1; echo ${PIPESTATUS[0]}"#)
    #expect(outcome.output.hasSuffix("\n0\n") && outcome.errors.isEmpty, "\(outcome)")
    let finished = try program.run(words + ["--resume"], in: folder.path)
    #expect(finished.output.contains("trained already, 40 steps"), "\(finished)")
  }

  #if os(Linux)
    @Test func theSecondCtrlCIsHeardWhileNobodyEmptiesThePipe() throws {
      let folder = try TemporaryFolder()
      let pipe = Pipe()
      let setPipeSize: Int32 = 1031  // F_SETPIPE_SZ, which Swift's Glibc does not show
      #expect(fcntl(pipe.fileHandleForWriting.fileDescriptor, setPipeSize, 4096) == 4096)
      let words = brief + ["--epochs", "10000", "--checkpoint", "run.safetensors"]
      let outcome = try program.run(words, in: folder.path, standardOutput: pipe.fileHandleForWriting) {
        process in
        let start = ContinuousClock.now
        // An epoch and its line take some ten milliseconds: half a second without a byte means that it waits.
        var (waiting, before): (Int32, Int32) = (0, -1)
        while folder.content("run.safetensors") == nil || waiting != before,
          ContinuousClock.now - start < .seconds(30)
        {
          before = waiting
          usleep(500_000)
          _ = ioctl(pipe.fileHandleForReading.fileDescriptor, UInt(FIONREAD), &waiting)
        }
        // Two signals of one kind that come at once are one: the first needs time to be heard.
        while process.isRunning, ContinuousClock.now - start < .seconds(40) {
          process.interrupt()
          usleep(200_000)
        }
        process.terminate()
      }
      #expect(outcome.status == 130)
      #expect(outcome.errors.contains("holds the training as last saved"), "\(outcome.errors)")
    }
  #endif

  @Test func messagesDoNotGoIntoFilesThatTookAClosedStreamsPlace() throws {
    let folder = try TemporaryFolder()
    let words = brief + ["--log", "run.jsonl", "--learning-rate", "1e30"]
    let outcome = try program.run(words, in: folder.path, script: #"exec "$0" "$@" 1>&- 2>&-"#)
    #expect(outcome.status == 1)
    let log = String(decoding: folder.content("run.jsonl") ?? Data(), as: UTF8.self)
    #expect(log.split(separator: "\n").allSatisfy { $0.hasPrefix("{") } && !log.isEmpty, "\(log)")
  }
}
