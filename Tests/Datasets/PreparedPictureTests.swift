import Drawing
import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite("One picture, prepared as the data was")
struct PreparedPictureTests {
  /// `width` × `height` of one colour with a rectangle of another.
  private func picture(
    _ width: Int, _ height: Int, _ ground: [UInt8], _ thing: [UInt8], rows: Range<Int>, columns: Range<Int>
  ) -> Picture {
    let pixels = (0..<width * height).flatMap {
      rows.contains($0 / width) && columns.contains($0 % width) ? thing : ground
    }
    return Picture(pixels: pixels, width: width, height: height, channels: ground.count)
  }

  private func garment(_ picture: Picture) throws -> PreparedPicture {
    try PreparedPicture(picture, as: .garment, path: "shoe.png", channels: 1, side: 28)
  }

  @Test("Dark on light is turned round, cut out, scaled and centred")
  func darkOnLight() throws {
    let shoe = picture(
      100, 80, [240, 240, 240], [0, 0, 0], rows: 10..<66, columns: 20..<48)
    let prepared = try garment(shoe)
    #expect(
      prepared.steps == [
        "turned dark on light into light on dark", "cut to the garment (28×56 of 100×80)", "scaled to 14×28",
        "centred on 28×28",
      ])
    for row in 0..<28 {
      #expect(
        Array(prepared.pixels[row * 28..<row * 28 + 28])
          == [UInt8](repeating: 0, count: 7) + [UInt8](repeating: 255, count: 14)
          + [UInt8](repeating: 0, count: 7))
    }
  }

  @Test("Light on dark stays so, its ground becomes black, and a garment may touch the border")
  func lightOnDark() throws {
    let prepared = try garment(
      picture(56, 56, [55, 55, 55], [155, 155, 155], rows: 0..<14, columns: 14..<42))
    #expect(prepared.steps == ["cut to the garment (28×14 of 56×56)", "centred on 28×28"])
    // (155 − 55) · 255 / (255 − 55), rounded down.
    #expect(Set(prepared.pixels) == [0, 127])
    #expect(prepared.pixels[7 * 28] == 127 && prepared.pixels[6 * 28] == 0 && prepared.pixels[21 * 28] == 0)
  }

  @Test("A picture as Fashion-MNIST has them stays as it is")
  func alreadyPrepared() throws {
    let trousers = picture(28, 28, [0], [180], rows: 0..<28, columns: 9..<19)
    let prepared = try garment(trousers)
    #expect(prepared.pixels == trousers.pixels)
    #expect(prepared.steps == ["taken as it is, light on dark and 28×28"])
  }

  @Test("The noise of a JPEG background is margin: up to 5 % of the way from black to white")
  func noise() throws {
    var shoe = picture(40, 40, [250, 250, 250], [20, 20, 20], rows: 10..<30, columns: 10..<30)
    shoe = Picture(
      pixels: [238, 238, 238] + shoe.pixels.dropFirst(3), width: 40, height: 40, channels: 3)
    #expect(try garment(shoe).steps.contains("cut to the garment (20×20 of 40×40)"))
  }

  @Test("Nothing, a dot and a line end in a sentence and never in a trap")
  func extremes() throws {
    let white = picture(50, 20, [255], [255], rows: 0..<0, columns: 0..<0)
    #expect(try garment(white).steps == ["found nothing that stands out from its background"])
    #expect(Set(try garment(white).pixels) == [0])
    for (width, height) in [(1, 1), (2000, 1), (1, 2000), (3, 5)] {
      let dot = picture(width, height, [255], [0], rows: 0..<1, columns: 0..<1)
      #expect(try garment(dot).pixels.count == 784)
    }
  }

  @Test("A photograph becomes what it becomes in a folder", arguments: [1, 3])
  func photograph(channels: Int) throws {
    for fixture in PictureFixture.all where fixture.name.hasPrefix("png") || PlacesLibraries.areInstalled {
      let folder = try TemporaryFolder()
      let picture = try Picture(photograph: folder.write(fixture.bytes, to: fixture.name))
      let prepared = try PreparedPicture(
        picture, as: .photograph, path: fixture.name, channels: channels, side: 8)
      #expect(
        checksum(prepared.pixels) == (channels == 3 ? fixture.square : fixture.greySquare), "\(fixture.name)")
      #expect(prepared.steps.contains("scaled to 8×8"))
    }
  }

  @Test("A photograph says what was done to it")
  func steps() throws {
    func steps(_ picture: Picture, _ channels: Int, _ side: Int) throws -> [String] {
      try PreparedPicture(picture, as: .photograph, path: "a", channels: channels, side: side).steps
    }
    let wide = picture(30, 20, [255, 0, 0], [0, 0, 0], rows: 0..<1, columns: 0..<1)
    #expect(try steps(wide, 1, 8) == ["made grey", "cut to its middle square", "scaled to 8×8"])
    #expect(try steps(wide, 3, 20) == ["cut to its middle square"])
    let square = picture(8, 8, [9], [0], rows: 0..<1, columns: 0..<1)
    #expect(try steps(square, 1, 8) == ["taken as it is"])
    let long = picture(1000, 1, [9], [0], rows: 0..<1, columns: 0..<1)
    #expect(throws: DatasetError.self) { try steps(long, 1, 8) }
  }

  @Test("A large picture is reduced before it is drawn, and keeps its proportion")
  func reduction() {
    let large = picture(900, 300, [10, 200, 30], [0, 0, 0], rows: 0..<0, columns: 0..<0)
    let small = large.reduced(to: 90)
    #expect(small.width == 90 && small.height == 30 && small.channels == 3)
    #expect(Array(small.pixels.prefix(3)) == [10, 200, 30])
    #expect(large.reduced(to: 900) == large)
    #expect(large.reduced(to: 2).height == 1)
  }
}
