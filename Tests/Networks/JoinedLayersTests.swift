import Networks
import Tensors
import Testing

/// A `Sequential` normalises and pools in one operation where it may; nobody can tell but by the memory.
@Suite struct JoinedLayersTests {
  private static func layers(_ hasReLU: Bool) -> [any Layer] {
    [BatchNorm2d(3)] + (hasReLU ? [ReLU()] : []) + [MaxPool2d(kernelSize: 2)]
  }

  /// What one step leaves behind, in the order of the layers' names.
  private func step(_ layers: [any Layer], training: Bool, _ run: (Tensor) -> Tensor) -> [[Float]] {
    let model = Sequential(layers)
    if !training { model.evaluate() }
    let input = Parameter(
      Tensor((0..<2 * 3 * 9 * 11).map { Float($0 * 37 % 101) / 50 - 1 }, shape: [2, 3, 9, 11]))
    let output = run(input.value)
    let weights = Tensor((0..<output.count).map { Float($0 % 11) - 5 }, shape: output.shape)
    (output * weights).sum().backward()
    guard let norm = model[0] as? BatchNorm2d else { return [] }
    return [
      output.values(), norm.runningMean.tensor.values(), norm.runningVariance.tensor.values(),
      [Float(norm.batchesTracked.integer)],
    ] + [input, norm.weight, norm.bias].map { $0?.gradient?.values() ?? [] }
  }

  @Test(arguments: [true, false], [true, false])
  func aStepIsThatOfOneAfterTheOther(hasReLU: Bool, training: Bool) {
    let (joined, single) = (Self.layers(hasReLU), Self.layers(hasReLU))
    let together = step(joined, training: training, Sequential(joined).callAsFunction)
    let apart = step(single, training: training) { single.reduce($0) { $1($0) } }
    #expect(together == apart)
    #expect(apart[3] == [training ? 1 : 0])
    #expect(apart.dropFirst(4).allSatisfy { $0.contains { $0 != 0 } })
  }

  @Test func whoLooksAtTheLayersSeesThemInTheirOrder() {
    let model = Sequential(Self.layers(true))
    let trace = Trace.walk { _ = model(Tensor(abstract: [1, 3, 4, 4])) }
    #expect(trace.entries.map(\.step.name) == ["batch_norm", "relu", "max_pool2d"])
    let activations = model.activations(of: Tensor((0..<48).map { Float($0) - 8 }, shape: [1, 3, 4, 4]))
    #expect(activations.map(\.type) == ["BatchNorm2d", "ReLU", "MaxPool2d"])
    #expect(activations.map(\.output.shape) == [[1, 3, 4, 4], [1, 3, 4, 4], [1, 3, 2, 2]])
  }

  @Test func aLastBatchNormAndOneBeforeSomethingElseStandAlone() {
    let input = Tensor((0..<96).map { Float($0 * 7 % 31) }, shape: [2, 3, 4, 4])
    for tail: [any Layer] in [[], [ReLU()], [ReLU(), ReLU(), MaxPool2d(kernelSize: 2)]] {
      let (model, norm) = (Sequential([BatchNorm2d(3)] + tail), BatchNorm2d(3))
      #expect(model(input).values() == tail.reduce(norm(input)) { $1($0) }.values())
    }
  }

  /// What is normalised and its gradient never come to be.
  @Test func lessMemoryIsTaken() {
    let pool = BufferPool()
    BufferPool.with(pool) {
      let model = Sequential(Self.layers(true))
      let input = Parameter(Tensor.zeros([4, 3, 64, 64]))
      model(input.value).sum().backward()
      // The input and its gradient hold 4 · 3 · 64 · 64 values each, what is pooled and its gradient a quarter of that:
      // two and a half large tensors, and the winners' bytes. The normalised values would be another.
      #expect(pool.statistics.reservedBytes < 3 * 4 * 3 * 64 * 64 * MemoryLayout<Float>.stride)
    }
  }
}
