import Foundation
import TestSupport
import Testing

#if os(Linux)
  /// A network or a batch that is too large for the machine.
  @Suite struct ScarceMemoryTests {
    /// 2.5 GB of addresses are enough for AlexNet itself, and not for the first layer's output of 2,000 images at once:
    /// 2000 · 96 · 55 · 55 · 4 bytes = 2.3 GB.
    @Test func aBatchThatDoesNotFitEndsTheChapterWithOneLine() throws {
      let outcome = try BuiltProgram(name: "chapter-alexnet").run(
        ["--drawn", "--train-limit", "2000", "--test-limit", "10", "--batch-size", "60000"],
        script: #"ulimit -v 2500000; exec "$0" "$@""#)
      #expect(outcome.status == 1)
      #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
      #expect(outcome.errors.hasPrefix("chapter-alexnet: out of memory"), "\(outcome.errors)")
      #expect(outcome.errors.contains("(in a chapter: --batch-size, --width)"))
    }
  }
#endif
