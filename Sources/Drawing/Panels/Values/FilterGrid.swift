/// How the pictures of filters stand in rows and columns: as large as leaves the bank a shape that fits on a page, and,
/// if it can be, without a gap in the last row.
struct FilterGrid {
  /// Pictures in a row.
  let columns: Int
  /// Between two pictures.
  let gap: Double
  /// The longer side of a picture.
  let side: Double
  /// How many such grids stand side by side, where a row is a filter of a few channels.
  let parts: Int

  /// A weight of 11 × 11 has three nominal pixels, and ninety-six filters are seen at a glance.
  private static let smallestSide = 36.0
  /// A dense layer's weights on images of 28 × 28 have two each.
  private static let smallestLargeSide = 56.0
  /// Larger, a weight is a tile.
  private static let largestSide = 100.0
  /// Wider than between photographs: a filter's border is as busy as its middle, and may be paper where it is zero.
  private static let gap = 4.0
  /// Filters in colours stand on grey, and their borders can be seen.
  private static let gapInColors = 2.5
  /// Between two parts.
  private static let partGap = 28.0
  /// How much higher than wide a bank may be.
  private static let tallest = 1.6

  /// A grid for `count` pictures of `size` weights.
  ///
  /// - Parameters:
  ///   - channelsPerRow: how many pictures are a row; chosen if `nil`.
  ///   - isColored: whether zero is grey.
  init(
    _ count: Int, of size: Size, channelsPerRow: Int?, isColored: Bool, within width: Double, _ theme: Theme
  ) {
    let least = isColored ? Self.gapInColors : Self.gap
    let (width, longer) = (max(1, width.asRoom), max(size.width, size.height, 1))
    let smallest = min(max(Self.smallestSide, 2 * longer), Self.smallestLargeSide)
    func room(_ columns: Int, within width: Double) -> Double {
      (width + least) / Double(columns) - least
    }
    func side(_ columns: Int, within width: Double) -> Double {
      let most = min(max(room(columns, within: width), 1), Self.largestSide) * theme.scale / longer
      return (most >= 1 ? most.rounded(.down) : most) * longer / theme.scale
    }
    if let channelsPerRow {
      columns = channelsPerRow
      let narrowest = Double(columns) * (smallest + least) - least
      let rows = count / max(1, columns)
      parts = max(1, min(Int((width + Self.partGap) / (narrowest + Self.partGap)), (rows + 3) / 4))
      let part = (width - Double(parts - 1) * Self.partGap) / Double(parts)
      (self.side, gap) = (min(side(columns, within: part), Self.smallestLargeSide), least)
      return
    }
    parts = 1
    func rows(_ columns: Int) -> Int { (count + columns - 1) / columns }
    func free(_ columns: Int) -> Int { rows(columns) * columns - count }
    // Fewer columns would leave the width empty, more of them would make the pictures too small.
    let most = max(1, min(count, Int((width + least) / (smallest + least))))
    let possible = (1...most).filter { $0 == count || room($0, within: width) <= 1.2 * Self.largestSide }
    let low = possible.filter {
      Double(rows($0)) * (side($0, within: width) + least) <= Self.tallest * width
    }
    let fewest = low.first ?? most
    columns = (fewest...max(fewest, min(most, 2 * fewest))).min { free($0) < free($1) } ?? fewest
    let chosen = side(columns, within: width)
    // What whole pixels leave is shared out, so that the rows end where the page does.
    let rest = (width - Double(columns) * chosen) / Double(max(1, columns - 1))
    gap = rest <= 0.3 * chosen ? max(rest, min(least, chosen)) : least
    self.side = chosen
  }

  /// The pictures in their places.
  func panel(_ tiles: [Picture]) -> any Panel {
    let rows = (tiles.count + columns - 1) / columns
    let perPart = (rows + parts - 1) / parts * columns
    let grids = stride(from: 0, to: tiles.count, by: max(1, perPart)).map { start -> any Panel in
      var grid = ImageGrid(
        Array(tiles[start..<min(start + perPart, tiles.count)]), columns: columns, spacing: .close)
      grid.largestSide = side
      grid.closeGap = gap
      return grid
    }
    return parts == 1 ? grids[0] : Row(grids, gap: Self.partGap)
  }
}
