import Foundation
import TestSupport
import Testing

/// What a user sees who makes a mistake: the built chapters, started with bad options.
@Suite struct CommandLineTests {
  let program = BuiltProgram(name: "chapter-cnn")

  @Test(arguments: [
    ["--epochs", "0"], ["--batch-size", "-3"], ["--data", "/nowhere"], ["--learning-rate", "nan"],
    ["--frobnicate"], ["--resume"], ["--threads", "none"], ["--checkpoint", "/nowhere/run.safetensors"],
    ["--log", "/nowhere/run.jsonl"], ["--seed"], ["picture.png"], ["--dataset", "cifar"],
  ])
  func aBadOptionEndsTheChapterWithOneLine(words: [String]) throws {
    let outcome = try program.run(words)
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("chapter-cnn: "))
    #expect(outcome.errors.contains(words[0]))
  }

  @Test func helpIsAnAnswerAndNoError() throws {
    let outcome = try program.run(["--help"])
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output.contains("USAGE: chapter-cnn [options]"))
  }

  #if os(Linux)
    @Test func withoutOpenBLASOneLineSaysWhatToInstall() throws {
      // An empty file of the library's name is found first and cannot be loaded: as good as none.
      let folder = try TemporaryFolder()
      for name in ["libopenblas.so.0", "libopenblas.so"] { folder.append("", to: name) }
      let outcome = try program.run([], environment: ["LD_LIBRARY_PATH": folder.path])
      #expect(outcome.status == 1)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errorLines.count == 1)
      #expect(outcome.errors.contains("apt-get install libopenblas-dev"), "\(outcome.errors)")
    }
  #endif
}
