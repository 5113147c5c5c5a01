import Drawing
import Testing

@Suite("Page")
struct PageTests {
  private let page = Page(size: Size(200, 100))

  @Test("A page is drawn at twice its size, on the theme's paper")
  func size() throws {
    let picture = try page.picture()
    #expect(picture.width == 400 && picture.height == 200)
    #expect(picture.color(0, 0) == [0xFD, 0xFC, 0xF9])
  }

  @Test(
    "A size that is no number or beyond the largest page becomes one that is possible",
    arguments: [Size(.nan, 10), Size(-5, .infinity), Size(1e9, 0)])
  func impossibleSize(size: Size) {
    let page = Page(size: size)
    #expect((1...4_000).contains(page.size.width) && (1...6_000).contains(page.size.height))
  }

  @Test("A text is remembered with its ink on the page, and its ink is there")
  func ink() throws {
    let bounds = page.write("Hop", at: Point(50, 40), .title)
    #expect(page.texts.map(\.text) == ["Hop"] && page.texts[0].bounds == bounds)
    let picture = try page.picture()
    let dark = (0..<200).flatMap { row in (0..<400).map { (row, $0) } }
      .filter { picture.color($0.1, $0.0)[0] < 128 }
    // A pixel that is more than half covered has its middle in the outline's box: two of them are a nominal one.
    #expect(dark.allSatisfy { (bounds.minX - 0.5...bounds.maxX).contains(Double($0.1) / 2) })
    #expect(dark.allSatisfy { (bounds.minY - 0.5...bounds.maxY).contains(Double($0.0) / 2) })
    #expect(dark.count > 100)
  }

  @Test("An anchor's place of the text lies on the point")
  func anchors() {
    let point = Point(100, 50)
    let trailing = page.write("no", at: point, .body, anchor: .bottomTrailing)
    #expect(abs(trailing.maxX - 100) < 1 && trailing.maxY <= 50)
    let center = page.write("H", at: point, .body, anchor: .center)
    #expect(abs(center.midX - 100) < 0.5 && abs(center.midY - 50) < 0.01)
    let top = page.write("no", at: point, .body, anchor: .top)
    #expect(abs(top.midX - 100) < 1 && top.minY >= 50)
  }

  @Test("A turned text goes upwards from its point")
  func turned() {
    let bounds = page.write("upwards", at: Point(100, 90), .label, anchor: .leading, turned: true)
    #expect(bounds.height > 3 * bounds.width)
    #expect(bounds.maxY <= 90.5 && bounds.minY < 60 && abs(bounds.midX - 100) < 3)
  }

  @Test("A picture's pixels become squares of the page's")
  func picture() throws {
    let picture = Picture(pixels: [0, 255, 90, 30], width: 2, height: 2, channels: 1)
    page.draw(picture, in: Rectangle(10, 10, 4, 4))
    let drawn = try page.picture()
    #expect(drawn.color(20, 20) == [0, 0, 0] && drawn.color(23, 23) == [0, 0, 0])
    #expect(drawn.color(24, 20) == [255, 255, 255] && drawn.color(27, 23) == [255, 255, 255])
    #expect(drawn.color(20, 24) == [90, 90, 90] && drawn.color(27, 27) == [30, 30, 30])
    #expect(drawn.color(28, 28) == [0xFD, 0xFC, 0xF9])
  }

  @Test("What a picture's opacity lets through is the paper")
  func opacity() throws {
    let picture = Picture(pixels: [255, 0, 0, 255, 0, 0, 0, 0], width: 2, height: 1, channels: 4)
    page.draw(picture, in: Rectangle(0, 0, 2, 1))
    let drawn = try page.picture()
    #expect(drawn.color(0, 0) == [255, 0, 0] && drawn.color(2, 0) == [0xFD, 0xFC, 0xF9])
  }

  @Test("A picture with far more pixels than the page is drawn from as many as can be seen")
  func largePicture() throws {
    let side = 6_000
    let pixels = [UInt8](unsafeUninitializedCapacity: side * side) { buffer, count in
      for row in 0..<side {
        let line = UnsafeMutableBufferPointer(rebasing: buffer[row * side..<(row + 1) * side])
        line.initialize(repeating: row < side / 2 ? 30 : 200)
      }
      count = side * side
    }
    page.draw(
      Picture(pixels: pixels, width: side, height: side, channels: 1), in: Rectangle(0, 0, 100, 100),
      smoothly: true)
    let drawn = try page.picture()
    #expect(drawn.color(100, 90) == [30, 30, 30] && drawn.color(100, 110) == [200, 200, 200])
  }

  @Test("A picture wider than Cairo can draw is drawn with fewer pixels")
  func widePicture() throws {
    let picture = Picture(
      pixels: [UInt8](repeating: 7, count: 40_000), width: 40_000, height: 1, channels: 1)
    page.draw(picture, in: Rectangle(0, 0, 200, 10), smoothly: true)
    #expect(try page.picture().color(200, 10) == [7, 7, 7])
  }

  @Test("A picture without pixels and a frame that is no place draw nothing")
  func nothing() throws {
    let before = try page.png()
    page.draw(Picture(pixels: [], width: 0, height: 5, channels: 3), in: Rectangle(0, 0, 9, 9))
    page.draw(.ramp(), in: Rectangle(.nan, 0, 9, 9))
    page.draw(.ramp(), in: Rectangle(0, 0, .infinity, 9))
    page.write("nowhere", at: Point(.nan, 3), .body)
    #expect(try page.png() == before && page.texts.isEmpty)
  }
}

@Suite("Layout faults")
struct LayoutFaultTests {
  private let page = Page(size: Size(200, 100))

  @Test("Texts apart from each other and from the border are no fault")
  func none() {
    page.write("one", at: Point(10, 10), .body)
    page.write("two", at: Point(10, 30), .body)
    #expect(page.faults.isEmpty)
  }

  @Test("A text over the border, a small one and two in one place are found")
  func each() {
    page.write("over the border", at: Point(150, 10), .body)
    #expect(page.faults.count == 1 && page.faults[0].description.contains("cut off"))
    page.transformed(by: .scale(0.5, 0.5)) { page.write("small", at: Point(20, 100), .body) }
    #expect(page.faults.count == 2 && page.faults.contains { "\($0)".contains("letters of 6.0 pixels") })
    page.write("here", at: Point(20, 80), .body)
    page.write("there", at: Point(24, 84), .body)
    #expect(page.faults.count == 3 && page.faults.contains { "\($0)".contains("overlaps") })
  }

  @Test("Two words without a space between them read as one: a fault")
  func run() {
    let first = page.write("10", at: Point(20, 20), .small)
    page.write("20", at: Point(first.maxX + 0.4, 20), .small)
    #expect(page.faults.count == 1)
  }

  @Test("A text that is cut by a clip, or turned off the page, is found where it is")
  func places() {
    page.clipped(to: .rectangle(0, 0, 40, 100)) { page.write("longer than that", at: Point(5, 5), .body) }
    #expect(page.faults.count == 1)
    page.transformed(by: .translation(150, 0)) {
      page.write("upwards", at: Point(0, 30), .body, turned: true)
    }
    #expect(page.faults.count == 2)
    #expect(page.texts[1].bounds.minX >= 150 && page.texts[1].bounds.minY < 0)
  }
}
