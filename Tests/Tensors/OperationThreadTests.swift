import Kernels
import Testing

@testable import Tensors

/// The number of threads is the process's, so these run one after the other.
@Suite(.serialized) struct OperationThreadTests {
  @Test(arguments: OperationCase.all)
  func theSameBitsAtAnyNumberOfThreads(_ test: OperationCase) {
    let before = ThreadPool.threadCount
    defer { ThreadPool.threadCount = before }
    let inputs = test.inputs(test.largeShapes)
    let results = [1, 2, 3, 8].map { threads in
      ThreadPool.threadCount = threads
      let (output, gradients) = test.run(inputs)
      return [output.values()] + gradients.map { $0?.values() ?? [] }
    }
    for (threads, result) in zip([2, 3, 8], results.dropFirst()) {
      #expect(result == results[0], "\(test.name) at \(threads) threads")
    }
  }
}
