/// Where the parts of a ``ConfusionMatrix`` lie, relative to its upper left corner.
struct ConfusionLayout {
  /// The squares.
  private(set) var matrix = Rectangle(0, 0, 0, 0)
  /// The side of one square.
  private(set) var cell = 0.0
  /// What the names of rows may take.
  private(set) var nameWidth = 0.0
  /// What the names of columns may take from top to bottom.
  private(set) var nameHeight = 0.0
  /// Whether the names of columns go upwards, since they are too wide for their columns.
  private(set) var namesAreTurned = false
  /// Whether there are names at all; else every so many rows have a number.
  private(set) var hasNames = false
  /// How counts are written; `nil` if they are not.
  private(set) var counts: (style: TextStyle, isBrief: Bool)?
  /// Whether there is a column for the share that is right.
  private(set) var hasShares = false
  private(set) var legendsShareALine = true
  private(set) var legendY = 0.0
  private(set) var wordsY = 0.0
  let words: Column

  static let nameStyle = TextStyle.label
  static let shareWidth = 48.0
  static let legendHeight = 16.0
  /// What names may take where the squares could use all the rest.
  private static let longestName = 84.0
  /// In smaller squares counts stand so close that the shares are given up for larger ones.
  private static let smallestCellBesideShares = 22.0
  /// Lines of names closer than this touch.
  private static let smallestNamedCell = 13.5
  private static let gap = 6.0

  init(_ matrix: ConfusionMatrix, width: Double, _ theme: Theme) {
    words = matrix.words(theme)
    guard matrix.counts.count > 0 else { return }
    let width = max(1, width.asRoom)
    placeMatrix(matrix, width: width, theme)
    let legends = matrix.legends
    let legendWidths = legends.map { $0.width(theme) }
    legendsShareALine = legendWidths.reduce(theme.panelGap, +) <= width
    legendY = self.matrix.maxY + 2 * theme.gap
    let lines = legendsShareALine ? 1.0 : Double(legends.count)
    wordsY = legendY + lines * Self.legendHeight + theme.gap
  }

  private mutating func placeMatrix(_ matrix: ConfusionMatrix, width: Double, _ theme: Theme) {
    let names = matrix.counts.classesPerRow > 1 ? [] : (0..<matrix.counts.rows).map(matrix.name)
    let widths = names.map { theme.measure($0, Self.nameStyle).width }
    let corner = theme.measure("true class", .small).width
    // What a few squares leave free is for the names; so far from its row, though, a name is hard to follow.
    let squares = Double(matrix.counts.rows) * Self.largestCell(matrix) + Self.shareWidth + Self.gap
    let longest = min(max(Self.longestName, width - squares), width * 0.3)
    func placeCells(besideNamesOf widest: Double) {
      nameWidth = min(max(widest, corner), longest)
      chooseCell(matrix, room: width - nameWidth - Self.gap, theme)
    }
    placeCells(besideNamesOf: widths.max() ?? 0)
    hasNames = !names.isEmpty && cell >= Self.smallestNamedCell
    if !hasNames {
      placeCells(besideNamesOf: theme.measure(NumberText.grouped(matrix.counts.classCount), .small).width)
    }
    namesAreTurned = hasNames && widths.contains { $0 > cell - 4 }
    let widest = min(widths.max() ?? 0, max(Self.longestName, longest))
    nameHeight = namesAreTurned ? widest : theme.measure("Hg", Self.nameStyle).height
    let side = cell * Double(matrix.counts.rows)
    self.matrix = Rectangle(
      nameWidth + Self.gap, theme.lineHeight(.small) + nameHeight + 2 * Self.gap, side, side)
  }

  /// The side of a square in which a count stands well.
  private static func largestCell(_ matrix: ConfusionMatrix) -> Double { matrix.counts.rows <= 4 ? 84 : 54 }

  /// Squares as large as there is room for, but not larger than a count needs to stand well; with a column for the
  /// shares, unless it takes the room that the counts need.
  private mutating func chooseCell(_ matrix: ConfusionMatrix, room: Double, _ theme: Theme) {
    let rows = Double(matrix.counts.rows)
    func side(_ room: Double) -> Double {
      max((min(Self.largestCell(matrix), room / rows) * theme.scale).rounded(.down), 1) / theme.scale
    }
    let (narrow, wide) = (side(room - Self.shareWidth), side(room))
    let narrowCounts = Self.counts(matrix, cell: narrow, theme)
    let wideCounts = Self.counts(matrix, cell: wide, theme)
    hasShares =
      matrix.counts.classesPerRow == 1 && narrow >= Self.smallestCellBesideShares
      && (narrowCounts != nil || wideCounts == nil)
    (cell, counts) = hasShares ? (narrow, narrowCounts) : (wide, wideCounts)
  }

  /// The largest and plainest way to write the counts in which all of them fit.
  private static func counts(
    _ matrix: ConfusionMatrix, cell: Double, _ theme: Theme
  ) -> (style: TextStyle, isBrief: Bool)? {
    guard matrix.counts.classesPerRow == 1 else { return nil }
    let numbers = Set(matrix.counts.cells)
    return [(TextStyle.label, false), (.small, false), (.small, true)].first { style, isBrief in
      let widths = numbers.map { theme.measure(text($0, isBrief: isBrief), style).width }
      return (widths.max() ?? 0) + 1.25 <= cell && theme.font(style).size + 2 <= cell
    }
  }

  static func text(_ count: Int, isBrief: Bool) -> String {
    isBrief ? NumberText.brief(count) : NumberText.grouped(count)
  }
}
