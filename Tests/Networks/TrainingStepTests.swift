import Kernels
import Networks
import Tensors
import Testing

/// Every kind of layer that has a state or draws random numbers, small enough for a test.
private final class SmallCNN: Module, Layer {
  let features = Sequential {
    Conv2d(1, 8, kernelSize: 3, padding: 1)
    BatchNorm2d(8)
    ReLU()
    MaxPool2d(kernelSize: 2)
    Conv2d(8, 12, kernelSize: 3)
    LocalResponseNorm(5)
    ReLU()
    AvgPool2d(kernelSize: 2)
    Dropout2d(0.2)
  }
  let fc1 = Linear(12 * 6 * 6, 40)
  let drop = Dropout(0.5)
  let fc2 = Linear(40, 10)

  func callAsFunction(_ input: Tensor) -> Tensor {
    fc2(drop(relu(fc1(features(input).flattened()))))
  }
}

/// A batch that depends on nothing but its number.
private func batch(_ number: Int, count: Int) -> (images: Tensor, labels: [Int]) {
  let images = Tensor(uninitialized: [count, 1, 28, 28])
  RandomStream(seed: 1, purpose: .other, lane: UInt64(number)).fillUniform(
    images.mutablePointer, count: images.count, low: 0, high: 1)
  return (images, (0..<count).map { ($0 * 7 + number) % 10 })
}

private func step(_ model: SmallCNN, _ optimizer: any Optimizer, _ number: Int, count: Int) -> Float {
  let (images, labels) = batch(number, count: count)
  optimizer.zeroGradients()
  let loss = crossEntropy(model(images), labels)
  loss.backward()
  optimizer.step()
  return loss.item()
}

@Suite struct TrainingStepTests {
  /// In a process of its own, since scratch memory is counted for the whole process. `StepMemoryTests` does the same
  /// with a loader, at several numbers of threads.
  @Test func afterTheFirstStepOfEachBatchSizeNothingIsReserved() async {
    await #expect(processExitsWith: .success) {
      let pool = BufferPool()
      BufferPool.with(pool) {
        let model = SmallCNN()
        let optimizer = Adam(model.parameters())
        // Two epochs of three whole batches and a shorter one, as a loader gives them, and an evaluation
        // after each.
        func epoch(_ number: Int) {
          model.train()
          for index in 0..<4 { _ = step(model, optimizer, number * 4 + index, count: index < 3 ? 20 : 7) }
          model.evaluate()
          for count in [20, 7] { _ = withoutGradients { model(batch(0, count: count).images).argmax() } }
        }
        epoch(0)
        let (statistics, scratch) = (pool.statistics, Scratch.reservedBytes)
        for number in 1..<4 { epoch(number) }
        #expect(pool.statistics == statistics)
        #expect(Scratch.reservedBytes <= scratch)
      }
    }
  }

  @Test func theSameSeedGivesTheSameBitsAtAnyNumberOfThreads() {
    func train() -> [UInt32] {
      withSeed(11) {
        let model = SmallCNN()
        let optimizer = Adam(model.parameters(), learningRate: 1e-2)
        let losses = (0..<4).map { step(model, optimizer, $0, count: 17) }
        let weights = model.parameters().flatMap { $0.value.values() }
        return (losses + weights).map(\.bitPattern)
      }
    }
    let one = withThreads(1) { train() }
    for threads in [2, 3, 8] { #expect(withThreads(threads) { train() } == one, "\(threads) threads") }
  }

  @Test func aSmallNetworkLearnsItsBatch() {
    let losses = withSeed(4) {
      let model = SmallCNN()
      let optimizer = Adam(model.parameters(), learningRate: 3e-3)
      return (0..<40).map { _ in step(model, optimizer, 0, count: 20) }
    }
    // Guessing among ten classes costs ln 10 = 2.30. The images are noise, so what is learned is learned by
    // heart, against dropout of half the units: slowly, but well below guessing.
    #expect(abs(losses[0] - 2.3) < 0.5)
    #expect(losses.suffix(5).reduce(0, +) / 5 < 2)
  }

  @Test func anotherSeedGivesAnotherNetworkAndOtherDropout() {
    func losses(_ seed: UInt64) -> [Float] {
      withSeed(seed) {
        let model = SmallCNN()
        let optimizer = SGD(model.parameters(), learningRate: 0.01)
        return (0..<2).map { step(model, optimizer, $0, count: 5) }
      }
    }
    #expect(losses(1) == losses(1))
    #expect(losses(1) != losses(2))
  }
}
