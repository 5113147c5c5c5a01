import Kernels
import Testing

@Suite struct SummationTests {
  /// Single precision runs over 512 values in a row at most: 512 · 2⁻²⁴ of the sum of magnitudes at worst, a
  /// tenth of it here.
  @Test(arguments: [0, 1, 17, 64, 1000, 200_003])
  func theTotalIsTheSum(count: Int) {
    let values = randomValues(count, seed: 1)
    let expected = values.exact.reduce(0, +)
    let magnitude = values.exact.reduce(0) { $0 + abs($1) }
    #expect(abs(Double(Summation.total(count, values)) - expected) <= 3e-6 * magnitude)
  }

  @Test(arguments: [(1, 64, 4096), (3, 5, 7), (4, 1, 1), (2, 9, 300), (1, 0, 3)])
  func sumsOverTheMiddleAxis(outer: Int, length: Int, inner: Int) {
    let values = randomValues(outer * length * inner, seed: 2)
    var sums = [Float](repeating: .nan, count: outer * inner)
    Summation.overMiddle(outer: outer, length: length, inner: inner, values, output: &sums)
    var expected = [Double](repeating: 0, count: outer * inner)
    for index in values.indices {
      expected[index / (length * inner) * inner + index % inner] += Double(values[index])
    }
    expectClose(sums, expected, within: 1e-5, "sum")
  }
}
