import Drawing
import Foundation
import TestSupport
import Testing

@Suite("Reading PNG pictures")
struct PNGReadingTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ bytes: [UInt8]) throws -> Picture {
    try Picture(readingPNG: folder.write(bytes, to: "picture.png"))
  }

  /// Samples that run through all values of a depth and do not repeat along a row.
  private func samples(_ count: Int, depth: Int) -> [Int] {
    (0..<count).map { ($0 &* 40503 &+ $0 * $0 * 97) & ((1 << depth) - 1) }
  }

  @Test(
    "Grey, RGB and both with opacity come out as they are, in 1 to 16 bits, interlaced or not",
    arguments: [
      (0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (4, 8), (4, 16), (6, 8), (6, 16),
    ], [false, true])
  func samplesSurvive(kind: (colorType: Int, depth: Int), isInterlaced: Bool) throws {
    let (width, height) = (13, 9)
    let channels = try #require(BuiltPNG.channels[kind.colorType])
    let samples = samples(width * height * channels, depth: kind.depth)
    let file = BuiltPNG(
      width: width, height: height, bitDepth: kind.depth, colorType: kind.colorType,
      isInterlaced: isInterlaced, samples: samples)
    let picture = try read(file.bytes)

    // Grey with opacity becomes RGBA; everything else keeps its channels.
    let expectedChannels = channels == 2 ? 4 : channels
    try #require(
      (picture.width, picture.height, picture.channels) == (width, height, expectedChannels))
    let largest = (1 << kind.depth) - 1
    for pixel in 0..<width * height {
      var expected = (0..<channels).map {
        (samples[pixel * channels + $0] * 255 * 2 + largest) / (2 * largest)
      }
      if channels == 2 { expected = [expected[0], expected[0], expected[0], expected[1]] }
      let found = (0..<expectedChannels).map { Int(picture.pixels[pixel * expectedChannels + $0]) }
      // Exact up to 8 bits. libpng rounds 16 bits by a formula that may be one off.
      var tolerance = kind.depth == 16 ? 1 : 0
      if kind.depth == 16 && isInterlaced && expectedChannels == 4 {
        // These come as light times opacity in steps of 1/65535. Half a step is 1/(2·65535·opacity) of the light,
        // and the power 1/2.2 rises by 255/2.2·light^(−1.2/2.2) there.
        let opacity = max(Double(expected[3]) / 255, 1e-9)
        let light = pow(max(Double(expected[..<3].min() ?? 0), 0.5) / 255, 2.2)
        tolerance = 1 + Int((255 / 2.2 * pow(light, -1.2 / 2.2) / (131070 * opacity)).rounded(.up))
      }
      let isNear = zip(found, expected).allSatisfy { abs($0 - $1) <= tolerance }
      #expect(
        isNear && (expectedChannels < 4 || found[3] == expected[3]), "pixel \(pixel): \(found), \(expected)")
    }
  }

  @Test("A palette is resolved, with its opacities if it has some", arguments: [1, 2, 4, 8], [false, true])
  func palette(depth: Int, isInterlaced: Bool) throws {
    let colors = (0..<1 << depth).map { (index: Int) -> [UInt8] in
      [UInt8(index * 7 & 255), UInt8(index * 91 & 255), UInt8(255 - index)]
    }
    var file = BuiltPNG(
      width: 11, height: 10, bitDepth: depth, colorType: 3, isInterlaced: isInterlaced,
      samples: samples(110, depth: depth), extra: [("PLTE", colors.flatMap { $0 })])
    let opaque = try read(file.bytes)
    #expect(
      opaque == Picture(pixels: file.samples.flatMap { colors[$0] }, width: 11, height: 10, channels: 3))

    file.extra.append(("tRNS", [128]))
    let transparent = try read(file.bytes)
    #expect(transparent.channels == 4)
    let opacities = stride(from: 3, to: transparent.pixels.count, by: 4).map { transparent.pixels[$0] }
    #expect(opacities == file.samples.map { $0 == 0 ? 128 : 255 })
  }

  @Test("One colour may be transparent instead")
  func transparentColor() throws {
    let file = BuiltPNG(
      width: 2, height: 1, bitDepth: 8, colorType: 2, samples: [10, 20, 30, 10, 20, 31],
      extra: [("tRNS", [0, 10, 0, 20, 0, 30])])
    let picture = try read(file.bytes)
    #expect(picture.channels == 4)
    #expect(picture.pixels[3] == 0 && Array(picture.pixels[4...]) == [10, 20, 31, 255])
  }

  @Test("On paper, what is transparent shows the paper")
  func composed() {
    let picture = Picture(
      pixels: [200, 100, 0, 255, 200, 100, 0, 0, 200, 100, 0, 51], width: 3, height: 1, channels: 4)
    // 51 of 255 is a fifth: 200 / 5 + 255 · 4 / 5 = 244, 100 / 5 + 204 = 224, 204.
    #expect(
      picture.composed(over: .white)
        == Picture(pixels: [200, 100, 0, 255, 255, 255, 244, 224, 204], width: 3, height: 1, channels: 3))
    let odd = Color(red: .nan, green: -3, blue: 9)
    #expect(picture.composed(over: odd).pixels[3..<6] == [0, 0, 255])
  }

  @Test("A file that states a gamma is brought to that of sRGB", arguments: [8, 16], [false, true])
  func gamma(depth: Int, isInterlaced: Bool) throws {
    // gAMA 1.0: the samples are in proportion to the light. Half of it is 255 · 0.5^(1/2.2) = 186.1.
    let file = BuiltPNG(
      width: 1, height: 1, bitDepth: depth, colorType: 0, isInterlaced: isInterlaced,
      samples: [1 << (depth - 1)], extra: [("gAMA", word(100_000))])
    #expect(try abs(Int(read(file.bytes).pixels[0]) - 186) <= 1)
  }
}
