import Foundation
import Networks
import Tensors
import Testing

/// Results and gradients of every operation beside PyTorch's, computed there in double precision.
@Suite struct PeerFixturesOperations {
  @Test(arguments: try OperationCase.all())
  func anOperationGivesPyTorchsResultsAndGradients(of example: OperationCase) throws {
    let inputs = Dictionary(uniqueKeysWithValues: example.inputs.keys.map { ($0, example.parameter($0)) })
    let outcome = try example.run(inputs.mapValues(\.value))
    let weighting = Formula.tensor("\(example.path)/weighting", outcome.output.shape)
    (outcome.output * weighting).sum().backward()

    var found = outcome.kept.merging(["output": outcome.output]) { $1 }
    for (name, parameter) in inputs { found["\(name).gradient"] = parameter.gradient }
    for (name, expected) in example.results.sorted(by: { $0.key < $1.key }) {
      expect(found[name], matches: expected, "\(example.path) \(name)")
    }
  }

  @Test func bothSidesComputeTheSameNumbersFromTheFormula() throws {
    struct KnownValues: Decodable {
      let values: [String: [Float]]
      let scaled: [Float]
      let labels: [Int]
    }
    let known: KnownValues = try PeerFixture.read("formula.json")
    for (name, values) in known.values { #expect(Formula.tensor(name, [4]).values() == values) }
    #expect(Formula.tensor("images/19", [4], scale: Float((6.0 / 784).squareRoot())).values() == known.scaled)
    #expect(Formula.labels("labels/0", 12, classes: 10) == known.labels)
  }
}

/// One case of `Fixtures/operations.json`.
struct OperationCase: Decodable, CustomTestStringConvertible {
  let name: String
  let operation: String
  let settings: [String: [Double]]
  let inputs: [String: [Int]]
  let labels: [Int]?
  let results: [String: PeerTensor]

  static func all() throws -> [OperationCase] { try PeerFixture.read("operations.json") }

  var path: String { "\(operation)/\(name)" }
  var testDescription: String { path }

  func parameter(_ name: String) -> Parameter {
    let values = Formula.tensor("\(path)/\(name)", Shape(inputs[name] ?? []))
    // Equal values on purpose: halves only.
    let halves = Tensor(values.values().map { ($0 * 2).rounded(.down) / 2 }, shape: values.shape)
    return Parameter(settings["ties"] == nil ? values : halves)
  }

  private func pair(_ name: String) throws -> Pair {
    let sides = try #require(settings[name])
    return Pair(Int(sides[0]), Int(sides[1]))
  }

  private func number(_ name: String) throws -> Double { try #require(settings[name]?.first, "\(name)") }

  /// Runs the operation; what it keeps beside its output are running statistics.
  func run(_ inputs: [String: Tensor]) throws -> (output: Tensor, kept: [String: Tensor]) {
    let input = try #require(inputs["input"])
    let (weight, bias) = (inputs["weight"], inputs["bias"])
    let scaled = input * Float(settings["scale"]?.first ?? 1)
    let axis = Int(settings["axis"]?.first ?? 1)
    let reduction: Reduction = settings["sum"]?.first == 1 ? .sum : .mean
    switch operation {
    case "conv2d":
      let output = conv2d(
        input, try #require(weight), bias, stride: try pair("stride"), padding: try pair("padding"),
        dilation: try pair("dilation"), groups: Int(try number("groups")))
      return (output, [:])
    case "maxPool2d", "avgPool2d":
      let pool = operation == "maxPool2d" ? maxPool2d : avgPool2d
      return (pool(input, try pair("kernel"), try pair("stride"), try pair("padding")), [:])
    case "batchNorm":
      let channels: Shape = [input.shape[1]]
      var mean = Formula.tensor("\(path)/runningMean", channels)
      var variance = withoutGradients { Formula.tensor("\(path)/runningVariance", channels) * 0.5 + 1 }
      let output = batchNorm(
        input, runningMean: &mean, runningVariance: &variance, weight: weight, bias: bias,
        training: try number("training") == 1, momentum: try number("momentum"),
        epsilon: try number("epsilon"))
      return (output, ["runningMean": mean, "runningVariance": variance])
    case "localResponseNorm":
      let output = localResponseNorm(
        input, Int(try number("size")), alpha: try number("alpha"), beta: try number("beta"),
        k: try number("k"))
      return (output, [:])
    case "relu": return (relu(input), [:])
    case "linear": return (linear(input, try #require(weight), bias), [:])
    case "softmax": return (softmax(scaled, axis: axis), [:])
    case "logSoftmax": return (logSoftmax(scaled, axis: axis), [:])
    case "nllLoss":
      return (nllLoss(logSoftmax(input), try #require(labels), reduction: reduction), [:])
    case "crossEntropy":
      let output = crossEntropy(
        scaled, try #require(labels), labelSmoothing: try number("smoothing"), reduction: reduction)
      return (output, [:])
    default:
      Issue.record("there is no operation \(operation) to compare")
      return (input, [:])
    }
  }
}
