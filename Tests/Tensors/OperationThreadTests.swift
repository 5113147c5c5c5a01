import Kernels
import Testing

@testable import Tensors

@Suite struct OperationThreadTests {
  @Test(arguments: OperationCase.all)
  func theSameBitsAtAnyNumberOfThreads(_ test: OperationCase) {
    let inputs = test.inputs(test.largeShapes)
    let results = [1, 2, 3, 8].map { threads in
      let (output, gradients) = withThreads(threads) { test.run(inputs) }
      return [output.values()] + gradients.map { $0?.values() ?? [] }
    }
    for (threads, result) in zip([2, 3, 8], results.dropFirst()) {
      #expect(result == results[0], "\(test.name) at \(threads) threads")
    }
  }
}
