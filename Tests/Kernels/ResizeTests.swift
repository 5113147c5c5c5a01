import Kernels
import Testing

@Suite("Resize")
struct ResizeTests {
  /// The high byte of a multiplicative hash of the position, as in Tests/Peers/resize_fixtures.py.
  static func picture(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: UInt32(truncatingIfNeeded: ($0 + 1) &* 2_654_435_761) >> 24) }
  }

  static func checksum(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  @Test("Pillow's bytes, bit for bit, by the fast and by the plain version", arguments: ResizeFixture.all)
  func pillow(_ fixture: ResizeFixture) {
    let g = ResizeGeometry(
      channels: fixture.channels, height: fixture.height, width: fixture.width,
      outputHeight: fixture.outputHeight, outputWidth: fixture.outputWidth)
    let input = Self.picture(fixture.channels * fixture.height * fixture.width)
    var output = [UInt8](repeating: 0, count: fixture.channels * fixture.outputHeight * fixture.outputWidth)
    BilinearResize.apply(g, input: input, output: &output)
    #expect(Self.checksum(output) == fixture.checksum)
    BilinearResize.Reference.apply(g, input: input, output: &output)
    #expect(Self.checksum(output) == fixture.checksum)
  }

  @Test("Fast and plain agree on random odd sizes, and both stay within 1 of the real-number sums")
  func randomSizes() {
    var random = RandomStream(seed: 5, purpose: .other)
    for _ in 0..<40 {
      let g = ResizeGeometry(
        channels: 1 + random.below(3), height: 1 + random.below(50), width: 1 + random.below(50),
        outputHeight: 1 + random.below(70), outputWidth: 1 + random.below(70))
      let input = Self.picture(g.channels * g.vertical.inputs * g.horizontal.inputs)
      let count = g.channels * g.vertical.outputs * g.horizontal.outputs
      var fast = [UInt8](repeating: 0, count: count)
      var plain = fast
      var real = [Double](repeating: 0, count: count)
      BilinearResize.apply(g, input: input, output: &fast)
      BilinearResize.Reference.apply(g, input: input, output: &plain)
      BilinearResize.Reference.apply(g, input: input.map(Double.init), output: &real)
      #expect(fast == plain, "\(g)")
      // Each of the two passes rounds by at most ½; the second averages the errors of the first. The
      // fixed-point weights add at most 255 · taps · 2⁻²³, far below the 0.001 allowed for them.
      let worst = zip(fast, real).map { abs(Double($0) - $1) }.max() ?? 0
      #expect(worst <= 1.001, "\(g)")
    }
  }

  @Test("A flat picture stays flat, also white")
  func flat() {
    for value: UInt8 in [0, 77, 255] {
      let g = ResizeGeometry(channels: 1, height: 28, width: 28, outputHeight: 227, outputWidth: 19)
      var output = [UInt8](repeating: 1, count: 227 * 19)
      BilinearResize.apply(g, input: [UInt8](repeating: value, count: 784), output: &output)
      #expect(output.allSatisfy { $0 == value })
    }
  }
}
