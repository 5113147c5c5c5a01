import Kernels
import Testing

/// The number of threads is the process's, so these run one after the other.
@Suite(.serialized) struct ConvolutionThreadTests {
  static let shapes: [ConvolutionGeometry] = [
    .init(
      batch: 9, inputChannels: 1, inputHeight: 31, inputWidth: 31, outputChannels: 8, kernelHeight: 11,
      kernelWidth: 11, strideHeight: 4, strideWidth: 4),
    .init(
      batch: 9, inputChannels: 24, inputHeight: 13, inputWidth: 13, outputChannels: 16, kernelHeight: 5,
      kernelWidth: 5, paddingHeight: 2, paddingWidth: 2),
    .init(
      batch: 1, inputChannels: 32, inputHeight: 13, inputWidth: 13, outputChannels: 48, kernelHeight: 3,
      kernelWidth: 3, paddingHeight: 1, paddingWidth: 1, groups: 2),
  ]

  @Test(arguments: shapes)
  func theSameBitsAtAnyNumberOfThreads(_ g: ConvolutionGeometry) {
    let before = ThreadPool.threadCount
    defer { ThreadPool.threadCount = before }
    let operands = ConvolutionOperands(g, seed: 4)
    let results = [1, 2, 3, 8].map { threads in
      ThreadPool.threadCount = threads
      return fastConvolution(g, operands)
    }
    for result in results.dropFirst() { #expect(result == results[0]) }
  }
}
