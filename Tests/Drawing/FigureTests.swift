import Drawing
import Foundation
import TestSupport
import Testing

@Suite("Figure")
struct FigureTests {
  @Test("Title above, panel, note below; the margins stay free")
  func layout() {
    let theme = Theme.book
    let panel = TestPanel { page, frame in page.write("panel", at: Point(frame.x, frame.midY), .body) }
    let page = Figure("Title", note: "Note", width: 300, panel).page()
    #expect(page.faults.isEmpty && page.size.width == 300)
    let places = Dictionary(uniqueKeysWithValues: page.texts.map { ($0.text, $0.bounds) })
    #expect(places.count == 3)
    let order = ["Title", "panel", "Note"].compactMap { places[$0]?.midY }
    #expect(order == order.sorted() && order.count == 3)
    let inside = page.bounds.inset(by: theme.margin)
    #expect(page.texts.allSatisfy { inside.contains($0.bounds) })
  }

  @Test("A text that runs from the panel into the margin is a fault, though it stays on the page")
  func margins() {
    let panel = TestPanel { page, frame in
      page.write("on", at: Point(frame.maxX - 4, frame.midY), .body)
    }
    let page = Figure("Title", width: 300, panel).page()
    #expect(page.faults.count == 1 && page.bounds.contains(page.texts[0].bounds))
  }

  @Test("Long titles and notes take several lines")
  func longTexts() {
    let long = String(repeating: "many words ", count: 60)
    let page = Figure(long, note: long, width: 400, TestPanel()).page()
    #expect(page.faults.isEmpty && page.texts.count == 3 + 6)
  }

  @Test("A panel higher than the highest page is cut, and the note stays")
  func high() {
    let panel = TestPanel(height: 1e9) { page, frame in page.fill(.rectangle(frame), page.theme.shade) }
    let page = Figure("Title", note: "Note", width: 200, panel).page()
    #expect(page.size.height == 6_000 && page.faults.isEmpty && page.texts.count == 2)
  }

  @Test("A width that is no number becomes the usual one", arguments: [Double.nan, 0, -3, .infinity])
  func widths(width: Double) {
    let page = Figure("Title", width: width, TestPanel(height: 20)).page()
    #expect([120, 720, 4_000].contains(page.size.width))
  }

  @Test("The same figure twice gives the same bytes, also from another thread")
  func sameBytes() async throws {
    let figure = Figure(
      "Title", note: "Note", width: 420,
      Row([
        ImageGrid((0..<12).map { Picture.ramp($0) }, captions: garmentNames, columns: 4),
        ConfusionMatrix(counts: [[9, 1], [2, 8]], names: ["cat", "dog"]),
      ]))
    let first = try figure.page().png()
    let second = try await Task.detached { try figure.page().png() }.value
    #expect(first == second)
  }

  @Test("A figure is written into folders that are made for it, and replaces what was there")
  func written() throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "new/folder/figure.png")
    try Figure("First", TestPanel()).write(to: path)
    let first = try Picture(readingPNG: path)
    try Figure("Second", width: 300, TestPanel()).write(to: path)
    let second = try Picture(readingPNG: path)
    #expect(first.width == 1_440 && second.width == 600)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path(of: "new/folder")) == ["figure.png"])
  }

  @Test("A place that cannot be written is an error that names it, and nothing changes")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write([1, 2, 3], to: "file")
    for path in ["\(file)/figure.png", folder.path, "/proc/no/figure.png"] {
      let error = #expect(throws: DrawingError.self) { try Figure("Title", TestPanel()).write(to: path) }
      guard case .unwritable(let found, _)? = error else {
        Issue.record("expected unwritable, found \(String(describing: error))")
        continue
      }
      #expect(found == path && error?.description.contains("\n") == false)
    }
    #expect(try folder.read("file") == [1, 2, 3] && folder.names == ["file"])
  }
}

@Suite("Rows and columns")
struct StackTests {
  private let theme = Theme.book

