import Networks
import Tensors
import Testing

/// A `Sequential` pools before it rectifies where it may; nobody can tell but by the memory.
@Suite struct RectifiedPoolingTests {
  private static let pairs: [(kernel: Int, stride: Int, padding: Int)] = [
    (2, 2, 0), (3, 2, 0), (3, 2, 1), (3, 1, 1), (5, 3, 2),
  ]

  /// Small whole numbers, so that windows hold several largest values, and windows without a positive one.
  private static func images() -> [Float] {
    var state: UInt32 = 9
    return (0..<2 * 3 * 13 * 17).map { index in
      state = state &* 1_664_525 &+ 1_013_904_223
      return index < 200 ? -1 : Float(Int(state >> 24) % 7 - 4)
    }
  }

  @Test(arguments: pairs) func valuesAndGradientsAreThoseOfOneAfterTheOther(
    _ pair: (kernel: Int, stride: Int, padding: Int)
  ) {
    let pool = MaxPool2d(kernelSize: pair.kernel, stride: pair.stride, padding: pair.padding)
    func run(_ body: (Tensor) -> Tensor) -> (output: [Float], gradient: [Float]?) {
      let input = Parameter(Tensor(Self.images(), shape: [2, 3, 13, 17]))
      let output = body(input.value)
      let weights = Tensor((0..<output.count).map { Float($0 % 11) - 5 }, shape: output.shape)
      (output * weights).sum().backward()
      return (output.values(), input.gradient?.values())
    }
    let together = run(Sequential([ReLU(), pool]).callAsFunction)
    let apart = run { pool(ReLU()($0)) }
    #expect(together.output == apart.output)
    #expect(together.gradient == apart.gradient)
    #expect(apart.gradient?.contains { $0 != 0 } == true)
  }

  @Test func whoLooksAtTheLayersSeesThemInTheirOrder() {
    let model = Sequential {
      ReLU()
      MaxPool2d(kernelSize: 2)
    }
    let trace = Trace.walk { _ = model(Tensor(abstract: [1, 1, 4, 4])) }
    #expect(trace.entries.map(\.output) == [[1, 1, 4, 4], [1, 1, 2, 2]])
    let activations = model.activations(of: Tensor((0..<16).map { Float($0) - 8 }, shape: [1, 1, 4, 4]))
    #expect(activations.map(\.type) == ["ReLU", "MaxPool2d"])
    #expect(activations.map(\.output.shape) == [[1, 1, 4, 4], [1, 1, 2, 2]])
  }

  /// What the ReLU would have kept is given back at once.
  @Test func lessMemoryIsHeldForTheWayBack() {
    let pool = BufferPool()
    BufferPool.with(pool) {
      let model = Sequential {
        Conv2d(1, 64, kernelSize: 3, padding: 1)
        ReLU()
        MaxPool2d(kernelSize: 2)
        Conv2d(64, 64, kernelSize: 3, padding: 1)
        ReLU()
        MaxPool2d(kernelSize: 2)
      }
      let output = model(.zeros([4, 1, 64, 64]))
      // The convolutions make 4 and 1 MB, the poolings a quarter of that. Apart, the first ReLU would make 4 MB more.
      #expect(pool.statistics.reservedBytes < 9_000_000)
      output.sum().backward()
    }
  }
}
