import Testing

@testable import Kernels

/// The paths that save multiplications, against the definition in double precision.
///
/// A worst-case bound says nothing here: it grows with the product of the transforms' norms and would allow errors larger
/// than the values. Roundings do not conspire, though. Measured on random values, the relative root-mean-square error
/// is 1.6 to 2.5·10⁻⁶ with 96 to 384 channels (`WinogradMatrices`), and it grows at most with the root of their number,
/// as sums of independent roundings do; below 5·10⁻⁶ is what the project asks for. A single error is a sum of thousands
/// of roundings, as good as normal: among fewer than 10⁶ outputs none exceeds 6 standard deviations but once in a
/// thousand runs, so 8 is a bound.
@Suite struct ConvolutionWinogradTests {
  static let shapes: [ConvolutionGeometry] = [
    // AlexNet's middle layers with fewer channels; then sides that leave part of a tile over, channels that leave
    // part of a vector, no padding, and the most padding.
    .init(
      batch: 3, inputChannels: 16, inputHeight: 27, inputWidth: 27, outputChannels: 32, kernelHeight: 5,
      kernelWidth: 5, paddingHeight: 2, paddingWidth: 2),
    .init(
      batch: 13, inputChannels: 32, inputHeight: 13, inputWidth: 13, outputChannels: 48, kernelHeight: 3,
      kernelWidth: 3, paddingHeight: 1, paddingWidth: 1),
    .init(
      batch: 5, inputChannels: 17, inputHeight: 24, inputWidth: 31, outputChannels: 35, kernelHeight: 3,
      kernelWidth: 3),
    .init(
      batch: 7, inputChannels: 33, inputHeight: 14, inputWidth: 19, outputChannels: 19, kernelHeight: 5,
      kernelWidth: 3, paddingHeight: 4, paddingWidth: 2),
    .init(
      batch: 40, inputChannels: 16, inputHeight: 8, inputWidth: 8, outputChannels: 16, kernelHeight: 5,
      kernelWidth: 5,
      paddingHeight: 1, paddingWidth: 2),
    // Few tiles: one image of AlexNet's middle layers, and two with channels that leave part of a chunk and a panel.
    .init(
      batch: 1, inputChannels: 96, inputHeight: 27, inputWidth: 27, outputChannels: 64, kernelHeight: 5,
      kernelWidth: 5, paddingHeight: 2, paddingWidth: 2),
    .init(
      batch: 1, inputChannels: 128, inputHeight: 13, inputWidth: 13, outputChannels: 96, kernelHeight: 3,
      kernelWidth: 3, paddingHeight: 1, paddingWidth: 1),
    .init(
      batch: 2, inputChannels: 71, inputHeight: 13, inputWidth: 13, outputChannels: 41, kernelHeight: 3,
      kernelWidth: 3, paddingHeight: 1, paddingWidth: 1),
    // More filters than the cache holds, as AlexNet's last three layers have.
    .init(
      batch: 11, inputChannels: 200, inputHeight: 13, inputWidth: 13, outputChannels: 210, kernelHeight: 3,
      kernelWidth: 3, paddingHeight: 1, paddingWidth: 1),
    // Fewer pixels than a vector holds.
    .init(
      batch: 200, inputChannels: 20, inputHeight: 5, inputWidth: 3, outputChannels: 24, kernelHeight: 3,
      kernelWidth: 3, paddingHeight: 1, paddingWidth: 1),
  ]

