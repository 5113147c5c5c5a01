import Drawing
import Testing

@testable import Datasets

@Suite("JPEG pictures", .enabled(if: PlacesLibraries.areInstalled, "libturbojpeg0 and libarchive13"))
struct JPEGTests {
  private func decode(_ file: [UInt8], limit: Int = 1 << 20) throws(DatasetError) -> Picture {
    try JPEGDecoder().picture(file, path: "picture.jpg", limit: limit)
  }

  /// The error that a file gives, in its words.
  private func refusal(_ file: [UInt8], limit: Int = 1 << 20) throws -> String {
    try #require(#expect(throws: DatasetError.self) { try decode(file, limit: limit) }).description
  }

  @Test("The pixels are Pillow's, bit for bit", arguments: PictureFixture.jpeg)
  func pixels(_ fixture: PictureFixture) throws {
    let stored = try decode(fixture.bytes)
    let upright = Orientation(exif: JPEGSegments(fixture.bytes).exif).applied(to: stored)
    #expect(upright.channels == 3 && upright.width == fixture.width && upright.height == fixture.height)
    #expect(checksum(upright.pixels) == fixture.checksum)
  }

  @Test("The fixtures are there")
  func fixtures() { #expect(PictureFixture.all.count == 26 && PictureFixture.jpeg.count == 22) }

  @Test("Wherever a file is cut off, it is an error", arguments: ["420", "progressive", "grey", "inks"])
  func cut(_ name: String) throws {
    let file = try PictureFixture.bytes(name)
    for length in 0..<file.count {
      #expect(throws: DatasetError.self) { try decode(Array(file[..<length])) }
    }
    #expect(try refusal(file.dropLast(1)).contains("it is cut off"))
  }

  @Test("What follows the end of a picture is nobody's concern")
  func more() throws {
    let file = try PictureFixture.bytes("420")
    #expect(try decode(file + [1, 2, 3]) == decode(file))
  }

  @Test("A picture larger than allowed is refused before memory is reserved for it")
  func tooLarge() throws {
    // The size stands in the frame header: FF C0, length, precision, height, width.
    var file = try PictureFixture.bytes("420")
    let frame = try #require(file.indices.dropLast().first { file[$0] == 0xFF && file[$0 + 1] == 0xC0 })
    let side = UInt16(65_000)
    for place in [frame + 5, frame + 7] {
      file.replaceSubrange(place..<place + 2, with: [UInt8(side >> 8), UInt8(side & 255)])
    }
    #expect(
      try refusal(file)
        == "picture.jpg: found 65000×65000 pixels, expected no more than 1048576 pixels; make it "
        + "smaller, or remove it")
    #expect(try refusal(PictureFixture.bytes("420"), limit: 37 * 19 - 1).contains("found 37×19 pixels"))
    #expect(try decode(PictureFixture.bytes("420"), limit: 37 * 19).width == 37)
  }

  @Test("A height of zero is damage")
  func noHeight() throws {
    var file = try PictureFixture.bytes("420")
    let frame = try #require(file.indices.dropLast().first { file[$0] == 0xFF && file[$0 + 1] == 0xC0 })
    file.replaceSubrange(frame + 5..<frame + 7, with: [0, 0])
    #expect(try refusal(file).contains("expected a sound JPEG header"))
  }

  @Test("What is no JPEG picture is said in words")
  func foreign() throws {
    #expect(try refusal([]).contains("expected a JPEG picture, found an empty file"))
    #expect(try refusal(Array("<html>".utf8)).contains("found what looks like a web page"))
    #expect(try refusal([0x89, 0x50, 0x4E, 0x47, 0x0D]).contains("found 89 50 4e 47"))
  }

  @Test("A file of tables without a picture has no size, and is an error")
  func tables() throws {
    let file = try PictureFixture.bytes("420")
    let frame = try #require(file.indices.dropLast().first { file[$0] == 0xFF && file[$0 + 1] == 0xC0 })
    let tables = Array(file[..<frame]) + [0xFF, 0xD9]
    #expect(try refusal(tables).contains("expected a sound JPEG header, found a file without a picture"))
  }

  @Test("A decoder reads sound files as ever after any number of broken ones")
  func goesOn() throws {
    let decoder = try JPEGDecoder()
    let sound = PictureFixture.jpeg.filter { !$0.name.hasPrefix("turned") }
    for (number, fixture) in sound.enumerated() {
      let other = sound[(number + 1) % sound.count].bytes
      for length in stride(from: 2, to: other.count, by: 11) {
        for end in [[], [0xFF, 0xD9]] as [[UInt8]] {
          _ = try? decoder.picture(Array(other[..<length]) + end, path: "broken.jpg", limit: 1 << 16)
        }
        guard length % 5 == 0 else { continue }
        let picture = try decoder.picture(fixture.bytes, path: "sound.jpg", limit: 1 << 16)
        #expect(checksum(picture.pixels) == fixture.checksum)
      }
    }
  }

  @Test("Whatever bytes are changed, the picture has its size or there is an error")
  func damage() throws {
    for name in ["420", "progressive", "inks", "restarts"] {
      let file = try PictureFixture.bytes(name)
      for place in stride(from: 2, to: file.count, by: 3) {
        var damaged = file
        damaged[place] ^= 0x55
        // Small limits, so that a damaged size does not take seconds.
        guard let picture = try? decode(damaged, limit: 1 << 16) else { continue }
        #expect(picture.pixels.count == picture.width * picture.height * 3)
      }
    }
  }
}

@Suite("EXIF orientation")
struct OrientationTests {
  @Test("Notes that are damaged, foreign or silent leave the picture as it is")
  func damaged() {
    let sound: [UInt8] = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]
    #expect(Orientation(exif: sound[...]) == .quarterRight)
    for length in 0..<20 { #expect(Orientation(exif: sound[..<length]) == .upright) }
    var other = sound
    other[18] = 9
    #expect(Orientation(exif: other[...]) == .upright)
    other = sound
    other[0] = 0x4D
    #expect(Orientation(exif: other[...]) == .upright)
    // A directory far outside.
    other = sound
    other[7] = 0xFF
    #expect(Orientation(exif: other[...]) == .upright)
    #expect(Orientation(exif: nil) == .upright)
  }

  @Test("Both orders of bytes are read")
  func bigEndian() {
    let notes: [UInt8] = [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 8, 0, 0]
    #expect(Orientation(exif: notes[...]) == .quarterLeft)
  }
}
