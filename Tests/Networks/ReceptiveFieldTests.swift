import Networks
import Tensors
import Testing

/// The receptive field of a trace, held to what a network's outputs really depend on.
@Suite struct ReceptiveFieldTests {
  /// Which input rows and columns each output place depends on, found by raising one pixel after the other.
  private struct Dependence {
    let rows: [[ClosedRange<Int>?]]
    let columns: [[ClosedRange<Int>?]]

    /// The network's weights must be positive and its biases zero: no two influences cancel, and what comes from the
    /// raised pixel wins its poolings.
    init(_ model: any Layer, height: Int, width: Int) {
      let pixels = height * width
      var images = Tensor.zeros([pixels + 1, 1, height, width])
      images.withMutableValues { values in
        for pixel in 0..<pixels { values[pixel * pixels + pixel] = 1 }
      }
      let output = withoutGradients { model(images) }
      let (channels, outputHeight, outputWidth) = (output.shape[1], output.shape[2], output.shape[3])
      let values = output.values()
      let plane = outputHeight * outputWidth
      let none = [[ClosedRange<Int>?]](
        repeating: .init(repeating: nil, count: outputWidth), count: outputHeight)
      var (rows, columns) = (none, none)
      for pixel in 0..<pixels {
        for place in 0..<plane
        where (0..<channels).contains(where: { channel in
          values[(pixel * channels + channel) * plane + place]
            != values[(pixels * channels + channel) * plane + place]
        }) {
          let (y, x) = (place / outputWidth, place % outputWidth)
          rows[y][x] = Self.widened(rows[y][x], pixel / width)
          columns[y][x] = Self.widened(columns[y][x], pixel % width)
        }
      }
      (self.rows, self.columns) = (rows, columns)
    }

    private static func widened(_ range: ClosedRange<Int>?, _ index: Int) -> ClosedRange<Int> {
      range.map { min($0.lowerBound, index)...max($0.upperBound, index) } ?? index...index
    }
  }

  /// Expects that the largest range is the field, and that neighbours whose fields lie wholly in the image are a step
  /// apart.
  private func expect(_ ranges: [ClosedRange<Int>?], field: Int, step: Int, _ what: String) {
    #expect(ranges.compactMap { $0?.count }.max() == field, "\(what)")
    for (range, next) in zip(ranges, ranges.dropFirst()) {
      guard let range, let next, range.count == field, next.count == field else { continue }
      #expect(next.lowerBound - range.lowerBound == step, "\(what)")
    }
  }

  private func check(_ model: any Layer, _ what: String) throws {
    for (name, parameter) in model.namedParameters() {
      parameter.initialise(name.hasSuffix("bias") ? .zeros : .uniform(low: 0.5, high: 1))
    }
    model.evaluate()
    let field = try #require(model.shapeTrace(input: [1, 1, 300, 300]).rows.last?.receptiveField)
    guard case .window(let size, let step) = field else {
      Issue.record("\(what) sees \(field)")
      return
    }
    // So large that at least one output sees nothing of the padding.
    let (height, width) = (size.height + step.height - 1, size.width + step.width - 1)
    // One image for each pixel: of sixty random stacks two are too large for that.
    guard height * width <= 1600 else { return }
    let real = Dependence(model, height: height, width: width)
    for x in real.rows[0].indices {
      let column = real.rows.map { $0[x] }
      if column.contains(where: { $0 != nil }) { expect(column, field: size.height, step: step.height, what) }
    }
    for row in real.columns where row.contains(where: { $0 != nil }) {
      expect(row, field: size.width, step: step.width, what)
    }
  }

  @Test(arguments: 0..<60) func itIsWhatAnOutputDependsOn(_ seed: Int) throws {
    var random = RandomLayers(seed: UInt64(1000 + seed))
    var layers: [any Layer] = []
    var channels = 1
    for _ in 0..<random.number(1...4) {
      // For a large image, of which a small field is a part: paddings and holes included.
      let layer = random.layer(for: [1, channels, 20, 20])
      if let convolution = layer as? Conv2d { channels = convolution.outputChannels }
      layers.append(layer)
    }
    try check(Sequential(layers), "\(layers)")
  }

