import Kernels
import Networks
import Tensors
import Testing

/// Twenty training steps of each network, dropout 0, from weights and batches that PyTorch computes alike
/// (`Tests/Peers/twenty_steps.py`): every loss beside PyTorch's in double precision.
///
/// How close is close enough, PyTorch itself says. It trained in single precision too, in several ways that add in
/// different orders. The spread at a step is the largest distance of any of these runs from double precision at this
/// step or one of the four before: a single step's distance may be zero by chance. Where all of them round to the same
/// number, it is one unit in the last place of the loss, since a loss in single precision is no finer. Ours may be four
/// spreads away.
///
/// AlexNet is held twice, under Adam and under the paper's own optimiser, and each of these with Winograd's method and
/// with all products of the definition. Winograd's method rounds more, so where a pixel stands on the edge of a ReLU, two
/// inputs of a pooling window are nearly equal, or Adam divides a gradient by a tiny one, it tips over in more places. How
/// near it stays is decided by its points: see `WinogradMatrices`.
@Suite(.serialized) struct PeerFixturesTwentySteps {
  struct Study: Decodable {
    let batch: [Int]
    let rate: Double
    /// Whether the optimiser is the paper's, momentum and weight decay, instead of Adam.
    let momentum: Bool?
    let double: [Double]
    let single: [String: [Double]]

    /// PyTorch's own disagreement at each step.
    var spreads: [Double] {
      double.indices.map { step in
        let steps = max(0, step - 4)...step
        let distances = single.values.flatMap { run in steps.map { abs(run[$0] - double[$0]) } }
        return max(distances.max() ?? 0, Double(Float(double[step]).ulp))
      }
    }
  }

  @Test(arguments: [
    "FashionDNN", "FashionCNN", "FashionCNN-rectified", "LeNet", "AlexNet", "AlexNet-momentum",
  ])
  func everyLossLiesWithinFourTimesPyTorchsOwnSpread(_ name: String) throws {
    try compare(name)
  }

  @Test(arguments: ["AlexNet", "AlexNet-momentum"])
  func soDoesEveryLossOfAlexNetWithExactProducts(_ name: String) throws {
    try Convolution.withExactProducts { try compare(name) }
  }

  private func compare(_ name: String) throws {
    let study: Study = try PeerFixture.read("steps/\(name).json")
    let losses = train(network(name), study)
    for (step, loss) in losses.enumerated() {
      let (expected, spread) = (study.double[step], study.spreads[step])
      let distance = abs(loss - expected)
      // Written so that not-a-number fails.
      let fits = distance <= 4 * spread
      #expect(fits, "step \(step): \(loss) is \(distance) from \(expected), PyTorch's spread \(spread)")
    }
  }

  private func network(_ name: String) -> any Layer {
    switch name {
    case "FashionDNN": FashionDNN(dropout: 0)
    case "FashionCNN": FashionCNN(dropout: 0)
    case "FashionCNN-rectified": FashionCNN(dropout: 0, rectified: true)
    case "LeNet": LeNet()
    default: AlexNet(dropout: 0)
    }
  }

  private func train(_ model: any Layer, _ study: Study) -> [Double] {
    model.fillFromFormula()
    let optimizer: any Optimizer =
      study.momentum == true
      ? SGD(model.parameters(), learningRate: study.rate, momentum: 0.9, weightDecay: 5e-4)
      : Adam(model.parameters(), learningRate: study.rate)
    return study.double.indices.map { step in
      let (images, labels) = Formula.batch(step: step, Shape(study.batch))
      optimizer.zeroGradients()
      // The cross entropy of log-probabilities, which AlexNet gives, is that of the values they came from.
      let loss = crossEntropy(model(images), labels)
      loss.backward()
      optimizer.step()
      return Double(loss.item())
    }
  }
}