  /// Panels that write where they were put.
  private func numbered(_ count: Int, height: Double = 40) -> [any Panel] {
    (0..<count).map { number in
      TestPanel(height: height) { page, frame in
        page.write("\(number)", at: Point(frame.x, frame.y), .body)
      }
    }
  }

  @Test("A row shares the width as it is told")
  func shares() {
    let row = Row(numbered(2), shares: [3, 1], gap: 20)
    let page = Figure("", width: 660, row).page()
    #expect(page.texts.map { $0.bounds.minX.rounded() } == [20, 20 + 450 + 20])
    #expect(row.size(within: 620, theme).height == 40)
  }

  @Test("Shares that make no sense are equal ones", arguments: [[1], [0, 1], [.nan, 1], [-1, 1]])
  func badShares(shares: [Double]) {
    let page = Figure("", width: 660, Row(numbered(2), shares: shares, gap: 20)).page()
    #expect(page.texts.map { $0.bounds.minX.rounded() } == [20, 340])
  }

  @Test("Panels that would be too narrow move to a row below")
  func wraps() {
    let page = Figure("", width: 360, Row(numbered(5), gap: 10)).page()
    let rows = Set(page.texts.map { ($0.bounds.midY / 25).rounded() })
    #expect(rows.count == 3 && page.texts.count == 5 && page.faults.isEmpty)
  }

  @Test("Plots of one quantity beside each other have one y axis; those of others have their own")
  func sharedHeights() {
    func plot(_ values: [Double], _ label: String = "loss", range: ClosedRange<Double>? = nil) -> any Panel {
      LinePlot([Series("", values)], x: Axis("step"), y: Axis(label, range: range))
    }
    func highest(_ panels: [any Panel]) -> [String] {
      // The numbers of each y axis stand left of its plot; the uppermost of each is its highest.
      let texts = Figure("", Row(panels)).page().texts
      let width = 680.0 / Double(panels.count)
      return panels.indices.map { index in
        let own = texts.filter {
          $0.text.first?.isNumber == true && $0.bounds.minX > 20 + Double(index) * width
            && $0.bounds.maxX < 100 + Double(index) * width
        }
        return own.min { $0.bounds.minY < $1.bounds.minY }?.text ?? ""
      }
    }
    let (low, high) = ([0.1, 0.4], [0.5, 4.0])
    #expect(highest([plot(low), plot(high)]) == ["4", "4"])
    #expect(highest([Headed("a", plot(low)), Headed("b", plot(high))]).count == 2)
    #expect(highest([plot(low, "accuracy"), plot(high)])[0].hasPrefix("0.4"))
    #expect(highest([plot(low, range: 0...0.5), plot(high)])[0] == "0.5")
    let counts = [
      Distribution("", counts: [10, 20], over: 0...1), Distribution("", counts: [2_000], over: 0...1),
    ]
    let histograms = counts.map { Histogram([$0], x: Axis("value"), showsMoments: false) }
    #expect(highest(histograms) == ["2,000", "2,000"])
    #expect(highest([histograms[0]]) == ["20"])
  }

  @Test("A column that is higher than a page says how much it leaves out")
  func cut() {
    let page = Figure("", Column(numbered(100, height: 100))).page()
    let said = page.texts.last?.text ?? ""
    #expect(said.hasSuffix("more do not fit on this page.") && page.faults.isEmpty)
    #expect(Int(said.prefix { $0 != " " }) == 100 - (page.texts.count - 1))
  }

  @Test("A heading stands above its panel, behind its letter")
  func headed() {
    let panel = Headed(
      "Before training", letter: "a",
      TestPanel { page, frame in
        page.write("panel", at: Point(frame.x, frame.y), .body)
      })
    let page = Figure("", panel).page()
    #expect(page.texts.map(\.text) == ["a", "Before training", "panel"] && page.faults.isEmpty)
    #expect(page.texts[2].bounds.minY > page.texts[1].bounds.maxY)
  }

  @Test("Nothing in a row or a column is nothing on the page")
  func empty() {
    for panel in [Row([]) as any Panel, Column([]), Row([Column([])]), Paragraph("")] {
      #expect(Figure("", panel).page().texts.isEmpty)
    }
  }
}
