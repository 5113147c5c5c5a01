/// The weights of a layer as pictures, one for each filter.
///
/// Filters of one channel are blue where they are negative, orange where they are positive. Filters of three see
/// colours, and are shown in them: grey is zero, and a filter that looks for red is red. Of filters with more channels
/// every row is one filter, its first channels side by side. All have the same scale, which stands below.
public struct FilterBank: Panel {
  /// The weight that has the strongest colour.
  public var largestWeight: Float { scale.most }

  private let scale: ValueScale
  private let tiles: [Picture]
  /// How many channels stand side by side in a row for each filter; `nil` if a filter is a single picture.
  private let channelsPerRow: Int?
  private let remark: String
  private let isColored: Bool
  /// Whether what the colours mean stands below.
  private var isExplained = true

  /// Filters and channels of others beyond these are left out, and a line says so.
  private static let mostFilters = 256
  private static let mostRows = 24
  private static let mostChannels = 16
  /// A bank of filters.
  ///
  /// - Parameters:
  ///   - weights: in the order of `shape`. Those that are no numbers are drawn magenta, and counted below.
  ///   - shape: `[filters, channels, height, width]`. Rows of a linear layer on images fit, too: 784 weights for each
  ///     of 10 classes are `[10, 1, 28, 28]`.
  ///   - largestWeight: the weight that has the strongest colour; chosen after the weights if `nil`.
  public init(_ weights: [Float], shape: [Int], largestWeight: Float? = nil) {
    precondition(
      shape.count == 4 && shape.allSatisfy { $0 >= 0 } && shape.reduce(1, *) == weights.count,
      "FilterBank: a shape [filters, channels, height, width] of \(weights.count) weights is needed, found \(shape)"
    )
    let (filters, channels, area) = (shape[0], shape[1], shape[2] * shape[3])
    isColored = channels == 3
    let isSplit = channels > 1 && !isColored
    let shownFilters = min(filters, isSplit ? Self.mostRows : Self.mostFilters)
    let shownChannels = isSplit ? min(channels, Self.mostChannels) : channels
    let slices = (0..<shownFilters).map { filter in
      weights[filter * channels * area..<(filter * channels + shownChannels) * area]
    }
    let shown = slices.joined()
    scale =
      largestWeight.map { ValueScale(most: $0, isSigned: true, of: shown) }
      ?? ValueScale(shown, isSigned: true, cutting: true)
    channelsPerRow = isSplit ? shownChannels : nil
    let scale = scale
    let (height, width, isColored) = (shape[2], shape[3], isColored)
    tiles = slices.flatMap { slice -> [Picture] in
      if isColored {
        return [.rgb(Array(slice), width: width, height: height, range: scale.range)]
      }
      return (0..<shownChannels).map { channel in
        let start = slice.startIndex + channel * area
        return .values(
          Array(slice[start..<start + area]), width: width, height: height, map: scale.map, range: scale.range
        )
      }
    }
    remark = Self.remark(filters, shownFilters, channels, shownChannels, isSplit: isSplit)
  }

  /// The same layer before and after training, side by side on one scale, which stands below both.
  public static func comparison(
    before: [Float], after: [Float], shape: [Int],
    headings: (before: String, after: String) = (
      "Before training", "After training"
    )
  ) -> Column {
    let most = [before, after].map { FilterBank($0, shape: shape).largestWeight }.max()
    var banks = [before, after].map { FilterBank($0, shape: shape, largestWeight: most) }
    let explanation = banks[0].explanation
    for index in banks.indices { banks[index].isExplained = false }
    let sides = Row([
      Headed(headings.before, letter: "a", banks[0]), Headed(headings.after, letter: "b", banks[1]),
    ])
    return Column([sides] + explanation, gap: Self.gapBelow)
  }

  /// As wide as there is room, and as high as the filters with what explains them.
  public func size(within width: Double, _ theme: Theme) -> Size {
    content(within: width, theme).size(within: width, theme)
  }

  /// Draws the filters.
  public func draw(on page: Page, in frame: Rectangle) {
    content(within: frame.width, page.theme).draw(on: page, in: frame)
  }

  private static let gapBelow = 10.0

  private func content(within width: Double, _ theme: Theme) -> Column {
    guard let tile = tiles.first else { return Column([Paragraph(faint: "No filters.")]) }
    let grid = FilterGrid(
      tiles.count, of: Size(Double(tile.width), Double(tile.height)), channelsPerRow: channelsPerRow,
      isColored: isColored, within: width, theme)
    let remark = scale.remark("weights")
    return Column(
      [grid.panel(tiles)] + (remark.isEmpty ? [] : [Paragraph(faint: remark)])
        + (isExplained ? explanation : []), gap: Self.gapBelow)
  }

  /// What the colours mean, and what is left out.
  private var explanation: [any Panel] {
    guard !tiles.isEmpty else { return [] }
    let ends = scale.ends
    let bar = isColored ? ColorBar(.grey, low: ends.low, high: ends.high) : scale.bar
    let colors =
      isColored
      ? "Red, green and blue each run from \(ends.low) (dark) to \(ends.high) (bright)." : ""
    let words = [colors, remark].filter { !$0.isEmpty }.joined(separator: " ")
    return [bar] + (words.isEmpty ? [] : [Paragraph(faint: words)])
  }

  private static func remark(
    _ filters: Int, _ shownFilters: Int, _ channels: Int, _ shownChannels: Int, isSplit: Bool
  ) -> String {
    func part(_ shown: Int, _ all: Int) -> String {
      shown == all ? "\(NumberText.grouped(all))" : "the first \(shown) of \(NumberText.grouped(all))"
    }
    if isSplit {
      return "A row for each filter: \(part(shownFilters, filters)). In it its channels: "
        + "\(part(shownChannels, channels))."
    }
    return shownFilters == filters ? "" : "These are \(part(shownFilters, filters)) filters."
  }
}
