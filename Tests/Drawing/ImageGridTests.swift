import Drawing
import Foundation
import Testing

@Suite("Image grid")
struct ImageGridTests {
  @Test("Small pictures are enlarged by a whole number, each pixel a square of its colour")
  func enlarged() throws {
    let checks = Picture(
      pixels: (0..<64).map { ($0 + $0 / 8) % 2 == 0 ? 0 : 255 }, width: 8, height: 8, channels: 1)
    let drawn = try Figure("", width: 120, ImageGrid([checks])).page().picture()
    // 80 nominal pixels inside the margins are 160, twenty for each of the eight; the margin is 40.
    for row in 0..<8 {
      for column in 0..<8 {
        let expected: [UInt8] = (row + column) % 2 == 0 ? [0, 0, 0] : [255, 255, 255]
        for corner in [(0, 0), (19, 0), (0, 19), (19, 19)] {
          #expect(drawn.color(40 + column * 20 + corner.0, 40 + row * 20 + corner.1) == expected)
        }
      }
    }
  }

  @Test("Pictures of any sizes are shown as large as each other if asked for")
  func equalSides() throws {
    let cells = [28, 227].map { side in
      ImageGrid.Cell(
        Picture(pixels: [UInt8](repeating: 90, count: side * side), width: side, height: side, channels: 1))
    }
    var grid = ImageGrid(cells, columns: 2, largestSide: 227)
    grid.hasEqualSides = true
    let drawn = try Figure("", grid).page().picture()
    // Two pixels of the page for one of the larger picture, behind a margin of 40; a gap of 16 between the two.
    for left in [40, 40 + 454 + 16] {
      for (column, row) in [(0, 0), (453, 453)] {
        #expect(drawn.color(left + column, 40 + row) == [90, 90, 90])
      }
      #expect(drawn.color(left + 456, 300) != [90, 90, 90] && drawn.color(left + 200, 496) != [90, 90, 90])
    }
  }

  @Test("Large pictures are made smaller and keep their shape")
  func reduced() throws {
    let wide = Picture(
      pixels: [UInt8](repeating: 90, count: 1_000 * 500 * 3), width: 1_000, height: 500, channels: 3)
    let page = Figure("", width: 240, ImageGrid([wide])).page()
    #expect(page.size.height == 100 + 40)
    #expect(try page.picture().color(240, 130) == [90, 90, 90])
  }

  @Test("Captions that are too wide for their picture end in an ellipsis, and none is too small")
  func captions() {
    let grid = ImageGrid(
      (0..<20).map { Picture.ramp($0) }, captions: garmentNames + garmentNames, columns: 20)
    let page = Figure("", grid).page()
    #expect(page.faults.isEmpty && page.texts.contains { $0.text.hasSuffix("…") })
    let wide = Figure("", ImageGrid((0..<10).map { Picture.ramp($0) }, captions: garmentNames)).page()
    #expect(wide.texts.map(\.text) == garmentNames && wide.faults.isEmpty)
  }

  @Test("A caption beside a sign ends where its cell does", arguments: [1, 3, 4, 6, 12])
  func captionsBesideSigns(columns: Int) {
    let name = "a very long name of a class, as of one folder among many"
    for bars in [nil, ProbabilityBars([0.6, 0.3, 0.1], names: [name, name, name], label: 1)] {
      let cells = (0..<12).map {
        ImageGrid.Cell(.ramp($0, side: 32), caption: name, detail: name, mark: .wrong, bars: bars)
      }
      let page = Figure("", ImageGrid(cells, columns: columns)).page()
      #expect(page.faults.isEmpty)
      // Cells begin between two pixels of the picture, up to a quarter of a nominal one from where they should.
      #expect(page.texts.map(\.bounds.maxX).max() ?? 0 <= 700.25)
    }
  }

  @Test("Right and wrong differ by a sign, not by colour alone")
  func marks() throws {
    func sign(_ mark: Mark) throws -> [Bool] {
      let cell = ImageGrid.Cell(.ramp(), caption: "Coat", mark: mark)
      let page = Figure("", width: 120, ImageGrid([cell])).page()
      let picture = try page.picture()
      let caption = page.texts[0].bounds
      // What is drawn to the left of the caption, as ink or paper.
      let (top, left, right) = (Int(caption.minY * 2) - 4, 40, Int(caption.minX * 2) - 2)
      return (top..<top + 26).flatMap { row in
        (left..<right).map { picture.color($0, row)[2] < 128 }
      }
    }
    let (right, wrong) = (try sign(.right), try sign(.wrong))
    #expect(right.contains(true) && wrong.contains(true))
    #expect(zip(right, wrong).count { $0 != $1 } > 20)
  }

