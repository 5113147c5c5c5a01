import Testing

@testable import Kernels

@Suite struct MatrixProductTests {
  /// Only where the environment leaves the choice to us: a user's own OPENBLAS_CORETYPE is respected.
  @Test(.enabled(if: (try? OpenBLAS.loaded.get())?.userChoice == nil))
  func theRightCoreIsChosenAndReadBack() throws {
    let library = try OpenBLAS.loaded.get()
    let features = Processor.current.features
    // These are the library's cores that use 512-bit and 256-bit vectors; anything else would run at a fraction.
    let wide: Set = ["SkylakeX", "Cooperlake", "SapphireRapids", "Zen4", "Zen5"]
    if features.isSuperset(of: ["avx512f", "avx512dq", "avx512bw", "avx512vl", "avx512cd"]) {
      #expect(wide.contains(library.core), "AVX-512 is there, but OpenBLAS runs its core \(library.core)")
    } else if features.isSuperset(of: ["avx2", "fma"]) {
      #expect(
        ["Haswell", "Zen"].contains(library.core), "AVX2 is there, but OpenBLAS runs its core \(library.core)"
      )
    }
  }

  @Test func theCoreFollowsFromWhatTheProcessorCan() {
    #expect(OpenBLAS.preferredCore(features: ["avx2", "fma", "avx512f"]) == "Haswell")
    #expect(
      OpenBLAS.preferredCore(features: [
        "avx2", "fma", "avx512f", "avx512dq", "avx512bw", "avx512vl", "avx512cd",
      ])
        == "SkylakeX")
    #expect(OpenBLAS.preferredCore(features: ["sse3"]) == nil)
  }

  @Test func theFastProductsEqualTheDefinition() {
    var random = RandomStream(seed: 8, purpose: .other)
    for _ in 0..<60 {
      let (m, n, k) = (1 + random.below(90), 1 + random.below(200), 1 + random.below(120))
      let (transposeA, transposeB, accumulate) = (
        random.below(2) == 1, random.below(2) == 1, random.below(2) == 1
      )
      let aStride = (transposeA ? m : k) + random.below(3)
      let bStride = (transposeB ? k : n) + random.below(3)
      let cStride = n + random.below(3)
      let a = (0..<aStride * (transposeA ? k : m)).map { _ in random.nextUniform(-1, 1) }
      let b = (0..<bStride * (transposeB ? n : k)).map { _ in random.nextUniform(-1, 1) }
      let start = (0..<cStride * m).map { _ in random.nextUniform(-1, 1) }
      var (reference, serial, parallel) = (start, start, start)
      MatrixProduct.Reference.serial(
        m, n, k, a: a, aStride: aStride, transposeA: transposeA, b: b, bStride: bStride,
        transposeB: transposeB,
        c: &reference, cStride: cStride, accumulate: accumulate)
      MatrixProduct.serial(
        m, n, k, a: a, aStride: aStride, transposeA: transposeA, b: b, bStride: bStride,
        transposeB: transposeB,
        c: &serial, cStride: cStride, accumulate: accumulate)
      MatrixProduct.parallel(
        m, n, k, a: a, aStride: aStride, transposeA: transposeA, b: b, bStride: bStride,
        transposeB: transposeB,
        c: &parallel, cStride: cStride, accumulate: accumulate)
      // A sum of k+1 terms of size at most 1 in any order: |error| ≤ (k + 1)² ulp(1)/2 at worst, √k of it as a rule.
      let tolerance = Float(k + 1) * 2 * .ulpOfOne
      #expect(zip(reference, serial).allSatisfy { abs($0 - $1) <= tolerance })
      #expect(zip(reference, parallel).allSatisfy { abs($0 - $1) <= tolerance })
    }
  }

  @Test func fewRowsEqualTheDefinition() {
    var random = RandomStream(seed: 9, purpose: .other)
    for round in 0..<40 {
      let (rows, outputs, inputs) = (1 + round % FewRows.most, 1 + random.below(90), 1 + random.below(900))
      let x = (0..<rows * inputs).map { _ in random.nextUniform(-1, 1) }
      let weight = (0..<outputs * inputs).map { _ in random.nextUniform(-1, 1) }
      let bias = (0..<outputs).map { _ in random.nextUniform(-1, 1) }
      var expected = (0..<rows).flatMap { _ in round % 2 == 0 ? bias : [Float](repeating: 0, count: outputs) }
      MatrixProduct.Reference.serial(
        rows, outputs, inputs, a: x, aStride: inputs, b: weight, bStride: inputs, transposeB: true,
        c: &expected, cStride: outputs, accumulate: true)
      let biasPointer = UnsafeMutablePointer<Float>.allocate(capacity: outputs)
      biasPointer.initialize(from: bias, count: outputs)
      defer { biasPointer.deallocate() }
      let results = [1, 3].map { threads in
        withThreads(threads) { () -> [Float] in
          var y = [Float](repeating: .nan, count: rows * outputs)
          FewRows.timesTransposed(
            rows, outputs, inputs, x: x, weight: weight,
            bias: round % 2 == 0 ? UnsafePointer(biasPointer) : nil, y: &y)
          return y
        }
      }
      #expect(results[0] == results[1])
      let tolerance = Float(inputs + 1) * 2 * .ulpOfOne
      #expect(
        zip(expected, results[0]).allSatisfy { abs($0 - $1) <= tolerance }, "\(rows) \(outputs) \(inputs)")
    }
  }
}
