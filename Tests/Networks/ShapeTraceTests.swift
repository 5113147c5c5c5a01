import Foundation
import Networks
import Tensors
import Testing

/// The trace as data.
@Suite struct ShapeTraceTests {
  @Test func alexNetAtItsFullBatchCostsNoMemory() {
    let model = AlexNet()
    let pool = BufferPool()
    let trace = BufferPool.with(pool) { model.shapeTrace(input: [512, 1, 227, 227]) }
    #expect(pool.statistics.reservations == 0 && pool.statistics.reservedBytes == 0)
    #expect(model.parameters().allSatisfy { !$0.isMaterialised })
    #expect(trace.rows.count == 22)
    #expect(trace.rows.last?.output == [512, 10])
  }

  @Test func aRowTellsEverythingOfItsOperation() {
    let trace = AlexNet().shapeTrace(input: [512, 1, 227, 227])
    let row = trace.rows[0]
    #expect(row.name == "conv1.0" && row.type == "Conv2d" && row.operation == "conv2d")
    #expect(row.inputs == [[512, 1, 227, 227]])
    #expect(row.output == [512, 96, 55, 55])
    #expect(row.arithmetic == "(227 + 2·0 − 11) / 4 + 1 = 55")
    #expect(row.window == SlidingWindow(11, stride: 4))
    #expect(row.parameterCount == 96 * 121 + 96)
    #expect(row.multiplyAdds == 512 * 96 * 55 * 55 * 121)
    #expect(row.activationBytes == 512 * 96 * 55 * 55 * 4)
    #expect(row.receptiveField == .window(size: 11, step: 4))
    #expect(trace.rows[12].title == "conv5.2 MaxPool2d")
    #expect(trace.rows[14].title == "fc1 Linear" && trace.rows[14].window == nil)
  }

  @Test func functionsHaveRowsBetweenTheLayers() {
    let rows = AlexNet().shapeTrace(input: [2, 1, 227, 227]).rows[13...]
    #expect(
      rows.map(\.title) == [
        "flatten", "fc1 Linear", "relu", "dropout", "fc2 Linear", "relu", "dropout", "fc3 Linear",
        "log_softmax",
      ])
  }

  @Test func onlyWhatMakesValuesFillsMemory() {
    let model = AlexNet()
    func bytes(_ operation: String) -> [Int] {
      model.shapeTrace(input: [2, 1, 227, 227]).rows.filter { $0.operation == operation }.map(
        \.activationBytes)
    }
    #expect(bytes("flatten") == [0])
    #expect(bytes("dropout") == [2 * 4096 * 4, 2 * 4096 * 4])
    model.evaluate()
    #expect(bytes("dropout") == [0, 0])
    #expect(FashionDNN().shapeTrace(input: [2, 1, 28, 28]).rows[0].activationBytes == 0)
  }

  @Test func parametersCountWhereTheyAreFirstUsed() {
    final class Tied: Module, Layer {
      let scale = Parameter([4, 4], .ones)
      let dense = Linear(4, 4)
      let again: Linear
      override init() {
        again = dense
        super.init()
      }
      func callAsFunction(_ input: Tensor) -> Tensor {
        again(relu(dense(input) * scale.value)) * scale.value + dense.weight.value
      }
    }
    let trace = Tied().shapeTrace(input: [4, 4])
    #expect(trace.rows.map(\.operation) == ["linear", "multiply", "relu", "linear", "multiply", "add"])
    #expect(trace.rows.map(\.parameterCount) == [20, 16, 0, 0, 0, 0])
    #expect(trace.parameterCount == 36)
    #expect(trace.layers.map(\.parameterCount) == [20, 0])
    #expect(trace.layers.map(\.ownParameterCount) == [20, 20])
  }

  @Test func aNetworkOfFunctionsIsTracedToo() {
    let model = FashionDNN()
    let trace = ShapeTrace(of: model, input: [5, 1, 28, 28]) { images in
      let weights = model.parameters().map(\.value)
      let hidden = relu(linear(images.flattened(), weights[0], weights[1]))
      _ = linear(relu(linear(hidden, weights[2], weights[3])), weights[4], weights[5])
    }
    #expect(trace.layers.isEmpty)
    #expect(trace.rows.filter { $0.operation == "linear" }.map(\.parameterCount) == [200_960, 32_896, 1290])
    #expect(trace.shapes.map(\.name) == ["flatten"])
  }

  @Test func aLayerOfSeveralStepsNamesEachOfThem() {
    final class Swish: Module, Layer {
      func callAsFunction(_ input: Tensor) -> Tensor { input / (1 + exp(-input)) }
    }
    let trace = Sequential { Swish() }.shapeTrace(input: [7])
    #expect(trace.layers.map(\.type) == ["Swish"])
    #expect(trace.layers.first?.operations == trace.rows.indices)
    #expect(trace.rows.map(\.title).last == "0 divide")
    #expect(Set(trace.rows.map(\.name)) == ["0"])
  }

  @Test func shapesKeepTheirLayersWhenAFunctionOrALayerRepeats() {
    let shapes = AlexNet().shapeTrace(input: [1, 1, 227, 227]).shapes
    #expect(
      shapes.map(\.name) == [
        "conv1.0", "conv1.1", "conv1.2", "conv2.0", "conv2.1", "conv2.2", "conv3.0", "conv3.1", "conv4.0",
        "conv4.1", "conv5.0", "conv5.1", "conv5.2", "flatten", "fc1", "fc2", "fc3",
      ])
    #expect(shapes[12].shape == [1, 256, 6, 6] && shapes[13].shape == [1, 9216])
  }

  @Test func itIsWrittenAndReadAsJSON() throws {
    let trace = FashionCNN().shapeTrace(input: [100, 1, 28, 28])
    let data = try JSONEncoder().encode(trace)
    #expect(try JSONDecoder().decode(ShapeTrace.self, from: data) == trace)
    let broken = String(decoding: data, as: UTF8.self)
      .replacing("\"input\":[100,1,28,28]", with: "\"input\":[100,-1,28,28]")
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(ShapeTrace.self, from: Data(broken.utf8)) }
  }

  @Test func aShapeOfAnotherWalkIsAnInputLikeAnyOther() {
    final class Keeping: Module, Layer {
      var kept = Tensor(abstract: [2, 3])
      func callAsFunction(_ input: Tensor) -> Tensor {
        let output = relu(relu(relu(input))) + kept
        kept = output
        return output
      }
    }
    let model = Keeping()
    _ = model.shapeTrace(input: [2, 3])
    #expect(model.shapeTrace(input: [2, 3]).rows.allSatisfy { $0.receptiveField == .pixel })
  }

  @Test func nothingInNothingOut() {
    let trace = Sequential([]).shapeTrace(input: [1, 2])
    #expect(trace.rows.isEmpty && trace.shapes.isEmpty && trace.totals.multiplyAdds == 0)
    #expect(trace.description.contains("Total params: 0"))
  }
}