  @Test("Close spacing is two pixels and nothing else, whatever there is to say")
  func close() throws {
    let white = Picture(pixels: [255, 255, 255, 255], width: 2, height: 2, channels: 1)
    let cells = (0..<4).map { _ in ImageGrid.Cell(white, caption: "no", mark: .wrong) }
    let page = Figure("", width: 122, ImageGrid(cells, columns: 2, spacing: .close)).page()
    #expect(page.texts.isEmpty && page.size.height == 40 + 82)
    let drawn = try page.picture()
    let row = (40..<204).map { drawn.color($0, 60) == [255, 255, 255] }
    #expect(
      row == [Bool](repeating: true, count: 80) + [false, false, false, false]
        + [Bool](repeating: true, count: 80))
  }

  @Test("Grey pictures are coloured by the map, colour pictures are not")
  func maps() throws {
    let black = Picture(pixels: [0], width: 1, height: 1, channels: 1)
    let blue = Picture(pixels: [0, 0, 255], width: 1, height: 1, channels: 3)
    let drawn = try Figure("", width: 248, ImageGrid([black, blue], columns: 2, map: .greys)).page().picture()
    #expect(drawn.color(60, 60) == [255, 255, 255] && drawn.color(300, 60) == [0, 0, 255])
  }

  @Test("More pictures than a page holds are cut, and a line says so")
  func cut() {
    let grid = ImageGrid([Picture](repeating: .ramp(), count: 100_000), columns: 10)
    let page = Figure("", grid).page()
    #expect(page.size.height < 6_000 && page.faults.isEmpty)
    #expect(page.texts.map(\.text).last?.hasSuffix("of 100,000 pictures.") == true)
  }

  @Test("No pictures, and pictures without pixels, are said and shown")
  func nothing() {
    #expect(Figure("", ImageGrid([] as [Picture])).page().texts.map(\.text) == ["No pictures."])
    let empty = Picture(pixels: [], width: 0, height: 0, channels: 3)
    let page = Figure("", ImageGrid([empty, .ramp()], captions: ["empty", "full"])).page()
    #expect(page.texts.map(\.text) == ["empty", "full"] && page.faults.isEmpty)
  }

  // Run alone, the time that is printed for it is what a chapter waits for such a figure.
  @Test("A hundred pictures with names, drawn and encoded")
  func hundred() throws {
    let grid = ImageGrid(
      (0..<100).map { Picture.ramp($0) }, captions: (0..<100).map { garmentNames[$0 % 10] }, columns: 10)
    let figure = Figure("A hundred", grid)
    let page = figure.page()
    #expect(try page.png().count > 10_000 && page.faults.isEmpty && page.texts.count == 101)
  }
}

@Suite("Probability bars")
struct ProbabilityBarsTests {
  private let names = ["cat", "dog", "bird", "fish"]

  @Test("The best come first, and the right one is shown even if it is not among them")
  func best() {
    let bars = ProbabilityBars([0.1, 0.6, 0.05, 0.25], names: names, best: 2, label: 2)
    #expect(bars.bars.map(\.name) == ["dog", "fish", "bird"])
    #expect(bars.bars.map(\.mark) == [.wrong, nil, .right])
    let right = ProbabilityBars([0.1, 0.6, 0.05, 0.25], names: names, best: 2, label: 1)
    #expect(right.bars.map(\.mark) == [.right, nil])
  }

  @Test("What is no number comes last and has a question mark")
  func notANumber() {
    let bars = ProbabilityBars([.nan, 0.6, .nan, 0.4], names: ["", "dog"], best: 4)
    #expect(bars.bars.map(\.name) == ["dog", "class 3", "class 0", "class 2"])
    let page = Figure("", bars).page()
    #expect(page.texts.count { $0.text == "?" } == 2 && page.faults.isEmpty)
  }

  @Test(
    "Bars stand beside the names where there is room, and behind them where there is not",
    arguments: [120, 720.0])
  func widths(width: Double) {
    let bars = ProbabilityBars([0.6, 0.3, 0.1], names: garmentNames, label: 0)
    let page = Figure("", width: width, bars).page()
    #expect(page.faults.isEmpty && page.texts.map(\.text).contains("60 %"))
  }

  @Test("More bars than anyone reads are cut, and it is said")
  func many() {
    let bars = ProbabilityBars((0..<10_000).map { .init("class \($0)", 0.1) })
    let page = Figure("", bars).page()
    #expect(page.texts.last?.text == "The first 100 of 10,000." && page.faults.isEmpty)
  }

  @Test("Bars of panels below each other begin and end in line, if they are asked to")
  func aligned() throws {
    let long = ProbabilityBars([.init("a long name of a class", 1), .init("cat", 0.004)])
    let short = ProbabilityBars([.init("cat", 1), .init("dog", 0)])
    func ends(_ panels: [ProbabilityBars]) throws -> [[Int]] {
      try panels.map { panel in
        let picture = try Figure("", width: 400, panel).page().picture()
        // The middle of the first bar, which is full: blue from end to end.
        let blue = (0..<picture.width).filter {
          let color = picture.color($0, 60)
          return Int(color[2]) > Int(color[0]) + 100
        }
        return [blue.first ?? -1, blue.last ?? -1]
      }
    }
    let alone = try ends([long, short])
    #expect(alone[0] != alone[1])
    let together = try ends(ProbabilityBars.aligned([long, short]))
    #expect(together[0] == together[1] && together[0] == alone[0])
  }

  @Test("The bar is as long as its probability")
  func length() throws {
    let page = Figure("", width: 120, ProbabilityBars([.init("", 0.5)])).page()
    let picture = try page.picture()
    let row = (40..<200).map { picture.color($0, 71) }
    let filled = row.count { $0[2] > $0[0] }
    #expect((79...81).contains(filled))
  }
}
