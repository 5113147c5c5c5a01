import Testing

@testable import Tensors

/// A differentiable y = x², small enough to see through.
private func square(_ x: Tensor) -> Tensor {
  .operation(OperationStep("square"), inputs: [x], shape: x.shape) { output in
    for index in 0..<x.count { output.mutablePointer[index] = x.pointer[index] * x.pointer[index] }
  } backward: { _ in
    { gradient in
      [Tensor((0..<x.count).map { 2 * x.pointer[$0] * gradient.pointer[$0] }, shape: x.shape)]
    }
  }
}

private func total(_ x: Tensor) -> Tensor {
  .operation(OperationStep("total"), inputs: [x], shape: []) { output in
    output.mutablePointer[0] = x.values().reduce(0, +)
  } backward: { _ in
    { gradient in [Tensor(repeating: gradient.item(), shape: x.shape)] }
  }
}

@Suite struct TapeTests {
  @Test func aGradientReachesTheParameter() {
    let x = Parameter(Tensor([1, -2, 3], shape: [3]))
    total(square(x.value)).backward()
    #expect(x.gradient?.values() == [2, -4, 6])
  }

  @Test func gradientsOfTwoUsesAndTwoCallsAddUp() {
    let x = Parameter(Tensor([3], shape: [1]))
    for _ in 0..<2 {
      let y = square(x.value)
      total(square(y)).backward()  // x⁴: 4x³ = 108
    }
    #expect(x.gradient?.values() == [216])
  }

  @Test func aTensorUsedTwiceGetsBothGradientsBeforeItPassesThemOn() {
    let x = Parameter(Tensor([2], shape: [1]))
    let y = square(x.value)
    let z = Tensor.operation(OperationStep("sum"), inputs: [y, square(y)], shape: [1]) { output in
      output.mutablePointer[0] = 0
    } backward: { _ in
      { gradient in [gradient, gradient] }
    }
    total(z).backward()  // x² + x⁴: 2x + 4x³ = 36
    #expect(x.gradient?.values() == [36])
  }

  /// Lost additions would leave less than the sum; each is exact, being a whole number.
  @Test func gradientsFromManyTasksAllArriveInTheParameterTheyShare() async {
    let x = Parameter(Tensor(repeating: 1, shape: [64]))
    await withTaskGroup { group in
      for _ in 0..<8 {
        group.addTask { for _ in 0..<200 { total(square(x.value)).backward() } }
      }
    }
    #expect(x.gradient?.values() == [Float](repeating: 2 * 8 * 200, count: 64))
  }

  @Test func withoutGradientsNothingIsRecorded() {
    let x = Parameter(Tensor([1], shape: [1]))
    #expect(square(x.value).requiresGradient)
    #expect(!withoutGradients { square(x.value) }.requiresGradient)
    #expect(!square(x.value.detached()).requiresGradient)
  }

  @Test func backwardGivesMemoryBackLayerByLayer() {
    let pool = BufferPool()
    BufferPool.with(pool) {
      let x = Parameter(Tensor(repeating: 1, shape: [1000]))
      for _ in 0..<3 {
        total(square(square(x.value))).backward()
        x.gradient = nil
      }
      let afterThree = pool.statistics
      for _ in 0..<10 {
        total(square(square(x.value))).backward()
        x.gradient = nil
      }
      #expect(pool.statistics == afterThree)
    }
  }

  @Test func aLongChainNeitherOverflowsNorForgets() {
    let x = Parameter(Tensor([1], shape: [1]))
    var y = x.value
    for _ in 0..<20_000 { y = square(y) }
    total(y).backward()
    #expect(x.gradient?.values() == [.infinity])
  }

  @Test func aWalkComputesNothingAndSeesEveryShape() {
    let pool = BufferPool()
    let trace = BufferPool.with(pool) {
      let weight = Parameter([1 << 20], .ones)
      let trace = Trace.walk {
        let output = total(square(weight.value))
        #expect(output.isAbstract)
      }
      #expect(!weight.isMaterialised)
      return trace
    }
    #expect(trace.entries.map(\.step.name) == ["square", "total"])
    #expect(trace.entries.map(\.output) == [[1 << 20], []])
    #expect(pool.statistics.reservations == 0)
  }
}
