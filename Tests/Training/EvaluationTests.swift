import Datasets
import Networks
import Tensors
import Testing

@testable import Training

@Suite struct EvaluationTests {
  /// Gives class 0 the logit 2 and the others 0, whatever it sees.
  final class Constant: Module, Layer {
    let inner = Dropout(0.5)
    func callAsFunction(_ images: Tensor) -> Tensor {
      Tensor((0..<images.shape[0]).flatMap { _ in [2, 0, 0] as [Float] }, shape: [images.shape[0], 3])
    }
  }

  @Test(arguments: [1, 4, 7, 10, 64])
  func aSmallerLastBatchCountsNoMoreThanItsShare(batchSize: Int) {
    let loader = DataLoader(StripedSquares(count: 10), batchSize: batchSize)
    let result = evaluate(Constant(), on: loader)
    // Labels 0 1 2 0 1 2 0 1 2 0: four images of class 0. With z = e² + 2 the loss of class 0 is ln z − 2, else ln z.
    let logarithm = 2.2395447662218846
    #expect(result.correct == 4 && result.count == 10)
    #expect(result.accuracy == 0.4)
    // A sum of at most 10 Float losses near 2.2, each within half a unit in the last place of 22: 10 · 2⁻²⁰.
    #expect(abs(result.loss - (logarithm - 0.8)) < 1e-5)
  }

  @Test func logProbabilitiesGiveTheLossOfTheirLogits() {
    final class Normalised: Module, Layer {
      let inner = Constant()
      func callAsFunction(_ images: Tensor) -> Tensor { logSoftmax(inner(images), axis: 1) }
    }
    let loader = DataLoader(StripedSquares(count: 10), batchSize: 4)
    let (logits, logarithms) = (evaluate(Constant(), on: loader), evaluate(Normalised(), on: loader))
    #expect(abs(logits.loss - logarithms.loss) < 1e-6)
    #expect(logits.correct == logarithms.correct)
  }

  @Test func everyModuleHasItsOwnModeBackAfterwards() {
    let model = Constant()
    let loader = DataLoader(StripedSquares(count: 4), batchSize: 2)
    model.inner.evaluate()
    var modes: [Bool] = []
    _ = evaluate(model, on: loader) { _ in
      modes += [model.isTraining, model.inner.isTraining]
      return true
    }
    #expect(modes == [false, false, false, false])
    #expect(model.isTraining && !model.inner.isTraining)
  }

  /// The documents' slip: units are dropped in the test as well, which draws random numbers.
  final class Slip: Module, Layer {
    let first = Linear(16, 32)
    let second = Linear(32, 3)
    func callAsFunction(_ images: Tensor) -> Tensor {
      second(dropout(relu(first(images.flattened())), 0.5, training: true))
    }
  }

  @Test func looksOnTheWayLeaveATrainingAsItIs() {
    func losses(looking: Bool) -> [Float] {
      withSeed(3) {
        let model = Slip()
        let run = TrainingRun(of: model, with: SGD(model.parameters(), learningRate: 0.1), epochs: 2)
        for epoch in run.epochs {
          for batch in run.steps(DataLoader(StripedSquares(count: 32), batchSize: 8), epoch: epoch) {
            run.optimizer.zeroGradients()
            if looking { run.evaluate(model, on: DataLoader(StripedSquares(count: 6), batchSize: 4)) }
            let loss = crossEntropy(model(batch.images), batch.labels)
            loss.backward()
            run.optimizer.step()
            run.record(loss)
          }
          if looking { _ = evaluate(model, on: DataLoader(StripedSquares(count: 6), batchSize: 4)) }
        }
        return run.history.losses
      }
    }
    #expect(losses(looking: true) == losses(looking: false))
  }

  @Test func evaluationLeavesNoGradient() {
    let model = TinyNetwork()
    _ = evaluate(model, on: DataLoader(StripedSquares(count: 4), batchSize: 2))
    #expect(model.parameters().allSatisfy { $0.gradient == nil })
  }

  @Test func theDescriptionReadsAsTheDocumentsPrintIt() {
    let result = Evaluation(loss: 0.31128, correct: 9048, count: 10000)
    #expect(result.description == "Average loss: 0.3113, Accuracy: 9048/10000 (90%)")
    let drawn = evaluate(TinyNetwork(), on: DataLoader(StripedSquares(count: 4), batchSize: 2))
    #expect(drawn.isDrawn && drawn.description.hasSuffix("%), on drawn images"))
  }
}
