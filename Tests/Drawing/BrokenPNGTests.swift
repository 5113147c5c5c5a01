import Drawing
import Foundation
import TestSupport
import Testing

@Suite("Broken PNG pictures")
struct BrokenPNGTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func error(_ bytes: [UInt8]) throws -> DrawingError? {
    let path = try folder.write(bytes, to: "picture.png")
    return #expect(throws: DrawingError.self) { try Picture(readingPNG: path) }
  }

  /// 15 × 10 pixels of colour, in a file of about 500 bytes.
  private var sound: BuiltPNG {
    BuiltPNG(
      width: 15, height: 10, bitDepth: 8, colorType: 2,
      samples: (0..<450).map { ($0 &* 2654435761) >> 7 & 255 })
  }

  /// The file with the four bytes at `offset` of IHDR replaced, and its checksum made right again.
  private func claiming(_ size: (width: Int, height: Int)) -> [UInt8] {
    let bytes = sound.bytes
    return Array(bytes[..<8]) + chunk("IHDR", word(size.width) + word(size.height) + bytes[24..<29])
      + bytes[33...]
  }

  @Test("A missing file, a folder and a pipe say that they cannot be read")
  func notAFile() throws {
    let missing = folder.path(of: "missing.png")
    let pipe = folder.path(of: "pipe.png")
    #expect(mkfifo(pipe, 0o600) == 0)
    for path in [missing, folder.path, pipe] {
      let error = #expect(throws: DrawingError.self) { try Picture(readingPNG: path) }
      guard case .unreadable(path, _)? = error else {
        Issue.record("\(path): \(String(describing: error))")
        continue
      }
    }
  }

  @Test("What is no PNG says what it is instead")
  func notPNG() throws {
    #expect(try error([]) == .notPNG(path: folder.path(of: "picture.png"), found: "an empty file"))
    let jpeg = try #require(try error([0xFF, 0xD8, 0xFF, 0xE0, 0, 16]))
    #expect(jpeg == .notPNG(path: folder.path(of: "picture.png"), found: "FF D8 FF E0"))
    #expect(try error(Array("GIF89a".utf8)) == .notPNG(path: folder.path(of: "picture.png"), found: "“GIF8”"))
    #expect("\(jpeg)".hasSuffix("expected a PNG picture, found FF D8 FF E0; convert the picture to PNG"))
  }

  @Test("A header that claims 100,000 × 100,000 pixels is refused with both numbers and the limit")
  func claimsTooMuch() throws {
    #expect(
      try error(claiming((100_000, 100_000)))
        == .tooLarge(
          path: folder.path(of: "picture.png"), found: "100000×100000 pixels", limit: "67108864 pixels"))
    // The largest that 32 bits hold: no product overflows.
    #expect(
      try error(claiming((0xFFFF_FFFF, 0xFFFF_FFFF)))
        == .tooLarge(
          path: folder.path(of: "picture.png"), found: "4294967295×4294967295 pixels",
          limit: "67108864 pixels"))
  }

  @Test("A small file that claims a picture within the limit is refused before memory is reserved for it")
  func claimsMoreThanItHolds() throws {
    let claim = claiming((8192, 8192))
    #expect(
      try error(claim)
        == .damagedPNG(
          path: folder.path(of: "picture.png"), offset: claim.count, expected: "data for 8192×8192 pixels",
          found: "the end of the file"))
  }

  @Test("A width or a height of zero says so", arguments: [(0, 0), (0, 5), (5, 0)])
  func zero(size: (Int, Int)) throws {
    #expect(
      try error(claiming(size))
        == .damagedPNG(
          path: folder.path(of: "picture.png"), offset: 16, expected: "a width and a height above zero",
          found: "\(size.0)×\(size.1)"))
  }

  @Test(
    "A colour type or a depth that does not exist says so", arguments: [(1, 8), (2, 4), (0, 3), (9, 200)])
  func colorType(kind: (colorType: Int, depth: Int)) throws {
    var file = sound.bytes
    (file[24], file[25]) = (UInt8(kind.depth), UInt8(kind.colorType))
    #expect(
      try error(file)
        == .damagedPNG(
          path: folder.path(of: "picture.png"), offset: 24,
          expected: "a depth and a colour type of the PNG specification",
          found: "\(kind.depth) bits of colour type \(kind.colorType)"))
  }

  @Test("A file cut anywhere before its last pixel is an error, and never a trap")
  func cut() throws {
    let bytes = sound.bytes
    // IEND takes the last 12 bytes: without it, every pixel is there with its checksum.
    for length in 0..<bytes.count - 12 {
      #expect(throws: DrawingError.self, "cut to \(length) bytes") {
        try Picture(readingPNG: folder.write(Array(bytes[..<length]), to: "picture.png"))
      }
    }
  }

  @Test("A wrong checksum is an error in what the picture needs, and costs a comment only the comment")
  func checksum() throws {
    let bytes = sound.bytes
    for offset in [29, 32, bytes.count - 16, bytes.count - 13] {
      var broken = bytes
      broken[offset] ^= 1
      #expect(try error(broken) != nil, "byte \(offset)")
    }
    var commented = sound
    commented.extra = [("tEXt", Array("Comment\0hello".utf8))]
    var broken = commented.bytes
    // The comment's last letter: signature and IHDR take 33 bytes, length and name 8.
    broken[33 + 8 + 12] ^= 1
    #expect(try Picture(readingPNG: folder.write(broken, to: "picture.png")).width == 15)
  }

  @Test("A palette that is missing, or pixels that are missing, are errors")
  func missingChunks() throws {
    let palette = BuiltPNG(width: 2, height: 2, bitDepth: 8, colorType: 3, samples: [0, 1, 2, 3])
    #expect(try error(palette.bytes) != nil)
    #expect(try error(Array(sound.bytes[..<33]) + chunk("IEND", [])) != nil)
  }

  @Test("Five hundred random alterations give a picture or an error, and never a trap")
  func alterations() throws {
    var random = SplitMix(seed: 20_12)
    let files = [
      sound.bytes,
      BuiltPNG(
        width: 17, height: 9, bitDepth: 16, colorType: 6, isInterlaced: true,
        samples: (0..<612).map { $0 * 107 & 65535 }
      ).bytes,
      BuiltPNG(
        width: 19, height: 7, bitDepth: 4, colorType: 3, samples: (0..<133).map { $0 % 16 },
        extra: [("PLTE", (0..<48).map { UInt8($0 * 5) }), ("tRNS", [1, 2, 3]), ("tEXt", Array("a\0b".utf8))]
      ).bytes,
    ]
    var errors = 0
    for round in 0..<500 {
      var bytes = files[round % files.count]
      for _ in 0...random.below(3) {
        switch random.below(3) {
        case 0: bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
        case 1: bytes.removeLast(random.below(bytes.count))
        default: bytes.insert(UInt8(random.below(256)), at: random.below(bytes.count))
        }
        if bytes.isEmpty { bytes = [0x89] }
      }
      let path = try folder.write(bytes, to: "picture.png")
      do throws(DrawingError) {
        let picture = try Picture(readingPNG: path)
        #expect(picture.pixels.count == picture.width * picture.height * picture.channels)
      } catch {
        errors += 1
        #expect(!error.description.contains("\n"))
      }
    }
    // Almost every alteration meets a checksum; a few only a comment or what follows the pixels.
    #expect(errors > 450)
  }
}
