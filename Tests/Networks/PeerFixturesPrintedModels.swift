import Networks
import Tensors
import Testing

/// What PyTorch and torchsummary print of the documents' networks.
@Suite struct PeerFixturesPrintedModels {
  static let networks = ["FashionDNN", "FashionCNN", "LeNet", "AlexNet"]

  static func network(_ name: String) -> any Layer {
    switch name {
    case "FashionDNN": FashionDNN()
    case "FashionCNN": FashionCNN()
    case "LeNet": LeNet()
    default: AlexNet()
    }
  }

  struct Summary: Decodable {
    struct Row: Decodable {
      let layer: String
      let shape: [Int]
      let parameters: Int
    }

    let layers: [Row]
    let total: Int
    let named: [String: [Int]]
    let buffers: [String: [Int]]
    let input: [Int]
    let output: [Int]
  }

  @Test(arguments: networks) func aPrintedModelReadsAsPyTorchPrintsIt(_ name: String) throws {
    #expect("\(Self.network(name))\n" == (try PeerFixture.text("printed/\(name).txt")))
  }

  @Test(arguments: networks) func parametersAndBuffersHavePyTorchsNamesAndShapes(_ name: String) throws {
    let summary = try PeerFixture.read("summaries.json", as: [String: Summary].self)[name]
    let expected = try #require(summary)
    let model = Self.network(name)
    let parameters = model.namedParameters().map { ($0.name, $0.parameter.shape.dimensions) }
    let buffers = model.namedBuffers().map { ($0.name, $0.buffer.value.shape.dimensions) }
    #expect(Dictionary(uniqueKeysWithValues: parameters) == expected.named)
    #expect(Dictionary(uniqueKeysWithValues: buffers) == expected.buffers)
    #expect(model.parameterCount == expected.total)
    #expect(model.parameterCounts().map(\.count) == expected.layers.map(\.parameters).filter { $0 > 0 })
  }

  @Test(arguments: networks) func theShapeThatLeavesANetworkIsPyTorchs(_ name: String) throws {
    let summary = try PeerFixture.read("summaries.json", as: [String: Summary].self)[name]
    let expected = try #require(summary)
    let model = Self.network(name)
    let output = model(Tensor(abstract: Shape(expected.input)))
    #expect(output.shape.dimensions == [expected.input[0]] + expected.output)
  }
}
