import Lookbook
import Testing

@testable import chapter_cnn

/// What chapter 4 claims.
@Suite @MainActor struct CNNChapter {
  @Test func sidesAreThoseOfTheText() {
    let model = FashionCNN()
    let trace = Trace.walk { _ = model(Tensor(abstract: [100, 1, 28, 28])) }
    let shapes = trace.entries.map(\.output)
    for shape: Shape in [
      [100, 32, 28, 28], [100, 32, 14, 14], [100, 64, 12, 12], [100, 64, 6, 6], [100, 2304], [100, 600],
      [100, 120],
    ] {
      #expect(shapes.contains(shape), "\(shape)")
    }
    #expect(shapes.last == [100, 10])
    // 320 + 64 + 18,496 + 128 + 1,383,000 + 72,120 + 1,210.
    #expect(model.parameterCount == 1_475_338)
  }

  @Test func sightParametersAndWorkAreThoseOfTheText() {
    let trace = FashionCNN().shapeTrace(input: [1, 1, 28, 28])
    let sees = Dictionary(trace.rows.map { ($0.name, $0.receptiveField?.description) }) { first, _ in first }
    #expect(sees["layer1.0"] == "3×3" && sees["layer2.3"] == "10×10" && sees["fc1"] == "all")
    let fc1 = trace.layers.first { $0.name == "fc1" }
    #expect((100 * Double(fc1?.parameterCount ?? 0) / Double(trace.parameterCount)).rounded() == 94)
    let second = trace.layers.first { $0.name == "layer2.0" }
    #expect((100 * Double(second?.multiplyAdds ?? 0) / Double(trace.totals.multiplyAdds)).rounded() == 61)
  }

  @Test func moduleFormAndFunctionalFormAgreeToTheLastBit() {
    let model = withSeed(2) { FashionCNN() }
    let images = Tensor((0..<4 * 784).map { Float($0 % 255) / 255 }, shape: [4, 1, 28, 28])
    _ = model(images)  // so that the running statistics are not those of the beginning
    model.evaluate()
    let running = model.namedBuffers().filter { $0.name.contains("running") }.map(\.buffer.tensor)
    let byFunctions = fashionCNN(images, model.parameters().map(\.value), running)
    #expect(model(images).values() == byFunctions.values())
  }

  @Test func withoutReLUTheDenseLayersAreOneLinearMap() {
    let model = withSeed(4) { FashionCNN(hasReLU: false) }
    model.evaluate()
    // A linear map with a constant: f(a) + f(b) − f(0) = f(a + b), where a ReLU would break it.
    func dense(_ x: Tensor) -> Tensor { model.fc3(model.fc2(model.fc1(x))) }
    let a = Tensor((0..<2304).map { Float($0 % 7) / 7 }, shape: [1, 2304])
    let b = Tensor((0..<2304).map { Float($0 % 5) / 5 - 0.5 }, shape: [1, 2304])
    let difference = dense(a) + dense(b) - dense(.zeros([1, 2304])) - dense(a + b)
    // Scores of size 1 from sums of a few thousand terms: rounding stays below 1e-5.
    #expect(difference.values().allSatisfy { abs($0) < 1e-5 })
  }

  @Test func theShortRunLearnsAndPrintsTheDocumentsLines() throws {
    let run = try ChapterRun(
      "cnn", "--epochs", "1", "--train-limit", "5000", "--test-limit", "500", "--batch-size", "10")
    #expect(run.lines.contains("scores [100, 10] by modules and by functions: equal to the last bit"))
    #expect(run.output.contains("(28 + 2·1 − 3) / 1 + 1 = 28\n"))
    #expect(try run.numbers(iterationLine).map(\.first) == [500, 500, 500])
    let tests = try run.numbers("Test set, with(?:out)? ReLU: +" + testLine.dropFirst("Test set: ".count))
    #expect(tests.count == 2)
    // Guessing gets 10 %.
    #expect(tests.allSatisfy { $0[2] == 500 && $0[1] >= 300 })
    #expect(
      run.figures.map(\.name) == ["diagram", "training", "guesses", "confusion", "mistakes", "filters"])
  }
}
