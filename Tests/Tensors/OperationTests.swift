import Kernels
import Testing

@testable import Tensors

@Suite struct OperationTests {
  private func random(_ shape: Shape, seed: UInt64) -> Tensor {
    var stream = RandomStream(seed: seed, purpose: .other)
    return Tensor((0..<shape.count).map { _ in stream.nextUniform(-4, 4) }, shape: shape)
  }

  /// Document 000 could not get cross entropy to work and took the other; they are one.
  @Test(arguments: [Reduction.mean, .sum])
  func crossEntropyIsTheLikelihoodLossOfLogSoftmax(reduction: Reduction) {
    let logits = random([64, 10], seed: 1)
    let labels = (0..<64).map { $0 * 3 % 10 }
    func lossAndGradient(_ loss: (Tensor) -> Tensor) -> (Float, [Float]) {
      let parameter = Parameter(logits)
      let value = loss(parameter.value)
      value.backward()
      return (value.item(), parameter.gradient?.values() ?? [])
    }
    let fused = lossAndGradient { crossEntropy($0, labels, reduction: reduction) }
    let apart = lossAndGradient { nllLoss(logSoftmax($0, axis: 1), labels, reduction: reduction) }
    // Both round logits of size 4 a few times: some 4 · 2⁻²⁴ a row, relative to losses of size 1.
    #expect(abs(fused.0 - apart.0) <= 1e-6 * abs(fused.0))
    #expect(zip(fused.1, apart.1).allSatisfy { abs($0 - $1) <= 2e-6 * (reduction == .mean ? 1 / 64 : 1) })
  }

  @Test func runningStatisticsFollowTheBatchInTrainingOnly() {
    let x = Tensor([1, 2, 3, 6, 10, 10, 10, 10], shape: [2, 2, 2, 1])
    // Channel 0 holds 1, 2, 10, 10, channel 1 holds 3, 6, 10, 10.
    var mean = Tensor([0, 1], shape: [2])
    var variance = Tensor([1, 1], shape: [2])
    let before = (mean.values(), variance.values())
    _ = batchNorm(x, runningMean: &mean, runningVariance: &variance, training: false)
    #expect((mean.values(), variance.values()) == before)
    let kept = mean
    let y = batchNorm(x, runningMean: &mean, runningVariance: &variance, training: true)
    let (first, second): ([Float], [Float]) = ([1, 2, 10, 10], [3, 6, 10, 10])
    for (channel, values) in [first, second].enumerated() {
      let center = values.reduce(0, +) / 4
      let squares = values.reduce(0) { $0 + ($1 - center) * ($1 - center) }
      #expect(abs(mean.values()[channel] - (0.9 * before.0[channel] + 0.1 * center)) < 1e-6)
      #expect(abs(variance.values()[channel] - (0.9 + 0.1 * squares / 3)) < 1e-5)
    }
    #expect(kept.values() == before.0, "a tensor that shares the statistics never sees them change")
    #expect(abs(y.values()[0] - (1 - 5.75) / (72.75 / 4 + 1e-5 as Float).squareRoot()) < 1e-6)
  }

  @Test func dropoutDrawsAnewEachTimeAndTheSameFromTheSameSeed() {
    let ones = Tensor(repeating: 1, shape: [100, 10])
    func draw() -> [[Float]] {
      withSeed(5) { (0..<2).map { _ in dropout(ones, 0.5, training: true).values() } }
    }
    let masks = draw()
    #expect(masks[0] != masks[1])
    #expect(masks == draw())
    #expect(dropout(ones, 0.5, training: false).values() == ones.values())
    #expect(dropout(ones, 1, training: true).values().allSatisfy { $0 == 0 })
  }

  @Test func reshapingKeepsTheOrderAndWorksOutOneLength() {
    let x = Tensor((0..<24).map(Float.init), shape: [2, 3, 4])
    #expect(x.reshaped([-1, 6]).shape == [4, 6])
    #expect(x.reshaped([-1, 6]).values() == x.values())
    #expect(x.flattened().shape == [2, 12])
    #expect(flatten(x, from: 0).shape == [24])
  }

  @Test func argmaxFindsTheFirstOfTheLargest() {
    let x = Tensor([0, 3, 3, 5, .nan, 9], shape: [2, 3])
    #expect(x.argmax(axis: 1) == [1, 1])
    #expect(x.argmax(axis: 0) == [1, 1, 1])
  }

  @Test(arguments: OperationCase.all)
  func afterTheFirstStepNoMemoryIsAskedFor(_ test: OperationCase) {
    let inputs = test.inputs(test.shapes)
    let pool = BufferPool()
    BufferPool.with(pool) {
      _ = test.run(inputs)
      let afterOne = pool.statistics
      for _ in 0..<3 { _ = test.run(inputs) }
      #expect(pool.statistics == afterOne)
    }
  }
}
