/// Where the pictures of an ``ImageGrid`` lie, relative to its upper left corner.
struct ImageGridLayout {
  /// One row of pictures.
  struct Row {
    /// The upper side of its pictures.
    var y: Double
    /// Of the highest picture.
    var pictureHeight: Double
    /// With text and bars.
    var height: Double
    var hasCaptions: Bool
    var hasDetails: Bool

    /// Of captions and details, and what separates them from the bars.
    func textHeight(_ theme: Theme) -> Double {
      let lines = (hasCaptions ? 1.0 : 0) + (hasDetails ? 1 : 0)
      return lines * theme.lineHeight(.small) + (lines > 0 ? 3 : 0)
    }
  }

  let columns: Int
  /// From the left side of a picture to that of the next.
  private(set) var pitch: Double
  /// The thickness of the frames about pictures with a mark; 0 if none has one.
  let border: Double
  /// What a picture, its text and its bars may take.
  let cellWidth: Double
  /// What a picture may take of that.
  let pictureWidth: Double
  let barsAreBeside: Bool
  /// As it is shown.
  private(set) var widestPicture = 0.0
  private(set) var rows: [Row] = []
  /// How many of the pictures there is room for.
  private(set) var shown = 0
  /// What there is to say about those that are left out.
  private(set) var remark: Paragraph?
  private(set) var remarkY = 0.0
  private(set) var size: Size
  private let largestSide: Double
  private let grid: ImageGrid
  private let theme: Theme

  init(_ grid: ImageGrid, width: Double, _ theme: Theme) {
    (self.grid, self.theme) = (grid, theme)
    let width = max(1, width.asRoom)
    let hasBars = grid.spacing == .apart && grid.cells.contains { $0.bars != nil }
    let wantedGap = grid.spacing == .close ? grid.closeGap : hasBars ? 2 * theme.gap : theme.gap
    columns = Self.columns(grid, width: width, gap: wantedGap, hasBars: hasBars)
    let gap = min(wantedGap, width / Double(columns) / 4)
    let widest = (width + gap) / Double(columns) - gap
    barsAreBeside = hasBars && widest >= Self.smallestCellWithBarsBeside
    largestSide = max(1, min(2_000, grid.largestSide))
    let room = min(largestSide, barsAreBeside ? widest * 0.4 : widest)
    let hasMarks = grid.spacing == .apart && grid.cells.contains { $0.mark != nil }
    border = hasMarks ? min(Self.markBorder, room / 4) : 0
    pictureWidth = room - 2 * border
    cellWidth = barsAreBeside ? widest : room
    pitch = cellWidth + gap
    size = Size(width, 0)
    placeRows()
    widestPicture = grid.cells.prefix(shown).map { shownSize(of: $0.picture).width }.max() ?? 0
    if grid.spacing == .close { pitch = widestPicture + gap }
  }

  /// How large a picture is shown.
  func shownSize(of picture: Picture) -> Size {
    guard !picture.pixels.isEmpty else { return Size(pictureWidth, pictureWidth) }
    let (width, height) = (Double(picture.width), Double(picture.height))
    // Pixels of the page for one of the picture: a whole number, unless the picture has more than there is room for.
    let most = min(pictureWidth / width, largestSide / height) * theme.scale
    // Room that was computed from whole pixels may be a hair less than them.
    let factor = (most >= 1 && !grid.hasEqualSides ? (most + 1e-6).rounded(.down) : most) / theme.scale
    return Size(width * factor, height * factor)
  }

  /// What bars take below a picture: they end where it ends, if they have room enough.
  var barsWidthBelow: Double {
    min(cellWidth, max(widestPicture + 2 * border, Self.smallestCellWithBars))
  }

  /// Whether a picture's pixels are blended: where the page has fewer, or so few that squares of different widths would
  /// be seen.
  func isBlended(_ picture: Picture) -> Bool {
    guard !picture.pixels.isEmpty else { return false }
    let pixels = shownSize(of: picture).width * theme.scale / Double(picture.width)
    return pixels < 1 - 1e-6 || pixels < 4 && abs(pixels - pixels.rounded()) > 1e-6
  }

  /// The thickness of a frame that says right or wrong.
  private static let markBorder = 2.0
  private static let smallestCellWithBars = 100.0
  /// With less, bars do not fit beside a picture.
  private static let smallestCellWithBarsBeside = 240.0

  private static func columns(_ grid: ImageGrid, width: Double, gap: Double, hasBars: Bool) -> Int {
    // Less than four pixels for a picture shows nothing.
    let limit = max(1, Int(width / 4))
    if let columns = grid.columns { return min(max(1, columns), limit) }
    let smallest = hasBars ? smallestCellWithBars : max(4, grid.smallestSide)
    let most = min(max(1, Int((width + gap) / (smallest + gap))), limit)
    guard grid.cells.count > most else { return max(1, grid.cells.count) }
    // Of the numbers that leave pictures large enough, but not much larger, the one with the fullest last row.
    func free(_ columns: Int) -> Int { (columns - grid.cells.count % columns) % columns }
    return (max(1, most * 6 / 10)...most).reversed().min { free($0) < free($1) } ?? most
  }

  private mutating func placeRows() {
    let gap = grid.spacing == .close ? grid.closeGap : 1.5 * theme.gap
    while shown < grid.cells.count {
      let cells = grid.cells[shown..<min(shown + columns, grid.cells.count)]
      let row = row(of: cells, y: rows.isEmpty ? 0 : size.height + gap)
      guard row.y + row.height <= Theme.highestPanel || rows.isEmpty else { break }
      rows.append(row)
      shown += cells.count
      size.height = row.y + row.height
    }
    guard shown < grid.cells.count || grid.cells.isEmpty else { return }
    let count = NumberText.grouped(grid.cells.count)
    let text = "The first \(NumberText.grouped(shown)) of \(count) pictures."
    let remark = Paragraph(faint: grid.cells.isEmpty ? "No pictures." : text)
    remarkY = rows.isEmpty ? 0 : size.height + gap
    size.height = remarkY + remark.size(within: size.width, theme).height
    self.remark = remark
  }

  private func row(of cells: ArraySlice<ImageGrid.Cell>, y: Double) -> Row {
    var row = Row(
      y: y, pictureHeight: cells.map { shownSize(of: $0.picture).height }.max() ?? 0, height: 0,
      hasCaptions: false, hasDetails: false)
    row.height = row.pictureHeight + 2 * border
    guard grid.spacing == .apart else { return row }
    row.hasCaptions = cells.contains { !$0.caption.isEmpty || $0.mark != nil }
    row.hasDetails = cells.contains { !$0.detail.isEmpty }
    var below = row.textHeight(theme)
    if barsAreBeside {
      let width = cellWidth - pictureWidth - 2 * border - ImageGrid.gapBeside
      below += cells.compactMap { $0.bars?.size(within: width, theme).height }.max() ?? 0
      row.height = max(row.height, below)
    } else {
      below += cells.compactMap { $0.bars?.size(within: cellWidth, theme).height }.max() ?? 0
      row.height += below > 0 ? ImageGrid.gapBelow + below : 0
    }
    return row
  }
}
