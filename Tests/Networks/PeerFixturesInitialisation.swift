import Networks
import Tensors
import Testing

/// First values are random, so what they are drawn from is compared: PyTorch's bounds, which its own values were held to when
/// the fixture was made.
@Suite struct PeerFixturesInitialisation {
  struct Distribution: Decodable {
    let weight: [Int]
    let bound: Double
  }

  struct Fixture: Decodable {
    let linear: Distribution
    let convolution: Distribution
    let firstOfAlexNet: Distribution
    let grouped: Distribution

    enum CodingKeys: String, CodingKey {
      case linear = "Linear(784, 256)"
      case convolution = "Conv2d(32, 64, 3)"
      case firstOfAlexNet = "Conv2d(1, 96, 11)"
      case grouped = "Conv2d(4, 6, (3, 2), groups=2)"
    }
  }

  @Test func weightsAndBiasesFillPyTorchsBoundsEvenly() throws {
    let fixture: Fixture = try PeerFixture.read("initialisation.json")
    let linear = { Linear(784, 256) }
    check(fixture.linear, "Linear") { (linear().weight, linear().bias) }
    for (distribution, make) in [
      (fixture.convolution, { Conv2d(32, 64, kernelSize: 3) }),
      (fixture.firstOfAlexNet, { Conv2d(1, 96, kernelSize: 11) }),
      (fixture.grouped, { Conv2d(4, 6, kernelSize: (3, 2), groups: 2) }),
    ] {
      check(distribution, "\(make())") {
        let layer = make()
        return (layer.weight, layer.bias)
      }
    }
  }

  @Test func heInitialisationHasTheDeviationOfPyTorchs() throws {
    struct He: Decodable {
      struct Normal: Decodable {
        let fanIn: Int
        let deviation: Float
      }
      let he: Normal
    }
    let he = try PeerFixture.read("initialisation.json", as: He.self).he
    #expect(Initializer.he(fanIn: he.fanIn) == .normal(mean: 0, deviation: he.deviation))
  }

  @Test func aNormalisationBeginsAsPyTorchs() throws {
    struct Fixture: Decodable {
      let normalisation: [String: [Float]]
      enum CodingKeys: String, CodingKey { case normalisation = "BatchNorm2d(3)" }
    }
    let expected = try PeerFixture.read("initialisation.json", as: Fixture.self).normalisation
    let layer = BatchNorm2d(3)
    #expect(layer.weight?.value.values() == expected["weight"])
    #expect(layer.bias?.value.values() == expected["bias"])
    #expect(layer.runningMean.tensor.values() == expected["running_mean"])
    #expect(layer.runningVariance.tensor.values() == expected["running_var"])
    #expect([Float(layer.batchesTracked.integer)] == expected["num_batches_tracked"])
  }

  @Test func defaultsArePyTorchs() throws {
    let defaults = try PeerFixture.read("initialisation.json", as: Defaults.self).defaults
    let parameters = Linear(1, 1).parameters()

    #expect(BatchNorm2d(3).epsilon == defaults.normalisation.eps)
    #expect(BatchNorm2d(3).momentum == defaults.normalisation.momentum)
    #expect(LocalResponseNorm(5).alpha == defaults.localResponse.alpha)
    #expect(LocalResponseNorm(5).beta == defaults.localResponse.beta)
    #expect(LocalResponseNorm(5).k == defaults.localResponse.k)
    #expect(Dropout().probability == defaults.dropout.p)
    #expect(Adam(parameters).learningRate == defaults.adam.lr)
    #expect([Adam(parameters).betas.0, Adam(parameters).betas.1] == defaults.adam.betas)
    #expect(Adam(parameters).epsilon == defaults.adam.eps)
    #expect(SGD(parameters).learningRate == defaults.sgd.lr)
    #expect(SGD(parameters).momentum == defaults.sgd.momentum)
    let cycle = OneCycle(peak: 1, steps: 10)
    #expect(cycle.warmUp == defaults.oneCycle.warmUp)
    #expect(cycle.startDivisor == defaults.oneCycle.startDivisor)
    #expect(cycle.endDivisor == defaults.oneCycle.endDivisor)
  }

  /// Draws layers until weights and biases have 10,000 values, and holds both to the distribution.
  private func check(_ expected: Distribution, _ what: String, _ draw: () -> (Parameter, Parameter?)) {
    var (weights, biases): ([Double], [Double]) = ([], [])
    withSeed(11) {
      while biases.count < 10_000 {
        let (weight, bias) = draw()
        #expect(weight.shape.dimensions == expected.weight, "\(what)")
        weights += weight.value.values().map(Double.init)
        biases += bias?.value.values().map(Double.init) ?? []
      }
    }
    for values in [weights, biases] {
      let count = Double(values.count)
      let bound = expected.bound
      let largest = values.reduce(0) { max($0, abs($1)) }
      // All inside, where a bound rounded to single precision may be half a unit larger, and reaching the edge.
      #expect(
        largest <= bound * (1 + 1e-7) && largest > bound * (1 - 20 / count), "\(what): \(largest), \(bound)")
      // Mean 0 and mean square bound²/3, to five standard errors: √(bound²/3/n), and √(4/45·bound⁴/n).
      let mean = values.reduce(0, +) / count
      let meanSquare = values.reduce(0) { $0 + $1 * $1 } / count
      #expect(abs(mean) < 5 * bound / (3 * count).squareRoot(), "\(what)")
      let error = bound * bound * (4 / 45 / count).squareRoot()
      #expect(abs(meanSquare - bound * bound / 3) < 5 * error, "\(what)")
    }
  }
}

/// The defaults in PyTorch's signatures, under its names.
private struct Defaults: Decodable {
  struct Layers: Decodable {
    let normalisation: Normalisation
    let localResponse: LocalResponse
    let dropout: Dropout
    let adam: Adam
    let sgd: SGD
    let oneCycle: OneCycle

    enum CodingKeys: String, CodingKey {
      case normalisation = "BatchNorm2d"
      case localResponse = "LocalResponseNorm"
      case dropout = "Dropout"
      case adam = "Adam"
      case sgd = "SGD"
      case oneCycle = "OneCycleLR"
    }
  }

  struct Normalisation: Decodable { let eps, momentum: Double }
  struct LocalResponse: Decodable { let alpha, beta, k: Double }
  struct Dropout: Decodable { let p: Double }
  struct Adam: Decodable {
    let lr, eps: Double
    let betas: [Double]
  }
  struct SGD: Decodable { let lr, momentum: Double }
  struct OneCycle: Decodable {
    let warmUp, startDivisor, endDivisor: Double

    enum CodingKeys: String, CodingKey {
      case warmUp = "pct_start"
      case startDivisor = "div_factor"
      case endDivisor = "final_div_factor"
    }
  }

  let defaults: Layers
}
