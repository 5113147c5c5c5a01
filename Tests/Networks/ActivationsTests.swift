import Networks
import Tensors
import Testing

@Suite struct ActivationsTests {
  private final class Small: Module, Layer {
    let features = Sequential {
      Conv2d(1, 2, kernelSize: 3)
      ReLU()
    }
    let drop = Dropout(0.5)
    let last = Linear(8, 3)
    func callAsFunction(_ images: Tensor) -> Tensor { last(drop(features(images).flattened())) }
  }

  @Test func everyLayerShowsWhatItMadeOfTheInput() {
    let model = withSeed(4) { Small() }
    let image = Tensor((0..<16).map { Float($0) / 16 }, shape: [1, 1, 4, 4])
    let activations = model.activations(of: image)
    #expect(activations.map(\.name) == ["features.0", "features.1", "drop", "last"])
    #expect(activations.map(\.type) == ["Conv2d", "ReLU", "Dropout", "Linear"])
    #expect(activations.map(\.output.shape) == [[1, 2, 2, 2], [1, 2, 2, 2], [1, 8], [1, 3]])
    #expect(activations[1].output.values() == activations[0].output.values().map { max(0, $0) })
    // In evaluation mode nothing is dropped, and the network's own answer is the last layer's.
    #expect(activations[2].output.values() == activations[1].output.values())
    model.evaluate()
    #expect(activations[3].output.values() == model(image).values())
  }

  @Test func modesAndGradientsAreLeftAlone() {
    let model = Small()
    model.drop.evaluate()
    let activations = model.activations(of: .zeros([1, 1, 4, 4]))
    #expect(model.isTraining && !model.drop.isTraining)
    #expect(activations.allSatisfy { !$0.output.requiresGradient })
  }
}
