import Testing

@testable import Drawing

/// Pictures with boxes about the things in them.
@Suite struct OutlinedPicturesTests {
  private static let white = Picture(
    pixels: [UInt8](repeating: 255, count: 100), width: 10, height: 10, channels: 1)

  @Test func everyKindIsNamedOnceWithHowManyThereAre() {
    let box = Rectangle(1, 1, 2, 2)
    let picture = OutlinedPicture(
      Self.white, things: [.init("tree", box: box), .init("sky", box: box), .init("tree", box: box)])
    #expect(picture.kinds.map(\.words) == ["tree ×2", "sky"])
  }

  /// One picture of 10 pixels on a panel of 100: a pixel is 10 nominal ones, 20 of the file's.
  @Test func aBoxLiesWhereItsPixelsAre() throws {
    let outlined = OutlinedPicture(Self.white, things: [.init("box", box: Rectangle(2, 3, 4, 5))])
    let page = Page(size: Size(100, 140))
    OutlinedPictures([outlined], columns: 1).draw(on: page, in: Rectangle(0, 0, 100, 140))
    let drawn = try page.picture()
    let color = Theme.book.color(0)
    let expected = [color.red, color.green, color.blue].map { UInt8(($0 * 255).rounded()) }
    for (column, row) in [(40, 100), (120, 100), (80, 60), (80, 160)] {
      #expect(drawn.color(column, row) == expected, "\(column), \(row)")
    }
    for (column, row) in [(80, 100), (20, 100), (140, 100), (80, 40), (80, 180)] {
      #expect(drawn.color(column, row) == [255, 255, 255], "\(column), \(row)")
    }
  }

  @Test func aBoxBeyondTheEdgeIsCutThere() {
    let inside = Rectangle(0, 0, 10, 10)
    #expect(Rectangle(-5, 2, 8, 20).clamped(to: inside) == Rectangle(0, 2, 3, 8))
    #expect(Rectangle(20, 20, 5, 5).clamped(to: inside).width == 0)
  }

  @Test func manyKindsAreCountedNotNamed() {
    let things = (0..<30).map { OutlinedPicture.Thing("kind \($0)", box: Rectangle(0, 0, 5, 5)) }
    let page = Figure("Many", OutlinedPictures([OutlinedPicture(Self.white, things: things)], columns: 1))
      .page()
    #expect(page.faults.isEmpty)
    #expect(page.texts.map(\.text).contains("and 22 more"))
  }
}
