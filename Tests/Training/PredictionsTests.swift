import Datasets
import Kernels
import Networks
import Tensors
import Testing

@testable import Training

@Suite struct PredictionsTests {
  /// Three images, three classes: surely 0, hardly 2 (but a 1), surely 1 (but a 0).
  private static let predictions: Predictions = {
    var predictions = Predictions(classCount: 3)
    predictions.append(Tensor([8, 0, 0, 0, 0.1, 0.2], shape: [2, 3]), labels: [0, 1], images: [4, 5])
    predictions.append(Tensor([0, 9, 0], shape: [1, 3]), labels: [0], images: [6])
    return predictions
  }()

  @Test func rowsAreProbabilitiesAndKnowTheirImages() {
    let predictions = Self.predictions
    #expect(predictions.count == 3 && predictions.images == [4, 5, 6] && predictions.labels == [0, 1, 0])
    for row in 0..<3 {
      // Three numbers below 1, each rounded to half of 2⁻²⁴ of 1, and softmax's own few roundings.
      #expect(abs(predictions.probabilities(ofRow: row).reduce(0, +) - 1) < 1e-6)
    }
  }

  @Test func answersAndConfusionFollowTheLargestProbability() {
    #expect(Self.predictions.answers == [0, 2, 1])
    #expect(Self.predictions.confusion == [[1, 1, 0], [0, 0, 1], [0, 0, 0]])
    #expect(Self.predictions.best(2, ofRow: 1).map(\.label) == [2, 1])
  }

  @Test func ofEqualProbabilitiesTheFirstClassWins() {
    var predictions = Predictions(classCount: 4)
    predictions.append(Tensor([1, 3, 3, 3], shape: [1, 4]), labels: [2], images: [0])
    #expect(predictions.answers == [1])
    #expect(predictions.best(4, ofRow: 0).map(\.label) == [1, 2, 3, 0])
  }

  @Test func aTrainingThatRanAwayAnswersTheFirstClassEveryTime() {
    var predictions = Predictions(classCount: 3)
    predictions.append(Tensor(repeating: .nan, shape: [3, 3]), labels: [2, 0, 1], images: 0..<3)
    #expect(predictions.answers == [0, 0, 0] && predictions.gravestMistakes(5) == [0, 2])
  }

  @Test func theGravestMistakeIsTheSurestOne() {
    #expect(Self.predictions.gravestMistakes(5) == [2, 1])
    #expect(Self.predictions.gravestMistakes(1) == [2])
  }

  @Test func amongTheBestFewIsCountedAsBestCounts() {
    var random = RandomStream(seed: 5, purpose: .shuffling)
    let (rows, classes) = (50, 7)
    // Whole numbers, so that many probabilities are alike.
    let scores = (0..<rows * classes).map { _ in Float(random.below(4)) }
    let labels = (0..<rows).map { _ in random.below(classes) }
    var predictions = Predictions(classCount: classes)
    predictions.append(Tensor(scores, shape: [rows, classes]), labels: labels, images: 0..<rows)
    for count in 0...classes {
      let found = labels.enumerated().count { row, label in
        predictions.best(count, ofRow: row).contains { $0.label == label }
      }
      #expect(predictions.accuracy(amongBest: count) == Double(found) / Double(rows))
    }
    let right = zip(predictions.answers, labels).count { $0 == $1 }
    #expect(predictions.accuracy(amongBest: 1) == Double(right) / Double(rows))
    #expect(predictions.accuracy(amongBest: classes) == 1)
    #expect(Predictions(classCount: 3).accuracy(amongBest: 3) == 0)
  }

  @Test func whatIsNoNumberIsNotAmongTheBest() {
    var predictions = Predictions(classCount: 3)
    predictions.append(Tensor(repeating: .nan, shape: [3, 3]), labels: [2, 0, 1], images: 0..<3)
    #expect(predictions.accuracy(amongBest: 1) == 1.0 / 3)
    #expect(predictions.accuracy(amongBest: 2) == 2.0 / 3)
  }

  @Test func anEvaluationKnowsWhatWasSaidAboutWhichImage() {
    final class Leaning: Module, Layer {
      func callAsFunction(_ images: Tensor) -> Tensor {
        Tensor((0..<images.shape[0]).flatMap { _ in [0, 1, 0] as [Float] }, shape: [images.shape[0], 3])
      }
    }
    let loader = DataLoader(StripedSquares(count: 10), batchSize: 4, shuffle: 3)
    let result = evaluate(Leaning(), on: loader)
    #expect(result.predictions.images.sorted() == Array(0..<10))
    #expect(result.predictions.labels == result.predictions.images.map(loader.dataset.label(at:)))
    #expect(result.predictions.answers == [Int](repeating: 1, count: 10))
    #expect(zip(result.predictions.labels, result.predictions.answers).count { $0 == $1 } == result.correct)
  }
}
