import Datasets
import Kernels
import Networks
import Tensors
import Testing
import Training

/// The parts of a network that work in turns of different sizes.
private final class WideNetwork: Module, Layer {
  let features = Sequential {
    Conv2d(1, 16, kernelSize: 5, stride: 4)  // (120 − 5) / 4 + 1 = 29
    BatchNorm2d(16)
    ReLU()
    LocalResponseNorm(5)
    MaxPool2d(kernelSize: 3, stride: 2)  // (29 − 3) / 2 + 1 = 14
    Conv2d(16, 32, kernelSize: 3, padding: 1)
    ReLU()
    AvgPool2d(kernelSize: 2)  // 7
  }
  let fc = Linear(32 * 7 * 7, 3)

  func callAsFunction(_ images: Tensor) -> Tensor { fc(features(images).flattened()) }
}

/// In a process of its own: scratch memory is counted for the whole process.
@Suite struct StepMemoryTests {
  @Test func afterTheFirstEpochNothingIsReservedAtAnyNumberOfThreads() async {
    await #expect(processExitsWith: .success) {
      // Batches of 20 pictures of 120×120 are shared out among threads, those of 7 are not.
      let enlarged = Compose([Resize(120), ToTensor()])
      for threads in [1, 2, 3, 8] {
        withThreads(threads) {
          let pool = BufferPool()
          BufferPool.with(pool) {
            let model = WideNetwork()
            let optimizer = Adam(model.parameters())
            let training = DataLoader(
              StripedSquares(count: 67).transformed(by: enlarged), batchSize: 20, shuffle: 1)
            let test = DataLoader(StripedSquares(count: 27).transformed(by: enlarged), batchSize: 20)
            func epoch() {
              model.train()
              for batch in training {
                optimizer.zeroGradients()
                let loss = crossEntropy(model(batch.images), batch.labels)
                loss.backward()
                optimizer.step()
              }
              _ = evaluate(model, on: test)
            }
            epoch()
            let (statistics, scratch) = (pool.statistics, Scratch.reservedBytes)
            for _ in 0..<5 { epoch() }
            #expect(pool.statistics == statistics, "\(threads) threads")
            // Two loaders' threads may not have ended yet. Each holds the 4 enlarged rows of one picture.
            #expect(Scratch.reservedBytes <= scratch + 2 * 4 * 120, "\(threads) threads")
          }
        }
      }
    }
  }
}
