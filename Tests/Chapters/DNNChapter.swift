import Lookbook
import Testing

@testable import chapter_dnn

/// What chapter 3 claims.
@Suite @MainActor struct DNNChapter {
  @Test func theNetworkTakes784PixelsAndGivesTenScores() {
    let model = withSeed(1) { FashionDNN() }
    // 784·256 + 256, 256·128 + 128, 128·10 + 10.
    #expect(model.parameterCount == 235_146)
    #expect(model(Tensor.zeros([3, 1, 28, 28])).shape == [3, 10])
  }

  @Test func theFirstDenseLayerSeesEverythingAndHasMostParameters() {
    let rows = FashionDNN().shapeTrace(input: [1, 1, 28, 28]).rows
    #expect(rows.map { $0.receptiveField?.description } == ["1×1"] + [String](repeating: "all", count: 6))
    #expect(rows[1].parameterCount == 200_960)
    #expect((100 * 200_960 / 235_146.0).rounded() == 85)
  }

  @Test func moduleFormAndFunctionalFormAgreeToTheLastBit() {
    let model = withSeed(2) { FashionDNN() }
    let images = Tensor((0..<5 * 784).map { Float($0 % 255) / 255 }, shape: [5, 1, 28, 28])
    let weights = model.parameters().map(\.value)
    for training in [true, false] {
      model.train(training)
      let byModule = withSeed(3) { model(images) }
      let byFunction = withSeed(3) { fashionDNN(images, weights, training: training) }
      #expect(byModule.values() == byFunction.values())
    }
  }

  @Test func theShortRunLearnsAndPrintsTheDocumentsLines() throws {
    let run = try ChapterRun(
      "dnn", "--epochs", "1", "--train-limit", "10000", "--test-limit", "1000", "--batch-size", "10")
    #expect(run.lines.contains("scores [100, 10] by module and by function: equal to the last bit"))
    #expect(run.lines.contains { $0.hasPrefix("fc1 Linear    784 → 256         200,960") })
    let iterations = try run.numbers(iterationLine)
    #expect(iterations.map(\.first) == [500, 1000])
    let test = try #require(try run.numbers(testLine).first)
    #expect(test[2] == 1000)
    // Guessing gets 10 %.
    #expect(test[1] >= 600)
    #expect(test[3] == (test[1] / 10).rounded())
    #expect(run.figures.map(\.name) == ["training", "confusion", "mistakes", "weights"])
  }
}
