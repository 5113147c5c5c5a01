import Kernels
import Testing

@testable import Tensors

@Suite struct TensorTests {
  @Test func aCopyKeepsItsValuesWhenTheOtherIsWrittenTo() {
    let original = Tensor([1, 2, 3], shape: [3])
    var copy = original
    copy.withMutableValues { $0[0] = 9 }
    #expect(original.values() == [1, 2, 3])
    #expect(copy.values() == [9, 2, 3])
  }

  @Test func aParameterIsMadeWhenReadAndTheSameWhateverElseIsRead() {
    func weights(readFirst: Bool) -> [Float] {
      withSeed(5) {
        let first = Parameter([10], .uniform(fanIn: 4))
        let second = Parameter([10], .uniform(fanIn: 4))
        if readFirst { _ = first.value }
        #expect(!second.isMaterialised)
        return second.value.values()
      }
    }
    #expect(weights(readFirst: true) == weights(readFirst: false))
  }

  @Test func anUpdateInPlaceDoesNotReachATensorThatSharesTheValues() {
    let parameter = Parameter(Tensor([1], shape: [1]))
    let before = parameter.value.detached()
    parameter.update { $0[0] = 2 }
    #expect(before.values() == [1])
    #expect(parameter.value.values() == [2])
  }

  @Test func initialValuesFillTheirBoundsEvenly() {
    let bound = Float(1) / Float(50).squareRoot()
    let values = withSeed(1) { Parameter([200, 50], .uniform(fanIn: 50)).value.values() }
    #expect(values.allSatisfy { abs($0) <= bound })
    let variance = values.reduce(0) { $0 + $1 * $1 } / Float(values.count)
    // Variance of an even distribution: bound²/3; its standard error over n values is bound² · √(4/45 / n).
    #expect(
      abs(variance - bound * bound / 3) < 4 * bound * bound * (4 / 45 / Float(values.count)).squareRoot())
  }

  @Test func blocksOfNearlyTheSameSizeAreUsedAgainAndAtMostAnEighthIsWasted() {
    for bytes in [1, 512, 513, 1000, 4096, 5000, 1 << 20, (1 << 20) + 1, 150_994_944] {
      let size = BufferPool.sizeClass(bytes)
      #expect(size >= bytes)
      #expect(bytes < 512 || Double(size) <= Double(bytes) * 1.125)
    }
    #expect(BufferPool.sizeClass(150_994_944) == 150_994_944)
  }

  @Test func randomnessGoesOnFromItsState() {
    let first = Randomness(seed: 3)
    _ = first.stream(.dropout)
    let second = Randomness(seed: 3)
    second.state = first.state
    var (a, b) = (first.stream(.dropout), second.stream(.dropout))
    #expect(a.next() == b.next())
  }
}
