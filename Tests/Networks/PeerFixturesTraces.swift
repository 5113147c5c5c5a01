import Networks
import Tensors
import Testing

/// torchinfo's totals, and the shapes that document 002's LeNet returns.
@Suite struct PeerFixturesTraces {
  struct Witness: Decodable {
    let input: [Int]
    let parameters: Int
    let multiplyAdds: Int
    let inputBytes: Int
    let passBytes: Int
    let parameterBytes: Int
    let shapes: [[Int]]?
  }

  private static func witness(_ name: String) throws -> Witness {
    try #require(try PeerFixture.read("traces.json", as: [String: Witness].self)[name])
  }

  @Test(arguments: PeerFixturesPrintedModels.networks) func totalsAreTorchinfos(_ name: String) throws {
    let witness = try Self.witness(name)
    let trace = PeerFixturesPrintedModels.network(name).shapeTrace(input: Shape(witness.input))
    let totals = trace.torchinfoTotals
    #expect(totals.parameterCount == witness.parameters)
    #expect(totals.multiplyAdds == witness.multiplyAdds)
    #expect(totals.inputBytes == witness.inputBytes)
    #expect(totals.passBytes == witness.passBytes)
    #expect(totals.parameterBytes == witness.parameterBytes)
    #expect(totals.bytesPerMegabyte == 1_000_000)
  }

  @Test(arguments: PeerFixturesPrintedModels.networks)
  func ourMultiplyAddsAreTorchinfosWithoutBiasesAndWithEveryNormalisedValue(_ name: String) throws {
    let trace = PeerFixturesPrintedModels.network(name).shapeTrace(
      input: Shape(try Self.witness(name).input))
    let batch = trace.input[0]
    var expected = trace.torchinfoTotals.multiplyAdds
    for layer in trace.layers {
      switch layer.type {
      // A bias is added wherever a filter was, and once for each unit.
      case "Conv2d": expected -= layer.output.count
      case "Linear": expected -= layer.output.count
      case "BatchNorm2d": expected += layer.output.count - batch * layer.ownParameterCount
      default: #expect(layer.multiplyAdds == 0)
      }
    }
    #expect(trace.totals.multiplyAdds == expected)
  }

  @Test func theShapesOfLeNetAreThoseOfDocument002() throws {
    let witness = try #require(try Self.witness("LeNet").shapes)
    let shapes = LeNet().shapeTrace(input: [1, 3, 32, 32]).shapes
    #expect(shapes.map(\.shape.dimensions) == witness)
    #expect(shapes.map(\.name) == ["conv1", "conv2", "flatten", "linear1", "linear2", "linear3"])
  }
}
