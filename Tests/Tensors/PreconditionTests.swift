import Tensors
import Testing

@Suite struct PreconditionTests {
  /// The library is compiled with optimisation, where the standard library's `precondition` keeps silent.
  @Test func aMistakeInTheCallingCodeStopsWithItsSentence() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor([1, 2, 3], shape: [2, 2])
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("3 values do not fill the shape [2, 2]"))
  }

  /// Two losses that share a part of the network: the first `backward()` has used that part up, and the second
  /// would leave its share of the gradient out.
  @Test func aTapeThatWasUsedStopsTheSecondBackward() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let weight = Parameter(Tensor([3], shape: [1]))
      let shared = weight.value * weight.value
      let (first, second) = ((shared * 2).sum(), (shared * 5).sum())
      first.backward()
      second.backward()
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("backward() came to multiply"))
    #expect(text.contains("a second time: run the forward pass again, or add the losses"))
  }

  @Test func theSameLossTwiceStopsToo() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let loss = Parameter(Tensor([3], shape: [1])).value.sum()
      loss.backward()
      loss.backward()
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("backward() came to sum a second time"))
  }

  @Test func lossesThatShareAPartAreAddedInstead() {
    let weight = Parameter(Tensor([3], shape: [1]))
    let shared = weight.value * weight.value
    ((shared * 2).sum() + (shared * 5).sum()).backward()  // 7w²: 14w
    #expect(weight.gradient?.values() == [42])
  }
}
