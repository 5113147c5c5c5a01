import Foundation
import Networks
import Tensors
import Testing

/// A weight file that PyTorch wrote, buffers of a batch normalisation included, and what its network answers.
@Suite struct PeerFixturesWeights {
  /// `SmallCNN` of `Tests/Peers/weights.py`.
  final class SmallCNN: Module, Layer {
    let layer1 = Sequential {
      Conv2d(1, 4, kernelSize: 3, padding: 1)
      BatchNorm2d(4)
      ReLU()
      MaxPool2d(kernelSize: 2)
    }
    let layer2 = Sequential {
      Conv2d(4, 6, kernelSize: (3, 2), bias: false)
      BatchNorm2d(6)
      ReLU()
    }
    let fc = Linear(6 * 5 * 6, 10)

    func callAsFunction(_ input: Tensor) -> Tensor { fc(layer2(layer1(input)).flattened()) }
  }

  struct Expected: Decodable {
    let batch: [Int]
    let output: PeerTensor
    let variance: PeerTensor

    enum CodingKeys: String, CodingKey {
      case batch, output
      case variance = "layer1.1.running_var"
    }
  }

  @Test func aNetworkWithPyTorchsWeightsAnswersAsPyTorchDoes() throws {
    let expected: Expected = try PeerFixture.read("small-cnn.json")
    let model = SmallCNN()
    try model.load(from: PeerFixture.folder.appending(path: "small-cnn.safetensors").path)
    model.evaluate()
    let images = Formula.batch(step: 9, Shape(expected.batch)).images
    expect(withoutGradients { model(images) }, matches: expected.output, "output")

    let found = model.namedModules().first { $0.name == "layer1.1" }?.module
    let normalisation = try #require(found as? BatchNorm2d)
    expect(normalisation.runningVariance.tensor, matches: expected.variance, "running variance")
    #expect(normalisation.batchesTracked.integer == 3)
  }
}
