import Networks
import Tensors
import Testing

/// A shape that does not fit stops with the way that led there, the layer's name, and both shapes.
@Suite struct ShapeMistakeTests {
  private func text(_ result: ExitTest.Result?) throws -> String {
    String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
  }

  @Test func inATraceTheTableUpToTheLayerComesFirst() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = AlexNet().shapeTrace(input: [1, 1, 200, 200])
    }
    let text = try text(result)
    let way = try #require(
      text.range(of: "shapes do not fit. The way there:\n\nAlexNet, input [1, 1, 200, 200]\n"))
    let last = try #require(text.range(of: "256·5·5 = 6400\n"))
    let sentence = try #require(
      text.range(
        of:
          "fc1 (Linear): expected an input [batch, 9216] for a weight of shape [4096, 9216], found [1, 6400]\n"
      ))
    #expect(way.upperBound <= last.lowerBound && last.upperBound <= sentence.lowerBound)
    #expect(text.contains("(200 + 2·0 − 11) / 4 + 1 = 48.25 → 48"))
    #expect(!text.contains("fc2"))
  }

  @Test func aMistakeInTheFirstLayerNamesTheNetworkAndItsInput() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LeNet().shapeTrace(input: [1, 1, 28, 28])
    }
    let text = try text(result)
    #expect(text.contains("The way there:\n\nLeNet, input [1, 1, 28, 28]\n"))
    #expect(
      text.contains("conv1 (Conv2d): expected an input [batch, 3, height, width], found [1, 1, 28, 28]"))
  }

  @Test func aFunctionThatDoesNotFitIsExplainedLikewise() async throws {
    final class Short: Module, Layer {
      let conv = Conv2d(1, 2, kernelSize: 3)
      func callAsFunction(_ input: Tensor) -> Tensor { conv(input) + input }
    }
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Short().shapeTrace(input: [1, 1, 5, 5])
    }
    let text = try text(result)
    #expect(text.contains("(5 + 2·0 − 3) / 1 + 1 = 3"))
    #expect(text.contains("+ combines two tensors of one shape, found [1, 2, 3, 3] and [1, 1, 5, 5]"))
  }

  @Test func aRealForwardPassTellsWhatItsTapeKnows() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let model = LeNet()
      _ = model.namedModules()
      _ = model(.zeros([2, 3, 28, 28]))
    }
    #expect(
      try text(result).contains(
        """
        The way there:

          conv2d made [2, 6, 24, 24]
          relu made [2, 6, 24, 24]
          max_pool2d made [2, 6, 12, 12]
          conv2d made [2, 16, 8, 8]
          relu made [2, 16, 8, 8]
          max_pool2d made [2, 16, 4, 4]
          flatten made [2, 256]

        linear1 (Linear): expected an input [batch, 400] for a weight of shape [256, 400], found [2, 256]; \
        the network's shapeTrace(input:) explains every step before
        """))
  }

  @Test func withoutATapeTheSentenceSaysWhereToFindTheWay() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      withoutGradients { _ = LeNet()(.zeros([2, 3, 4, 4])) }
    }
    let text = try text(result)
    #expect(!text.contains("The way there"))
    #expect(
      text.contains(
        "Conv2d: expected an input at least 5 high and 5 wide, for filters of shape [6, 3, 5, 5], found [2, 3, 4, 4]; "
          + "the network's shapeTrace(input:) explains every step before"))
  }

  @Test func aThousandStepsAreNotAllTold() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var x = Parameter([3], .ones).value
      for _ in 0..<1000 { x = relu(x) }
      _ = x + Tensor.zeros([2])
    }
    let text = try text(result)
    #expect(text.components(separatedBy: "relu made [3]").count == 41)
  }
}
