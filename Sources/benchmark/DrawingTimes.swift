import ArgumentParser
import Lookbook

/// Tracing and drawing, which nobody should have to wait for.
struct DrawingTimes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drawing",
    abstract: "Times a shape trace and figures.",
    discussion: """
      Each round prints a line such as

        {"milliseconds":0.45,"round":4,"what":"trace of AlexNet, 512 images"}

      Figures are drawn and encoded as PNG files in memory. The first round also loads the font.
      """)

  @Option(help: "Rounds.") var rounds = 7

  func validate() throws { try BenchmarkOptions.require(rounds: rounds) }

  func run() throws {
    let (alexNet, image, _) = timed(.alexnet)
    let input = Shape([512] + image.dimensions)
    let garments = DrawnGarments.draw(.training, count: 100, seed: 1, because: "a benchmark").pictures
    let history = History(
      losses: (0..<3000).map { 2 / Float($0 + 1).squareRoot() },
      evaluations: (1...6).map {
        History.Evaluation(epoch: $0, step: 500 * $0, part: "test", loss: 1, accuracy: 0.9)
      })
    for round in 1...rounds {
      try time("trace of AlexNet, 512 images", round) { _ = alexNet.shapeTrace(input: input) }
      try time("a hundred garments with captions", round) {
        let captions = garments.indices.map { "garment \($0)" }
        _ = try Figure("A hundred garments", ImageGrid(garments, captions: captions, columns: 10)).page()
          .png()
      }
      try time("learning curves of 3,000 steps", round) {
        _ = try Figure("Learning", LearningCurves([.init("", history)])).page().png()
      }
    }
  }

  private func time(_ what: String, _ round: Int, _ body: () throws -> Void) throws {
    let took = try ContinuousClock().measure(body)
    try Line(what: what, round: round, milliseconds: took / .milliseconds(1)).print()
  }
}

/// What is printed of a round.
private struct Line: BenchmarkLine {
  let what: String
  let round: Int
  let milliseconds: Double
}

extension ImageDataset {
  /// All pictures as they are stored.
  fileprivate var pictures: [Picture] { (0..<count).map(picture(at:)) }
}
