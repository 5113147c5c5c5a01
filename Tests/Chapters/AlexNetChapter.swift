import Lookbook
import Testing

@testable import chapter_alexnet

/// What chapter 6 claims.
@Suite @MainActor struct AlexNetChapter {
  @Test func sidesAndParametersAreThoseOfThePaperAndTheDocuments() {
    let model = AlexNet()
    let trace = Trace.walk { _ = model(Tensor(abstract: [64, 1, 227, 227])) }
    let shapes = trace.entries.map(\.output)
    for shape: Shape in [
      [64, 96, 55, 55], [64, 96, 27, 27], [64, 256, 27, 27], [64, 256, 13, 13], [64, 384, 13, 13],
      [64, 256, 6, 6], [64, 9216], [64, 4096],
    ] {
      #expect(shapes.contains(shape), "\(shape)")
    }
    #expect(shapes.last == [64, 10])
    #expect(model.parameterCount == 58_299_082)
    // Counting and walking fill nothing: 233 MB of weights would be made otherwise.
    #expect(model.parameters().allSatisfy { !$0.isMaterialised })
  }

  @Test func nearlyAllParametersAreDense() {
    let counts = AlexNet().parameterCounts()
    let dense = counts.filter { $0.name.hasPrefix("fc") }.reduce(0) { $0 + $1.count }
    #expect(Double(dense) / 58_299_082 > 0.9)
  }

  @Test func workAndSightAreThoseOfTheText() {
    let trace = AlexNet().shapeTrace(input: [64, 1, 227, 227])
    let convolutions = trace.rows.filter { $0.operation == "conv2d" }
    let share = Double(convolutions.reduce(0) { $0 + $1.multiplyAdds }) / Double(trace.totals.multiplyAdds)
    #expect((100 * share).rounded() == 95)
    #expect(trace.rows[0].receptiveField == .window(size: 11, step: 4))
    #expect(trace.rows[12].receptiveField == .window(size: 195, step: 32))
    #expect(trace.rows[13...].dropFirst().allSatisfy { $0.receptiveField == .wholeImage })
    #expect(11 * 28 / 227.0 < 1.5)
  }

  @Test func responseNormalisationStandsAfterTheFirstTwoReLUsAndAddsNoParameters() {
    let model = AlexNet(hasResponseNorm: true)
    #expect(model.parameterCount == 58_299_082)
    let trace = Trace.walk { _ = model(Tensor(abstract: [1, 1, 227, 227])) }
    let names = trace.entries.map(\.step.name)
    #expect(names.prefix(4) == ["conv2d", "relu", "local_response_norm", "max_pool2d"])
    #expect(names.count { $0 == "local_response_norm" } == 2)
    let table = model.shapeTrace(input: [512, 1, 227, 227]).description
    #expect(table.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func aNarrowerNetworkHasNarrowerLayers() {
    let model = AlexNet(width: 0.25)
    #expect(model.conv1.parameterCount == 24 * 121 + 24)
    #expect(model.fc3.parameterCount == 1024 * 10 + 10)
  }

  @Test func theShortRunLearnsAndPrintsTheDocumentsLines() throws {
    let run = try ChapterRun(
      "alexnet", "--width", "0.25", "--train-limit", "3232", "--test-limit", "300", "--seed", "1")
    #expect(run.output.contains("[64, 96, 55, 55]") == false, "a narrow network is summed up as what it is")
    #expect(run.output.contains("conv1.0 Conv2d     1×227×227 → 24×55×55"))
    #expect(run.output.contains("(227 + 2·0 − 11) / 4 + 1 = 55\n"))
    #expect(run.output.contains("conv1.0 (Conv2d)     [64, 24, 55, 55]"))
    let lines = try run.numbers(
      #"Train Epoch:(\d+) \[(\d+)/(\d+) \((\d+)%\)\]\tLoss: (\d+\.\d{6})"#)
    // 50 full batches and one of 32: a line every 25 steps, and one for the last batch.
    #expect(lines.map { $0[1] } == [1600, 3200, 3232])
    #expect(lines.map { $0[3] } == [49, 99, 100])
    let test = try #require(try run.numbers(testLine).first)
    #expect(test[2] == 300)
    // Guessing gets 10 %.
    #expect(test[1] >= 120)
    #expect(
      run.figures.map(\.name) == ["diagram", "training", "confusion", "mistakes", "filters", "features"])
  }
}
