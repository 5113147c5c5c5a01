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

  @Test func messagesDoNotGoIntoFilesThatTookAClosedStreamsPlace() throws {
    let folder = try TemporaryFolder()
    let words = brief + ["--log", "run.jsonl", "--learning-rate", "1e30"]
    let outcome = try program.run(words, in: folder.path, script: #"exec "$0" "$@" 1>&- 2>&-"#)
    #expect(outcome.status == 1)
    let log = String(decoding: folder.content("run.jsonl") ?? Data(), as: UTF8.self)
    #expect(log.split(separator: "\n").allSatisfy { $0.hasPrefix("{") } && !log.isEmpty, "\(log)")
  }
}
