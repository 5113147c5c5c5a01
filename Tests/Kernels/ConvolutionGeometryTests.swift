import Kernels
import Testing

@Suite struct ConvolutionGeometryTests {
  @Test func alexNetSides() {
    let side = { ConvolutionGeometry.outputSide(input: $0, kernel: $1, stride: $2, padding: $3) }
    #expect(side(227, 11, 4, 0) == 55)
    #expect(side(27, 5, 1, 2) == 27)
    #expect(side(13, 3, 1, 1) == 13)
  }

  @Test func aStrideThatDoesNotFitRoundsDown() {
    #expect(ConvolutionGeometry.outputSide(input: 8, kernel: 3, stride: 2, padding: 0) == 3)
  }

  @Test func aFilterLargerThanThePaddedImageHasNoPlace() {
    #expect(ConvolutionGeometry.outputSide(input: 3, kernel: 4, stride: 1, padding: 0) == 0)
    #expect(ConvolutionGeometry.outputSide(input: 3, kernel: 2, stride: 5, padding: 0, dilation: 3) == 0)
    #expect(ConvolutionGeometry.outputSide(input: 3, kernel: 4, stride: 1, padding: 1) == 2)
  }

  @Test func dilationSpreadsTheFilter() {
    #expect(ConvolutionGeometry.outputSide(input: 9, kernel: 3, stride: 1, padding: 0, dilation: 3) == 3)
  }

  /// The second layer of AlexNet: 895.8 MFLOP an image, two for each multiply-add.
  @Test func multiplyAddsOfAlexNetsSecondLayer() {
    let g = ConvolutionGeometry(
      batch: 1, inputChannels: 96, inputHeight: 27, inputWidth: 27, outputChannels: 256, kernelHeight: 5,
      kernelWidth: 5, paddingHeight: 2, paddingWidth: 2)
    #expect(g.multiplyAdds == 447_897_600)
    #expect(g.weightCount == 614_400)
    #expect([g.outputHeight, g.outputWidth] == [27, 27])
  }
}
