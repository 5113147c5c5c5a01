import Networks
import Tensors
import Testing

/// What the trace promises of every layer, on thousands of random ones.
@Suite struct ShapeTraceProperties {
  /// The numbers at the ends of the sentences about height and width: `… = 13.5 → 13` ends with 13.
  private func sides(_ arithmetic: String) -> [Int] {
    let ends = arithmetic.components(separatedBy: ", width").compactMap { sentence in
      sentence.split(separator: " ").last.flatMap { Int($0) }
    }
    return ends.count == 1 ? ends + ends : ends
  }

  /// Holds one row of a trace to the shape that the layer's real forward pass made.
  private func expect(_ row: ShapeTrace.Row?, _ output: Shape, _ layer: any Layer) {
    guard let row else {
      Issue.record("\(layer) was not traced")
      return
    }
    #expect(row.output == output, "\(layer) on \(row.input)")
    switch layer {
    case is Conv2d, is MaxPool2d, is AvgPool2d:
      #expect(sides(row.arithmetic) == Array(output.dimensions[2...]), "\(layer): \(row.arithmetic)")
    case is Flatten, is Linear:
      #expect(sides(row.arithmetic).last == output[1], "\(layer): \(row.arithmetic)")
    default:
      #expect(row.arithmetic == "the shape stays" && row.output == row.input, "\(layer)")
    }
  }

  @Test(arguments: 0..<8) func aTracedShapeIsThatOfTheRealForwardPass(_ seed: Int) {
    var random = RandomLayers(seed: UInt64(seed))
    for _ in 0..<500 {
      let images = random.images()
      let layer = random.layer(for: images)
      if images.count == images[1] { layer.evaluate() }  // one value a channel has no variance to train with
      let real = layer(.zeros(images))
      expect(layer.shapeTrace(input: images).rows.last, real.shape, layer)
    }
  }

  @Test(arguments: 0..<4) func everyStepOfAStackHasTheShapeOfTheRealOne(_ seed: Int) {
    var random = RandomLayers(seed: 100 + UInt64(seed))
    for _ in 0..<100 {
      let input = random.images(side: 8...24)
      var shape = input
      var layers: [any Layer] = []
      for _ in 0..<random.number(1...5) {
        layers.append(random.layer(for: shape))
        shape = layers[layers.count - 1].shapeTrace(input: shape).rows.last?.output ?? []
      }
      let head: [any Layer] = [Flatten(), Linear(shape.count / shape[0], random.number(1...20))]
      let model = Sequential(layers + head)
      model.evaluate()
      let trace = model.shapeTrace(input: input)
      #expect(trace.rows.count == model.count)
      var values = Tensor.zeros(input)
      for (row, layer) in zip(trace.rows, model.layers) {
        values = layer(values)
        expect(row, values.shape, layer)
      }
      #expect(trace.rows.reduce(0) { $0 + $1.parameterCount } == model.parameterCount)
    }
  }
}
