import Kernels
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct PoolingTests {
  /// AlexNet's overlapping windows at its three sizes, FashionCNN's, then what finds the edges: rectangles,
  /// strides beyond the window, padding, rows of one, rows longer than two vectors.
  static let shapes: [PoolingGeometry] = [
    .init(planes: 7, input: (55, 55), kernel: (3, 3), stride: (2, 2)),
    .init(planes: 5, input: (27, 27), kernel: (3, 3), stride: (2, 2)),
    .init(planes: 130, input: (13, 13), kernel: (3, 3), stride: (2, 2)),
    .init(planes: 9, input: (28, 28), kernel: (2, 2), stride: (2, 2)),
    // Planes so small that several of them have no room behind them for a vector.
    .init(planes: 9, input: (3, 3), kernel: (2, 2), stride: (2, 2)),
    .init(planes: 4, input: (5, 5), kernel: (3, 3), stride: (2, 2)),
    .init(planes: 3, input: (11, 7), kernel: (2, 5), stride: (1, 3), padding: (1, 2)),
    .init(planes: 2, input: (40, 81), kernel: (5, 4), stride: (3, 2), padding: (2, 1)),
    .init(planes: 4, input: (6, 33), kernel: (3, 3), stride: (1, 1), padding: (1, 1)),
    .init(planes: 3, input: (9, 37), kernel: (2, 2), stride: (5, 4)),
    .init(planes: 2, input: (1, 1), kernel: (1, 1), stride: (3, 2)),
    .init(planes: 1, input: (16, 16), kernel: (16, 16), stride: (16, 16)),
    .init(planes: 2, input: (2, 70), kernel: (2, 3), stride: (2, 7), padding: (1, 1)),
  ]

  /// Values of few sizes, so that many windows hold their largest more than once; some are not numbers.
  @Test(arguments: shapes)
  func maximaAndWinnersAreThoseOfTheReference(_ g: PoolingGeometry) {
    var input = randomValues(g.planes * g.inputPlane, seed: 1).map { ($0 * 3).rounded() }
    for index in stride(from: 5, to: input.count, by: 97) { input[index] = .nan }
    for index in stride(from: 7, to: input.count, by: 5) { input[index] = -.infinity }
    let count = g.planes * g.outputPlane
    var (fast, plain, reference) = (
      [Float](repeating: 7, count: count), [Float](repeating: 7, count: count),
      [Float](repeating: 8, count: count)
    )
    var (winners, referenceWinners) = (
      [UInt8](repeating: 1, count: count), [UInt8](repeating: 2, count: count)
    )
    MaxPooling.forward(g, input: input, output: &fast, indices: &winners)
    MaxPooling.forward(g, input: input, output: &plain, indices: nil)
    MaxPooling.Reference.forward(g, input: input, output: &reference, indices: &referenceWinners)
    #expect(fast.map(\.bitPattern) == reference.map(\.bitPattern))
    #expect(plain.map(\.bitPattern) == reference.map(\.bitPattern))
    #expect(winners == referenceWinners)
  }

  /// The planes end where memory does: a read behind them would end the tests.
  @Test(arguments: shapes)
  func maximaAreTakenOfNothingBehindTheLastPlane(_ g: PoolingGeometry) throws {
    let values = randomValues(g.planes * g.inputPlane, seed: 4)
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let byteCount = values.count * MemoryLayout<Float>.stride
    let length = (byteCount + page - 1) / page * page
    let memory = try #require(mmap(nil, length + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0))
    #expect(memory != MAP_FAILED)
    defer { munmap(memory, length + page) }
    #expect(mprotect(memory + length, page, PROT_NONE) == 0)
    let input = (memory + (length - byteCount)).bindMemory(to: Float.self, capacity: values.count)
    input.update(from: values, count: values.count)

    var output = [Float](repeating: 7, count: g.planes * g.outputPlane)
    var reference = [Float](repeating: 8, count: output.count)
    var winners = [UInt8](repeating: 0, count: output.count)
    MaxPooling.forward(g, input: input, output: &output, indices: &winners)
    MaxPooling.Reference.forward(g, input: values, output: &reference, indices: nil)
    #expect(output == reference)
  }

  @Test(arguments: shapes)
  func aMaximumsGradientGoesToItsWinner(_ g: PoolingGeometry) {
    let input = randomValues(g.planes * g.inputPlane, seed: 2)
    let gradient = randomValues(g.planes * g.outputPlane, seed: 3)
    var output = [Float](repeating: 0, count: gradient.count)
    var winners = [UInt8](repeating: 0, count: gradient.count)
    MaxPooling.forward(g, input: input, output: &output, indices: &winners)
    var fast = [Float](repeating: .nan, count: input.count)
    var reference = [Float](repeating: .nan, count: input.count)
    MaxPooling.backward(g, gradient: gradient, indices: winners, inputGradient: &fast)
    MaxPooling.Reference.backward(g, gradient: gradient, indices: winners, inputGradient: &reference)
    #expect(fast == reference)
  }

  /// A sum of at most 256 values and a division: each rounded once, so within 257 · 2⁻²⁴ = 1.5e-5 at worst
  /// and within 1e-5 here.
  @Test(arguments: shapes)
  func meansAndTheirGradientsAreThoseOfTheReference(_ g: PoolingGeometry) {
    let input = randomValues(g.planes * g.inputPlane, seed: 4)
    let gradient = randomValues(g.planes * g.outputPlane, seed: 5)
    var output = [Float](repeating: .nan, count: gradient.count)
    var expectedOutput = [Double](repeating: 0, count: gradient.count)
    AveragePooling.forward(g, input: input, output: &output)
    AveragePooling.Reference.forward(g, input: input.exact, output: &expectedOutput)
    expectClose(output, expectedOutput, within: 1e-5, "mean")
    var inputGradient = [Float](repeating: .nan, count: input.count)
    var expectedGradient = [Double](repeating: 0, count: input.count)
    AveragePooling.backward(g, gradient: gradient, inputGradient: &inputGradient)
    AveragePooling.Reference.backward(g, gradient: gradient.exact, inputGradient: &expectedGradient)
    expectClose(inputGradient, expectedGradient, within: 1e-5, "gradient of a mean")
  }

  static let small: [PoolingGeometry] = [
    .init(planes: 2, input: (7, 7), kernel: (3, 3), stride: (2, 2)),
    .init(planes: 2, input: (5, 8), kernel: (2, 4), stride: (1, 3), padding: (1, 2)),
  ]

  /// No two of these random values lie within 2·10⁻⁴ of each other in a window, so that a step of 10⁻⁴
  /// changes no winner.
  @Test(arguments: small)
  func gradientsAreCentralDifferences(_ g: PoolingGeometry) {
    let count = g.planes * g.outputPlane
    let input = (0..<g.planes * g.inputPlane).map { Double($0 * 37 % 101) / 50 - 1 }
    let weights = randomValues(count, seed: 6).exact
    func maxima(_ input: [Double]) -> ([Double], [UInt8]) {
      var (output, winners) = ([Double](repeating: 0, count: count), [UInt8](repeating: 0, count: count))
      MaxPooling.Reference.forward(g, input: input, output: &output, indices: &winners)
      return (output, winners)
    }
    func means(_ input: [Double]) -> [Double] {
      var output = [Double](repeating: 0, count: count)
      AveragePooling.Reference.forward(g, input: input, output: &output)
      return output
    }
    var gradient = [Double](repeating: 0, count: input.count)
    MaxPooling.Reference.backward(g, gradient: weights, indices: maxima(input).1, inputGradient: &gradient)
    expectGradient(gradient, of: { weighted(maxima($0).0, weights) }, at: input, "max pooling")
    AveragePooling.Reference.backward(g, gradient: weights, inputGradient: &gradient)
    expectGradient(gradient, of: { weighted(means($0), weights) }, at: input, "average pooling")
  }

  @Test func paddingCountsInAMeanAndNeverWinsAMaximum() {
    let g = PoolingGeometry(planes: 1, input: (2, 2), kernel: (2, 2), stride: (2, 2), padding: (1, 1))
    let input: [Float] = [-4, -8, -12, -16]
    var (maxima, means) = ([Float](repeating: 0, count: 4), [Float](repeating: 0, count: 4))
    MaxPooling.forward(g, input: input, output: &maxima, indices: nil)
    AveragePooling.forward(g, input: input, output: &means)
    #expect(maxima == [-4, -8, -12, -16])
    #expect(means == [-1, -2, -3, -4])
  }
}
