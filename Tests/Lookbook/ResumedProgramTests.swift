import Foundation
import TestSupport
import Testing

/// Ctrl-C, `--resume` and full disks, on a chapter as the user runs it.
@Suite struct ResumedProgramTests {
  let program = BuiltProgram(name: "chapter-dnn")
  /// About a second of training, long enough to be interrupted.
  let brief = [
    "--drawn", "--train-limit", "2000", "--test-limit", "100", "--batch-size", "4", "--epochs", "4",
  ]

  @Test func interruptedAndResumedLeavesTheFilesOfAnUninterruptedRun() throws {
    let folder = try TemporaryFolder()
    let straight = try program.run(
      brief + ["--checkpoint", "straight.safetensors", "--log", "straight.jsonl"], in: folder.path)
    #expect(straight.status == 0, "\(straight.errors)")

    let words = brief + ["--checkpoint", "run.safetensors", "--log", "run.jsonl"]
    let interrupted = try program.run(words, in: folder.path) { process in
      folder.wait(for: "run.jsonl", lines: 20)
      process.interrupt()
    }
    #expect(interrupted.status == 130, "\(interrupted.output) \(interrupted.errors)")
    #expect(interrupted.output.contains("everything is in run.safetensors. To go on:"))
    #expect(interrupted.output.contains("--checkpoint run.safetensors --log run.jsonl --resume"))
    #expect(interrupted.errors.isEmpty)
    #expect(folder.lines("run.jsonl") < folder.lines("straight.jsonl"))

    // A line that a killed run wrote after its last checkpoint must go.
    folder.append("{\"step\":1999,\"loss\":0}\n", to: "run.jsonl")
    let resumed = try program.run(words + ["--resume"], in: folder.path)
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(resumed.output.contains("going on after step"))
    #expect(folder.content("run.jsonl") == folder.content("straight.jsonl"))
    #expect(folder.content("run.safetensors") == folder.content("straight.safetensors"))

    let finished = try program.run(words + ["--resume"], in: folder.path)
    #expect(finished.status == 0)
    #expect(finished.output.contains("trained already, 2,000 steps"))
    #expect(folder.content("run.jsonl") == folder.content("straight.jsonl"))

    let shorter = try program.run(words + ["--resume", "--epochs", "2"], in: folder.path)
    #expect(shorter.status == 0)
    #expect(shorter.output.contains("for more than --epochs 2 (2,000 steps, 4 epochs)"), "\(shorter.output)")

    let other = try program.run(words + ["--resume", "--seed", "2"], in: folder.path)
    #expect(other.status == 1)
    #expect(other.errorLines.count == 1)
    #expect(folder.content("run.jsonl") == folder.content("straight.jsonl"))
    #expect(other.errors.contains("run.safetensors: was written by a run with --seed 1, found --seed 2 now"))
  }

  @Test func withoutACheckpointCtrlCStopsAtOnceAndSaysWhatWouldHelp() throws {
    let folder = try TemporaryFolder()
    let outcome = try program.run(brief + ["--log", "run.jsonl"], in: folder.path) { process in
      folder.wait(for: "run.jsonl", lines: 5)
      process.interrupt()
    }
    #expect(outcome.status == 130)
    #expect(
      outcome.errors
        == "chapter-dnn: stopped, nothing saved; with --checkpoint FILE it can be resumed where it stopped\n")
  }

  @Test func ctrlCWhileTheDataIsDrawnPromisesNothing() throws {
    let words = ["--drawn", "--threads", "1"]
    for (name, ending) in [("dnn", "stopped before the training began"), ("loading-data", "stopped")] {
      let outcome = try BuiltProgram(name: "chapter-\(name)").run(words) { process in
        // Long enough to begin, and far from enough to draw 70,000 garments on one thread.
        usleep(500_000)
        process.interrupt()
      }
      #expect(outcome.status == 130)
      #expect(outcome.errors == "chapter-\(name): \(ending)\n")
    }
  }

  @Test func aFullDiskEndsTheRunWithOneLineAndKeepsTheCheckpointBefore() throws {
    let folder = try TemporaryFolder()
    let words = brief + ["--epochs", "1", "--checkpoint", "run.safetensors"]
    #expect(try program.run(words, in: folder.path).status == 0)
    let before = folder.content("run.safetensors")
    // Files may grow to 100 KiB, and the checkpoint is larger: with the signal ignored, the system refuses as it does
    // on a full disk.
    let outcome = try program.run(
      words, in: folder.path, script: #"trap '' XFSZ; ulimit -f 100; exec "$0" "$@""#)
    #expect(outcome.status == 1)
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("run.safetensors: cannot be written"))
    #expect(folder.content("run.safetensors") == before)
    #expect(folder.names == ["Figures", "run.safetensors"])
  }

  @Test func aLossThatRunsAwayEndsTheRunWithOneLine() throws {
    let folder = try TemporaryFolder()
    let outcome = try program.run(brief + ["--learning-rate", "1e30"], in: folder.path)
    #expect(outcome.status == 1)
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.errors.contains("expected a finite loss, found"), "\(outcome.errors)")
    #expect(outcome.errors.contains("at learning rate 1e+30; try a smaller one, for example 1e+29\n"))
  }

  @Test func aForeignCheckpointIsRefusedInOneLine() throws {
    let folder = try TemporaryFolder()
    folder.append("not a checkpoint at all", to: "run.safetensors")
    let outcome = try program.run(brief + ["--checkpoint", "run.safetensors", "--resume"], in: folder.path)
    #expect(outcome.status == 1)
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.errors.hasPrefix("chapter-dnn: run.safetensors: expected"))
    #expect(outcome.output.isEmpty, "nothing is loaded or drawn for it")
    #expect(folder.content("run.safetensors") == Data("not a checkpoint at all".utf8))
  }
}
