import Testing

@testable import Tensors

/// What a traced operation says about its output's shape.
@Suite struct ShapeArithmeticTests {
  private func sentences(_ body: () -> Void) -> [String] {
    Trace.walk(body).entries.map(\.step.arithmetic)
  }

  @Test func aConvolutionShowsItsFormulaWithItsNumbers() {
    let texts = sentences {
      let x = Tensor(abstract: [512, 1, 227, 227])
      _ = conv2d(x, Tensor(abstract: [96, 1, 11, 11]), stride: 4)
      _ = conv2d(x, Tensor(abstract: [8, 1, 3, 5]), stride: 2, padding: [1, 2], dilation: [2, 1])
    }
    #expect(
      texts == [
        "(227 + 2·0 − 11) / 4 + 1 = 55",
        "height (227 + 2·1 − 2·(3 − 1) − 1) / 2 + 1 = 113, width (227 + 2·2 − 5) / 2 + 1 = 114",
      ])
  }

  @Test func aPoolingThatDoesNotComeOutEvenShowsWhatIsRoundedDown() {
    let texts = sentences {
      _ = maxPool2d(Tensor(abstract: [1, 1, 28, 28]), 3, stride: 2)
      _ = maxPool2d(Tensor(abstract: [1, 1, 55, 55]), 3, stride: 2)
      _ = avgPool2d(Tensor(abstract: [1, 1, 28, 28]), 4, stride: 7, padding: 1)
      _ = avgPool2d(Tensor(abstract: [1, 1, 100, 100]), 3, stride: 96)
    }
    #expect(
      texts == [
        "(28 − 3) / 2 + 1 = 13.5 → 13", "(55 − 3) / 2 + 1 = 27", "(28 + 2·1 − 4) / 7 + 1 = 4.71 → 4",
        "(100 − 3) / 96 + 1 = 2.01 → 2",
      ])
  }

  @Test func otherOperationsSayWhatBecomesOfTheShape() {
    let texts = sentences {
      let x = Tensor(abstract: [64, 256, 6, 6])
      _ = linear(flatten(relu(x)), Tensor(abstract: [4096, 9216]))
      _ = nllLoss(Tensor(abstract: [2, 10]), [1, 2])
    }
    #expect(texts == ["the shape stays", "256·6·6 = 9216", "9216 → 4096", "the mean of 2 losses"])
  }

  @Test func aMistakeNamesTheOperationAndBothShapes() async throws {
    func text(_ result: ExitTest.Result?) throws -> String {
      String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    }
    let add = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([2, 3]) + Tensor.zeros([3, 2])
    }
    #expect(try text(add).contains("+ combines two tensors of one shape, found [2, 3] and [3, 2]"))
    let dense = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = linear(.zeros([100, 28, 28]), .zeros([256, 784]))
    }
    #expect(
      try text(dense).contains(
        "linear: an input of shape [100, 28, 28] does not fit a weight [outputs, inputs] of shape [256, 784]")
    )
    let pool = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = maxPool2d(.zeros([1, 1, 2, 2]), 3)
    }
    #expect(
      try text(pool).contains(
        "max_pool2d: a window (3, 3) does not fit into [1, 1, 2, 2] with padding (0, 0)"))
  }
}
