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
}
