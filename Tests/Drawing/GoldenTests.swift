import Drawing
import Testing

@Suite("Golden pictures", .enabled(if: GoldenPicture.fontIsTheirs, "they are written in DejaVu Sans"))
struct GoldenTests {
  @Test("Image grid with captions, signs and bars")
  func imageGrid() throws {
    let names = ["disk", "ring", "cross", "stripes"]
    let shares: [[Float]] = [
      [0.9, 0.1, 0, 0], [0.6, 0.3, 0.1, 0], [0, 0.02, 0.97, 0.01], [0.1, 0.2, 0.1, 0.6],
    ]
    let cells = (0..<4).map { label in
      let bars = ProbabilityBars(shares[label], names: names, best: 2, label: label)
      let isRight = bars.bars[0].mark == .right
      return ImageGrid.Cell(
        shape(label), caption: bars.bars[0].name, detail: isRight ? "" : "is a \(names[label])",
        mark: bars.bars[0].mark, bars: bars)
    }
    try GoldenPicture(name: "image-grid").expect(
      Figure("Four shapes", note: "Drawn for this test", width: 480, ImageGrid(cells)))
  }

  @Test("Close grid in a colour map")
  func closeGrid() throws {
    let grid = ImageGrid((0..<8).map { shape($0 % 4) }, columns: 4, map: .sequential, spacing: .close)
    try GoldenPicture(name: "close-grid").expect(Figure("A batch", width: 320, grid))
  }

  @Test("Confusion matrix")
  func confusionMatrix() throws {
    let counts = [[95, 3, 0, 2], [14, 80, 6, 0], [0, 1, 99, 0], [7, 0, 0, 93]]
    let matrix = ConfusionMatrix(counts: counts, names: ["disk", "ring", "cross", "stripes"])
    try GoldenPicture(name: "confusion-matrix").expect(Figure("What is taken for what", width: 440, matrix))
  }

  @Test("Filters before and after training")
  func filterBank() throws {
    let shape = [12, 3, 7, 7]
    let after = (0..<12 * 3 * 49).map { index -> Float in
      let (filter, channel, row, column) = (index / 147, index / 49 % 3, index / 7 % 7 - 3, index % 7 - 3)
      let slanted = Float(row * (filter % 4) + column * (3 - filter % 4)) / 3
      let colored: Float = filter < 6 || filter % 3 == channel ? 1 : -0.5
      return slanted.truncatingRemainder(dividingBy: 2) * colored * 0.1
    }
    var random = SplitMix(seed: 3)
    let before = after.map { _ in Float(random.below(2_001) - 1_000) / 20_000 }
    try GoldenPicture(name: "filter-bank").expect(
      Figure("Filters", width: 440, FilterBank.comparison(before: before, after: after, shape: shape)))
  }

  @Test("Feature maps")
  func featureMaps() throws {
    let image = shape(1)
    let values = image.pixels.map { Float($0) / 255 }
    let maps = (0..<12).flatMap { map in values.map { $0 * Float(map + 1) / 12 } }
    let layers: [FeatureMaps.Layer] = [
      .init("conv1", maps.map { $0 - 0.3 }, shape: [12, 28, 28]), .init("relu", maps, shape: [12, 28, 28]),
      .init("fc", (0..<100).map { Float($0 * $0 % 37) }, shape: [100]),
      .init("logits", [0.5, -1, 3, 0.2], shape: [4], names: ["disk", "ring", "cross", "stripes"]),
    ]
    try GoldenPicture(name: "feature-maps").expect(
      Figure("A ring through all layers", width: 440, FeatureMaps(of: image, layers)))
  }

  @Test("Outlined pictures")
  func outlinedPictures() throws {
    let pictures = (0..<2).map { number in
      OutlinedPicture(
        shape(2 * number), caption: ["disk", "cross"][number],
        things: [
          .init("all of it", box: Rectangle(3, 3, 22, 22)), .init("corner", box: Rectangle(0, 0, 8, 8)),
          .init("corner", box: Rectangle(20, 20, 8, 8)),
        ])
    }
    try GoldenPicture(name: "outlined-pictures").expect(
      Figure("Two shapes", width: 400, OutlinedPictures(pictures, columns: 2)))
  }

  @Test("The comparison sees a word that moved by half a pixel, and a colour that changed")
  func sensitivity() throws {
    func picture(x: Double, _ color: Color) throws -> Picture {
      let page = Page(size: Size(320, 200))
      page.write("Ankle boot", at: Point(x, 20), .label)
      page.fill(.rectangle(10, 100, 20, 20), color)
      return try page.picture()
    }
    let golden = try picture(x: 20, page.theme.good)
    #expect(try GoldenPicture.difference(picture(x: 20, page.theme.good), golden) == 0)
    #expect(
      try GoldenPicture.difference(picture(x: 20.25, page.theme.good), golden) ?? 1 > GoldenPicture.tolerance)
    #expect(
      try GoldenPicture.difference(picture(x: 20, page.theme.bad), golden) ?? 1 > GoldenPicture.tolerance)
    #expect(try GoldenPicture.difference(Page(size: Size(9, 9)).picture(), golden) == nil)
  }

  private let page = Page(size: Size(1, 1))

  /// A disk, a ring, a cross or stripes, 28 × 28.
  private func shape(_ label: Int) -> Picture {
    let canvas = Canvas(width: 28, height: 28)
    func disk(_ radius: Double) -> Path { .ellipse(center: Point(14, 14), radiusX: radius, radiusY: radius) }
    switch label {
    case 0: canvas.fill(disk(11), .grey(0.9))
    case 1: canvas.stroke(disk(9), .grey(0.8), Stroke(width: 4))
    case 2:
      canvas.stroke(.line(Point(6, 6), Point(22, 22)), .grey(0.7), Stroke(width: 4))
      canvas.stroke(.line(Point(22, 6), Point(6, 22)), .grey(1), Stroke(width: 4))
    default:
      for row in 0..<4 {
        canvas.fill(.rectangle(3, Double(row) * 6 + 3, 22, 3), .grey(0.4 + 0.2 * Double(row)))
      }
    }
    return Picture(pixels: canvas.grey(), width: 28, height: 28, channels: 1)
  }
}
