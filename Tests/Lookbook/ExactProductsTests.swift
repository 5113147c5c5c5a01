import Foundation
import TestSupport
import Testing

/// `--exact`, on a network whose second to fifth convolution take Winograd's method otherwise.
@Suite struct ExactProductsTests {
  /// The losses of three steps, in all their digits, and what the chapter printed.
  func losses(_ words: String...) throws -> (log: String, output: String) {
    let folder = try TemporaryFolder()
    // A quarter of AlexNet: 24 to 96 channels, of which Winograd's method wants 16. Its weight gradient wants more
    // than 96 tiles, which 32 images have: nine each from the third convolution on.
    let brief = [
      "--drawn", "--width", "0.25", "--batch-size", "32", "--train-limit", "96", "--test-limit", "8",
    ]
    let outcome = try BuiltProgram(name: "chapter-alexnet").run(
      brief + ["--log", "run.jsonl"] + words, in: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return (String(decoding: try folder.read("run.jsonl"), as: UTF8.self), outcome.output)
  }

  @Test func exactProductsGiveOtherLastBitsAndTheSameAtAnyNumberOfThreads() throws {
    let usual = try losses("--threads", "2")
    let exact = try losses("--threads", "2", "--exact")
    #expect(usual.log != exact.log)
    #expect(try losses("--threads", "1", "--exact").log == exact.log)
    #expect(exact.output.contains("\nexact    convolutions multiply every product of their definition\n"))
    #expect(!usual.output.contains("exact "))
  }

  @Test func aCheckpointGoesOnWithTheProductsThatItBeganWith() throws {
    let folder = try TemporaryFolder()
    let words = [
      "--drawn", "--train-limit", "40", "--test-limit", "10", "--batch-size", "10", "--epochs", "1",
      "--checkpoint", "run.safetensors",
    ]
    let program = BuiltProgram(name: "chapter-dnn")
    #expect(try program.run(words, in: folder.path).status == 0)
    let other = try program.run(words + ["--resume", "--exact"], in: folder.path)
    #expect(other.status == 1)
    #expect(
      other.errors.contains("was written by a run with --exact absent, found --exact given now"),
      "\(other.errors)")
  }
}
