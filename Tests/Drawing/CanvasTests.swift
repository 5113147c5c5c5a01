import Drawing
import Foundation
import Testing

@Suite("Canvas")
struct CanvasTests {
  @Test("A rectangle on pixel borders fills exactly its pixels")
  func rectangle() {
    let canvas = Canvas(width: 4, height: 3)
    canvas.fill(.rectangle(1, 1, 2, 1), .grey(1))
    #expect(canvas.grey() == [0, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0, 0])
  }

  @Test("Half a covered pixel is half as bright, to within one step of 255")
  func antialiasing() {
    let canvas = Canvas(width: 1, height: 1)
    canvas.fill(.rectangle(0, 0, 0.5, 1), .grey(1))
    #expect((127...128).contains(canvas.grey()[0]))
  }

  @Test("Clip and transform hold inside their braces and end with them")
  func scopes() {
    let canvas = Canvas(width: 4, height: 1)
    canvas.transformed(by: .translation(2, 0)) {
      canvas.clipped(to: .rectangle(0, 0, 1, 1)) { canvas.fill(.rectangle(-9, 0, 99, 1), .grey(1)) }
    }
    #expect(canvas.grey() == [0, 0, 255, 0])
    canvas.fill(.rectangle(0, 0, 1, 1), .grey(0.2))
    #expect(canvas.grey() == [51, 0, 255, 0])
  }

  @Test("What cannot be drawn is left out, and the rest is drawn")
  func impossible() throws {
    let page = Page(size: Size(60, 20))
    let dot = Picture(pixels: [0], width: 1, height: 1, channels: 1)
    let maps: [Transform] = [.scale(0, 1), .translation(.nan, 0), .scale(1e200, 1e200), .scale(.infinity, 1)]
    for map in maps {
      page.transformed(by: map) { page.fill(.rectangle(0, 0, 60, 20), .black) }
    }
    for side in [1e-200, 1e300] { page.draw(dot, in: Rectangle(0, 0, side, side)) }
    for dashes in [[0, 0], [-1, 2], [.nan]] {
      page.stroke(.line(Point(0, 1), Point(9, 1)), .black, Stroke(width: 1, dashes: dashes))
    }
    page.fill(.rectangle(30, 0, 30, 20), .white)
    let picture = try page.picture()
    #expect(
      picture.color(100, 20) == [255, 255, 255] && picture.color(40, 20) == [0xFD, 0xFC, 0xF9])
  }

  #if os(Linux)
    @Test(
      "A page for which there is no memory, or none to write it, is an error and no trap",
      arguments: [100, 500])
    func scarceMemory(megabytes: Int) async {
      await #expect(processExitsWith: .success) { [megabytes] in
        // The page takes 384 MB, and 576 more while it is written; so much is left of the addresses.
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).prefix { $0 != " " }
        let used = (Int(pages) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
        var limit = rlimit()
        limit.rlim_cur = rlim_t(used + megabytes << 20)
        limit.rlim_max = limit.rlim_cur
        #expect(setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0)
        let page = Page(size: Theme.largestPage)
        page.write("Nothing will be seen", at: Point(10, 10), .title)
        page.fill(.rectangle(0, 0, 100, 100), .black)
        let error = #expect(throws: DrawingError.self) { try page.png() }
        guard case .outOfMemory? = error else { exit(1) }
      }
    }
  #endif

  @Test("A name of characters that Unicode gives no meaning leaves the letters of others alone")
  func noncharacters() throws {
    let page = Page(size: Size(100, 40))
    page.write("a\u{FFFF}b", at: Point(5, 5), .body)
    page.write("after", at: Point(5, 20), .body)
    #expect(page.texts.map(\.text) == ["ab", "after"] && page.texts.allSatisfy { $0.bounds.width > 5 })
    #expect(try !page.png().isEmpty)
  }

  @Test("A line of width 1 through the middle of a row covers the row")
  func stroke() {
    let canvas = Canvas(width: 3, height: 3)
    canvas.stroke(
      Path([Point(0, 1.5), Point(3, 1.5)], closed: false), .grey(1), Stroke(width: 1, isRound: false))
    #expect(canvas.grey() == [0, 0, 0, 255, 255, 255, 0, 0, 0])
  }

  @Test("A gradient rises along its line")
  func gradient() {
    let canvas = Canvas(width: 16, height: 1)
    canvas.fill(
      .rectangle(0, 0, 16, 1),
      .linear(from: Point(0, 0), to: Point(16, 0), stops: [(0, .black), (1, .white)]))
    let grey = canvas.grey()
    #expect(grey == grey.sorted())
    #expect(grey[0] < 20 && grey[15] > 235)
  }

  @Test("A radial gradient is brightest in its middle, and the same to all sides")
  func radial() {
    let canvas = Canvas(width: 9, height: 9)
    canvas.fill(
      .rectangle(0, 0, 9, 9),
      .radial(center: Point(4.5, 4.5), radius: 4.5, stops: [(0, .white), (1, .black)]))
    let grey = canvas.grey()
    #expect(grey[4 * 9 + 4] > 220 && grey[0] == 0)
    #expect(grey[4 * 9 + 1] == grey[4 * 9 + 7] && grey[1 * 9 + 4] == grey[7 * 9 + 4])
  }

  @Test("Colours are read plane by plane: red, green, blue")
  func colours() {
    let canvas = Canvas(width: 2, height: 2)
    canvas.fill(.rectangle(0, 0, 1, 1), .flat(Color(0xFF8040)))
    canvas.fill(.rectangle(1, 1, 1, 1), .flat(Color(0x010203)))
    var planes = [UInt8](repeating: 9, count: 12)
    canvas.readRGB(into: &planes)
    #expect(planes == [0xFF, 0, 0, 1, 0x80, 0, 0, 2, 0x40, 0, 0, 3])
  }

  @Test("Clearing covers everything, also under a transform and a clip")
  func clear() {
    let canvas = Canvas(width: 2, height: 1)
    canvas.transformed(by: .scale(0.1, 0.1)) {
      canvas.clipped(to: .rectangle(0, 0, 1, 1)) { canvas.clear(.white) }
    }
    #expect(canvas.grey() == [255, 255])
  }
}

@Suite("Transform")
struct TransformTests {
  @Test("then applies the left map first")
  func order() {
    let moved = Transform.translation(1, 0).then(.scale(2, 3)).apply(to: Point(1, 1))
    #expect(moved == Point(4, 3))
  }

  @Test("A quarter turn takes the right to below")
  func rotation() {
    let turned = Transform.rotation(.pi / 2).apply(to: Point(1, 0))
    #expect(abs(turned.x) < 1e-15 && abs(turned.y - 1) < 1e-15)
  }

  @Test("Shear moves what lies lower further to the right")
  func shear() {
    #expect(Transform.shear(0.5).apply(to: Point(1, 2)) == Point(2, 2))
  }
}
