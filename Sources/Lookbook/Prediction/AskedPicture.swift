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
  /// In the figure, in nominal pixels.
  private static let shownSide = 180.0

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
    var rows: [any Panel] = pictures.prefix(drawn).map { $0.row(names) }
    if pictures.count > drawn {
      rows.append(Paragraph("The first \(drawn) of \(pictures.count.grouped) pictures."))
    }
    return Column(rows)
  }

  private func grid(_ picture: Picture, _ caption: String) -> ImageGrid {
    ImageGrid([.init(picture, caption: caption)], columns: 1, largestSide: Self.shownSide)
  }

  private func row(_ names: [String]) -> any Panel {
    let pixels = "\(prepared.size.width)×\(prepared.size.height)"
    return Headed(
      (path as NSString).lastPathComponent,
      Row(
        [
          grid(original, "\(size.width)×\(size.height)"),
          grid(prepared.picture, "as the network sees it, \(pixels)"),
          ProbabilityBars(probabilities, names: names, best: Self.best),
        ], shares: [1, 1, 1.4]))
  }
}
