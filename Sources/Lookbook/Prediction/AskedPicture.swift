import Foundation

/// A picture that a trained network is asked about.
struct AskedPicture {
  /// As the user named it.
  private let path: String
  /// Reduced, to be drawn.
  private let original: Picture
  private let size: (width: Int, height: Int)
  private let prepared: PreparedPicture
  /// One for each class, once the network was asked.
  private var probabilities: [Float] = []

  /// How many guesses are told.
  private static let best = 5
  /// How many pictures are drawn, so that the page stays one.
  private static let drawn = 12
  /// No picture is drawn with more pixels a side.
  private static let drawnSide = 480
  /// The longer side of both pictures in the figure, in nominal pixels: five for each of a garment's.
  private static let shownSide = 140.0

  /// Reads and prepares the picture at `path`.
  ///
  /// - Throws: `DatasetError`.
  init(_ path: String, for trained: TrainedNetwork) throws(DatasetError) {
    self.path = path
    let picture = try Picture(photograph: path)
    prepared = try PreparedPicture(
      picture, as: trained.preparation, path: path, channels: trained.channels, side: trained.side)
    original = picture.reduced(to: Self.drawnSide)
    size = (picture.width, picture.height)
  }

  /// Lets the network look at it.
  mutating func ask(_ model: any Layer, _ trained: TrainedNetwork) {
    let image = Compose(trained.transforms.map(\.transform))(prepared.pixels, size: prepared.size)
    probabilities = withoutGradients {
      softmax(model(image.reshaped([1] + image.shape.dimensions)), axis: 1).values()
    }
  }

  /// What was done to it, and the best classes with their probabilities.
  func answer(_ names: [String]) -> String {
    let bars = ProbabilityBars(probabilities, names: names, best: Self.best).bars
    let lines = bars.map { bar in
      let percent = "\((100 * bar.probability).fixed(1))%"
      return String(repeating: " ", count: max(0, 8 - percent.count)) + percent + "  " + bar.name
    }
    let steps = WrappedText.lines("  " + prepared.steps.joined(separator: ", "), columns: 80)
    return "\(path), \(size.width)×\(size.height) pixels:\n\(steps.joined(separator: "\n"))\n"
      + lines.joined(separator: "\n")
  }

  /// Picture, prepared picture and bars side by side, one row a picture.
  static func figure(_ pictures: [AskedPicture], _ names: [String]) -> any Panel {
    let shown = pictures.prefix(drawn)
    let titles = titles(shown.map(\.path))
    let bars = ProbabilityBars.aligned(
      shown.map { ProbabilityBars($0.probabilities, names: names, best: best) })
    var rows: [any Panel] = shown.indices.map { shown[$0].row(titles[$0], bars[$0]) }
    if pictures.count > drawn {
      rows.append(Paragraph("The first \(drawn) of \(pictures.count.grouped) pictures."))
    }
    return Column(rows)
  }

  /// What pictures are called in the figure: by their files' names, and by as many of the folders above as tell those
  /// apart that have the same.
  static func titles(_ paths: [String]) -> [String] {
    let parts = paths.map { ($0 as NSString).pathComponents }
    return parts.map { own in
      let others = parts.filter { $0 != own }
      let count = (1...max(1, own.count)).first { count in
        !others.contains { $0.suffix(count) == own.suffix(count) }
      }
      return NSString.path(withComponents: Array(own.suffix(count ?? own.count)))
    }
  }

  private func row(_ title: String, _ bars: ProbabilityBars) -> any Panel {
    var pictures = ImageGrid(
      [
        .init(original, caption: "as it is", detail: "\(size.width)×\(size.height)"),
        .init(
          prepared.picture, caption: "as the network sees it",
          detail: "\(prepared.size.width)×\(prepared.size.height)"),
      ], columns: 2, largestSide: Self.shownSide)
    pictures.hasEqualSides = true
    // Both pictures and the gap between them take little less than their share of a usual page.
    return Headed(title, Row([pictures, bars], shares: [1, 1.25]))
  }
}
