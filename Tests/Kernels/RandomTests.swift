import Testing

@testable import Kernels

@Suite struct RandomTests {
  /// The known answers that come with the authors' own Random123 library (`kat_vectors`, philox4x32, 10 rounds).
  @Test func philoxGivesThePublishedAnswers() {
    #expect(Philox(key: 0).block((0, 0)) == SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    #expect(
      Philox(key: .max).block((.max, .max)) == SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    #expect(
      Philox(key: 0x299f_31d0_a409_3822).block((0x85a3_08d3_243f_6a88, 0x0370_7344_1319_8a2e))
        == SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test func eightBlocksAtOnceEqualOneAfterTheOther() {
    let generator = Philox(key: 0x1234_5678_9abc_def0)
    for first in [UInt64(0), 5, 0xFFFF_FFFC] {
      let lanes = generator.blocks(first: first, high: 77 << 40 | 3)
      for lane in 0..<8 {
        let block = generator.block((first + UInt64(lane), 77 << 40 | 3))
        let words = [lanes.0[lane], lanes.1[lane], lanes.2[lane], lanes.3[lane]]
        #expect(words == (0..<4).map { UInt64(block[$0]) })
      }
    }
  }

  @Test func fillingGivesTheNumbersThatTheStreamGivesOneByOne() {
    let count = 70_001
    var filled = [Float](repeating: -1, count: count)
    var stream = RandomStream(seed: 11, purpose: .initialisation, lane: 4)
    filled.withUnsafeMutableBufferPointer {
      if let base = $0.baseAddress { stream.fillUniform(base, count: count, low: -2, high: 3) }
    }
    #expect(filled == (0..<count).map { _ in stream.nextUniform(-2, 3) })
  }

  @Test func normalNumbersHaveTheirMomentsAndTails() {
    let count = 1 << 20
    var values = [Float](repeating: 0, count: count)
    values.withUnsafeMutableBufferPointer {
      guard let base = $0.baseAddress else { return }
      RandomStream(seed: 3, purpose: .other).fillNormal(base, count: count, mean: 1, deviation: 2)
    }
    let standard = values.map { Double($0 - 1) / 2 }
    let mean = standard.reduce(0, +) / Double(count)
    let variance = standard.reduce(0) { $0 + $1 * $1 } / Double(count)
    let fourth = standard.reduce(0) { $0 + $1 * $1 * $1 * $1 } / Double(count)
    // Four standard errors: 1/√n for the mean, √(2/n) for the variance, √(96/n) for the fourth moment.
    #expect(abs(mean) < 4 / Double(count).squareRoot())
    #expect(abs(variance - 1) < 4 * (2 / Double(count)).squareRoot())
    #expect(abs(fourth - 3) < 4 * (96 / Double(count)).squareRoot())
  }

  @Test func streamsOfDifferentPurposeLaneOrSeedDiffer() {
    func head(_ stream: RandomStream) -> [UInt32] {
      var stream = stream
      return (0..<8).map { _ in stream.next() }
    }
    let streams = [
      RandomStream(seed: 1, purpose: .dropout), RandomStream(seed: 1, purpose: .shuffling),
      RandomStream(seed: 1, purpose: .dropout, lane: 1), RandomStream(seed: 2, purpose: .dropout),
    ]
    #expect(Set(streams.map(head)).count == streams.count)
  }

  @Test func aPermutationHoldsEveryNumberOnceAndEveryOrderIsEquallyLikely() {
    var stream = RandomStream(seed: 5, purpose: .shuffling)
    #expect(stream.permutation(1000).sorted() == [Int32](0..<1000))
    var counts: [[Int32]: Int] = [:]
    for _ in 0..<6000 { counts[stream.permutation(3), default: 0] += 1 }
    #expect(counts.count == 6)
    // 1,000 each are expected; five standard deviations of a binomial (√(6000·1/6·5/6) = 29) are 144.
    #expect(counts.values.allSatisfy { abs($0 - 1000) < 144 })
  }
}