  @Test(arguments: shapes)
  func agreesWithTheDefinition(_ g: ConvolutionGeometry) {
    #expect(
      WinogradPlan(forward: g)?.pays(batch: g.batch) == true, "the path under test is not taken for \(g)")
    check(g, ConvolutionOperands(g, seed: 5))
  }

  /// The shapes find every order in which tiles and filters are gone through, the weight gradient's included.
  @Test func theShapesTakeEveryWay() {
    let plans = Self.shapes.compactMap { g in WinogradPlan(forward: g).map { ($0, g.batch) } }
    #expect(Set(plans.map { $0.order(batch: $1) }) == [.fewTiles, .blockByTask, .blockByBlock])
    #expect(plans.contains { $0.order(batch: $1) == .blockByBlock && $0.paysForWeightGradient(batch: $1) })
    #expect(plans.contains { $0.order(batch: $1) == .blockByTask && $0.paysForWeightGradient(batch: $1) })
  }

  /// The product's last block has one size after the other, beside rows that lie further apart than they are long.
  @Test(arguments: [3, 6, 9, 12, 15, 33]) func productsOfEachNumberOfRowsAreThoseOfTheDefinition(rows: Int) {
    var random = SplitMix(state: 8)
    let (depth, stride) = (200, 40)
    let (a, b) = (random.values(rows * depth), random.values(depth * stride))
    var c = [Float](repeating: 7, count: rows * stride + 1)
    PanelProduct.multiply(
      rows: rows, depth: depth, a: a, aRowStride: depth, aDepthStride: 1, b: b, bStride: stride, c: &c,
      cStride: stride, accumulate: false)
    for row in 0..<rows {
      for column in 0..<stride {
        let value = c[row * stride + column]
        guard column < PanelProduct.columns else {
          #expect(value == 7, "row \(row) wrote beyond its columns")
          continue
        }
        let sum = (0..<depth).reduce(0) { $0 + Double(a[row * depth + $1]) * Double(b[$1 * stride + column]) }
        // At most 200 products below 1, rounded once each by 2⁻²⁴ of a partial sum below 200.
        #expect(abs(Double(value) - sum) < 200 * 200 * 0x1p-24)
      }
    }
    #expect(c[rows * stride] == 7)
  }

  /// After a ReLU nothing is negative, and a sum of many positive products is larger than its terms.
  @Test func agreesForInputsThatAreNeverNegative() {
    let g = Self.shapes[1]
    var operands = ConvolutionOperands(g, seed: 6)
    operands.input = operands.input.map { max(0, $0) }
    check(g, operands)
  }

  private func check(_ g: ConvolutionGeometry, _ operands: ConvolutionOperands<Float>) {
    let actual = fastConvolution(g, operands)
    let expected = referenceConvolution(g, operands.exact)
    func check(_ name: String, _ values: [Float], _ truth: [Double]) {
      let error = relativeError(values, truth)
      #expect(error < 5e-6, "\(name): relative error \(error) for \(g)")
      let size = (truth.map { $0 * $0 }.reduce(0, +) / Double(truth.count)).squareRoot()
      let worst = zip(values, truth).map { abs(Double($0) - $1) }.max() ?? 0
      #expect(
        worst < 8 * 5e-6 * size, "\(name): largest error \(worst) where values are about \(size), for \(g)")
    }
    check("output", actual.output, expected.output)
    check("inputGradient", actual.inputGradient, expected.inputGradient)
    check("weightGradient", actual.weightGradient, expected.weightGradient)
    check("biasGradient", actual.biasGradient, expected.biasGradient)
  }
}

@Suite struct WinogradMatricesTests {
  /// In one dimension, by hand: y = Aᵀ [(G g) ⊙ (Bᵀ d)] must be the plain sums Σ g[k] · d[i + k].
  @Test(arguments: [3, 5])
  func filterOneTile(taps: Int) throws {
    let matrices = try #require(WinogradMatrices.forTaps(taps))
    let inputs: [Float] = [3, -1, 4, 1, -5, 9, 2]
    let filter: [Float] = Array([2, 7, -1, 8, 2].prefix(taps))
    let products = zip(matrices.filter.times(filter), matrices.input.times(inputs)).map { $0 * $1 }
    let outputs = matrices.output.times(products)
    #expect(outputs.count == 8 - taps)
    for (index, output) in outputs.enumerated() {
      let expected = filter.indices.map { filter[$0] * inputs[index + $0] }.reduce(0, +)
      // Intermediate values reach a thousand, of which a Float keeps 10⁻⁴ in absolute terms.
      #expect(abs(output - expected) < 1e-3)
    }
  }

  /// The points that are used round least: no other three pairs of eighths up to 2 amplify less.
  @Test(arguments: [3, 5]) func noPairsOfEighthsAmplifyLess(taps: Int) {
    let ours = amplification(WinogradMatrices.points, taps: taps)
    #expect(abs(ours - 9.69) < 0.01)
    #expect(abs(amplification([0, 1, -1, 2, -2, 0.5], taps: taps) - 16.60) < 0.01)
    for a in 1...14 {
      for b in a + 1...15 {
        for c in b + 1...16 {
          let points = [a, b, c].flatMap { [Double($0) / 8, -Double($0) / 8] }
          // The same points in another order differ in the last digits.
          #expect(amplification(points, taps: taps) > ours - 1e-9, "\(points)")
        }
      }
    }
  }

  /// How many times as much as direct filtering the two-dimensional method rounds: see ``WinogradMatrices``.
  private func amplification(_ points: [Double], taps: Int) -> Double {
    let (evaluation, filter, input) = WinogradMatrices.matrices(points: points, taps: taps)
    let products = zip(filter, input).map { filter, input in
      filter.map { $0 * $0 }.reduce(0, +) * input.map { $0 * $0 }.reduce(0, +)
    }
    let outputs = evaluation[0].indices
    let sum = outputs.map { i in zip(evaluation, products).map { $0[i] * $0[i] * $1 }.reduce(0, +) }
      .reduce(0, +)
    return sum / Double(outputs.count * taps)
  }

  @Test func otherFiltersHaveNoMatrices() {
    #expect(WinogradMatrices.forTaps(1) == nil)
    #expect(WinogradMatrices.forTaps(11) == nil)
  }
}

extension TileMatrix {
  fileprivate func times(_ values: [Float]) -> [Float] {
    (0..<rows).map { row in
      (0..<columns).map { coefficients[row * columns + $0] * values[$0] }.reduce(0, +)
    }
  }
}