  @Test func branchesThatMeetTakeTheLargest() throws {
    final class Residual: Module, Layer {
      let wide = Conv2d(1, 2, kernelSize: [5, 3], padding: [2, 1])
      let narrow = Conv2d(1, 2, kernelSize: [1, 3], padding: [0, 1])
      let deeper = Conv2d(2, 2, kernelSize: [1, 3], padding: [0, 1])

      func callAsFunction(_ input: Tensor) -> Tensor { wide(input) + deeper(relu(narrow(input))) }
    }
    try check(Residual(), "a residual block")
    let rows = Residual().shapeTrace(input: [1, 1, 9, 9]).rows
    #expect(rows.map { $0.receptiveField?.description } == ["5×3", "1×3", "1×3", "1×5", "5×5"])
    #expect(rows.last?.inputs == [[1, 2, 9, 9], [1, 2, 9, 9]])
  }

  @Test func alexNetsAreThePapers() {
    // Araujo, Norris and Sim, "Computing receptive fields of convolutional neural networks", 2019, table 1: 195 behind
    // the last pooling, in steps of 32.
    let rows = AlexNet().shapeTrace(input: [1, 1, 227, 227]).rows
    #expect(rows[12].receptiveField == .window(size: 195, step: 32))
    #expect(rows[13].receptiveField == rows[12].receptiveField)
    #expect(rows[14...].allSatisfy { $0.receptiveField == .wholeImage })
  }

  @Test func aDenseLayerSeesTheWholeImage() {
    let rows = FashionDNN().shapeTrace(input: [2, 1, 28, 28]).rows
    #expect(rows[0].receptiveField == .pixel)
    #expect(rows[1...].allSatisfy { $0.receptiveField == .wholeImage })
  }

  @Test func anImageThatIsLaidOutAnewStartsAnewOnlyIfEachValueIsAPixel() throws {
    let window = Conv2d(1, 1, kernelSize: 3)
    final class Regrouping: Module, Layer {
      let before: any Layer
      let after = Conv2d(1, 1, kernelSize: 3)
      init(_ before: any Layer) { self.before = before }
      func callAsFunction(_ input: Tensor) -> Tensor { after(before(input).reshaped([-1, 1, 4, 9])) }
    }
    let flat = Regrouping(Flatten()).shapeTrace(input: [1, 1, 6, 6])
    #expect(flat.rows.last?.receptiveField == .window(size: 3, step: 1))
    let mixed = Regrouping(window).shapeTrace(input: [1, 1, 8, 8])
    #expect(mixed.rows.last?.receptiveField == .wholeImage)
  }

  @Test func whatDoesNotDependOnTheImageHasNone() {
    final class Constant: Module, Layer {
      let weight = Parameter([3], .ones)
      func callAsFunction(_ input: Tensor) -> Tensor { weight.value * 2 + weight.value }
    }
    let rows = Constant().shapeTrace(input: [3]).rows
    #expect(rows.map(\.receptiveField) == [nil, nil])
    #expect(rows.map(\.parameterCount) == [3, 0])
    #expect(rows.map(\.input) == [[3], [3]])
  }

  @Test func howeverManyStridesFollowEachOtherTheTraceGoesOn() {
    // A stride of two on a single pixel leaves it one: (1 + 2·1 − 3) / 2 + 1 = 1.
    let model = Sequential((0..<70).map { _ in Conv2d(1, 1, kernelSize: 3, stride: 2, padding: 1) })
    let fields = model.shapeTrace(input: [1, 1, 1, 1]).rows.map(\.receptiveField)
    #expect(fields.count == 70 && fields[1] == .window(size: 7, step: 4) && fields.last == .wholeImage)
  }
}
