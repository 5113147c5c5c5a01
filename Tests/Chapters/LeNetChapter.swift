import Foundation
import Lookbook
import TestSupport
import Testing

@testable import chapter_lenet

/// What chapter 5 claims.
@Suite @MainActor struct LeNetChapter {
  @Test func theSixShapesAndTheParametersAreThoseOfTheDocument() {
    let model = LeNet()
    let shapes = model.shapeTrace(input: [7, 3, 32, 32]).shapes
    #expect(
      shapes.map(\.shape) == [[7, 6, 14, 14], [7, 16, 5, 5], [7, 400], [7, 256], [7, 128], [7, 100]])
    // 456 + 2,416 + 102,656 + 32,896 + 12,900.
    #expect(model.parameterCount == 151_324)
  }

  @Test func theLastLayerFollowsTheNumberOfClasses() {
    let model = LeNet(classes: 4)
    #expect(model(.zeros([2, 3, 32, 32])).shape == [2, 4])
  }

  @Test func theShortRunLearnsAndPrintsTheDocumentsLines() throws {
    let run = try ChapterRun(
      "lenet", "--epochs", "2", "--train-limit", "4000", "--test-limit", "500", "--batch-size", "20")
    #expect(run.lines.contains("0.151324 million parameters"))
    for line in [
      "  1  [1, 6, 14, 14]  conv1", "  2  [1, 16, 5, 5]  conv2", "  3  [1, 400]  flatten",
      "  4  [1, 256]  linear1", "  5  [1, 128]  linear2", "  6  [1, 100]  linear3",
    ] {
      #expect(run.lines.contains(Substring(line)))
    }
    // Two epochs of pictures as they are, and for 12 of those 40 of moving ones.
    let losses = try run.numbers(#"\[Training set\] Epoch: (\d+), Average loss: (\d+\.\d{4})"#)
    #expect(losses.map(\.first) == [1, 2, 1, 2, 3, 4, 5, 6])
    let tests = try run.numbers(#"\[Test set\] Epoch: (\d+), Accuracy: (\d+\.\d{2})%"#)
    #expect(tests.map(\.first) == [1, 2, 1, 2, 3, 4, 5, 6])
    let results = try run.numbers(
      #"(?:Pictures as they are: |Flipped and moved:    )(\d+\.\d)% at once, (\d+\.\d)% among the best five"#)
    #expect(results.count == 3)
    for result in results {
      // Guessing finds 1 % at once and 5 % with five guesses.
      #expect(result[0] >= 5 && result[1] >= 20 && result[1] > result[0])
    }
    #expect(
      run.figures.map(\.name)
        == ["diagram", "overfitting", "training", "guesses", "classes", "filters", "features"])
  }

  /// Ctrl-C while thirty thousand photographs are being prepared: nothing is left that the next start trusts.
  @Test(.enabled(if: RealData.hasPlaces, "LOOKBOOK_DATA names no folder with MiniPlaces"))
  func anInterruptedPreparationIsMadeAnew() throws {
    let cache = try TemporaryFolder()
    let prepared = cache.path + "/lookbook/prepared"
    func kept() -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: prepared)) ?? [] }
    func run(_ meanwhile: (Process) throws -> Void = { _ in }) throws -> BuiltProgram.Outcome {
      try BuiltProgram(name: "chapter-lenet").run(
        [
          "--data", #require(RealData.folder), "--epochs", "1", "--train-limit", "64", "--test-limit", "10",
          "--quiet",
        ], environment: ["XDG_CACHE_HOME": cache.path], meanwhile: meanwhile)
    }
    let stopped = try run { process in
      for _ in 0..<1_000 where !kept().contains(where: { $0.hasSuffix(".partial") }) {
        Thread.sleep(forTimeInterval: 0.01)
      }
      process.interrupt()
    }
    #expect(stopped.status == 130 || stopped.status == -2, "\(stopped.errors)")
    #expect(kept().allSatisfy { $0.hasSuffix(".partial") }, "\(kept())")

    let whole = try run()
    #expect(whole.status == 0, "\(whole.errors)")
    #expect(whole.output.contains("[Test set] Epoch: 3, Accuracy: "))
    #expect(kept().count == 1 && !kept()[0].hasSuffix(".partial"), "\(kept())")
  }
}
