import Networks
import Tensors
import Testing

@Suite struct LayerTests {
  @Test func everyLayersOutputHasTheSizeOfItsFormula() {
    let images = Tensor(abstract: [5, 4, 13, 11])
    let shapes: [(any Layer, Shape)] = [
      (Conv2d(4, 6, kernelSize: 3), [5, 6, 11, 9]),
      (
        Conv2d(4, 6, kernelSize: (3, 5), stride: (2, 1), padding: (1, 2), dilation: (2, 1), groups: 2),
        [5, 6, 6, 11]
      ),
      (MaxPool2d(kernelSize: 3, stride: 2), [5, 4, 6, 5]),
      (AvgPool2d(kernelSize: [2, 3]), [5, 4, 6, 3]),
      (BatchNorm2d(4), [5, 4, 13, 11]),
      (LocalResponseNorm(5), [5, 4, 13, 11]),
      (ReLU(), [5, 4, 13, 11]),
      (Dropout(), [5, 4, 13, 11]),
      (Dropout2d(), [5, 4, 13, 11]),
      (Flatten(), [5, 572]),
      (Linear(11, 2), [5, 4, 13, 2]),
    ]
    for (layer, shape) in shapes {
      #expect(layer(images).shape == shape, "\(layer)")
      #expect(layer(Tensor.zeros(images.shape)).shape == shape, "\(layer)")
    }
  }

  @Test func batchNormalisationLearnsItsStatisticsOnlyInTraining() {
    let layer = BatchNorm2d(1)
    let images = Tensor([1, 2, 3, 6], shape: [2, 1, 1, 2])  // mean 3, variance 14/3 with n − 1
    _ = layer(images)
    #expect(layer.batchesTracked.integer == 1)
    // One batch moves the statistics by a tenth: exact up to the rounding of two products and a sum.
    #expect(abs(layer.runningMean.tensor.item() - 0.3) < 3e-7)
    #expect(abs(layer.runningVariance.tensor.item() - (0.9 + 0.1 * 14 / 3)) < 3e-7)
    layer.evaluate()
    let before = layer.runningMean.tensor.item()
    _ = layer(images)
    #expect(layer.runningMean.tensor.item() == before)
    #expect(layer.batchesTracked.integer == 1)
  }

  @Test func aTracedNetworkDoesNotCountAsABatch() {
    let layer = BatchNorm2d(2)
    _ = layer(Tensor(abstract: [4, 2, 3, 3]))
    #expect(layer.batchesTracked.integer == 0)
  }

  @Test func dropoutDropsInTrainingOnly() {
    let layer = Dropout(0.5)
    let ones = Tensor(repeating: 1, shape: [10, 100])
    let dropped = withSeed(1) { layer(ones).values() }
    #expect(Set(dropped) == [0, 2])
    layer.evaluate()
    #expect(layer(ones).values() == ones.values())
  }

  @Test func aShapeMistakeNamesTheLayerAndBothShapes() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let model = FashionCNN()
      _ = model.parameters()
      _ = model(Tensor.zeros([2, 3, 28, 28]))
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(
      text.contains(
        "layer1.0 (Conv2d): expected an input [batch, 1, height, width], found [2, 3, 28, 28]"))
  }

  @Test func anImageSmallerThanTheFilterIsRefusedWithBothSizes() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Conv2d(1, 96, kernelSize: 11, stride: 4)(Tensor.zeros([1, 1, 28, 8]))
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(
      text.contains(
        "Conv2d: expected an input at least 11 high and 11 wide, for filters of shape [96, 1, 11, 11], found [1, 1, 28, 8]"
      ))
  }

  @Test func defaultWeightsStayWithinPyTorchsBound() {
    let layer = withSeed(2) { Conv2d(4, 64, kernelSize: 3) }
    let bound = 1 / Float(36).squareRoot()
    #expect(layer.weight.value.values().allSatisfy { abs($0) <= bound })
    #expect(layer.bias?.value.values().allSatisfy { abs($0) <= bound } == true)
    #expect(layer.bias?.value.values().contains { $0 != 0 } == true)
  }
}
