/// Pictures in rows and columns, each with what there is to say about it.
///
/// Small pictures are shown larger, by a whole number of pixels, so that each of theirs is a square; large ones are
/// shown smaller. What does not fit on the highest page is left out, and a line below says so.
public struct ImageGrid: Panel {
  /// One picture and what stands below it.
  public struct Cell: Sendable {
    /// The picture; an empty one is drawn as an empty frame.
    public var picture: Picture
    /// Below the picture, in ink.
    public var caption: String
    /// Below the caption, fainter.
    public var detail: String
    /// A frame in its colour about the picture, and its sign before the caption.
    public var mark: Mark?
    /// Below the text, or beside the picture where there is room.
    public var bars: ProbabilityBars?

    /// A picture and what stands below it; nothing if nothing is given.
    public init(
      _ picture: Picture, caption: String = "", detail: String = "", mark: Mark? = nil,
      bars: ProbabilityBars? = nil
    ) {
      (self.picture, self.caption, self.detail, self.mark, self.bars) = (picture, caption, detail, mark, bars)
    }
  }

  /// How close the pictures stand.
  public enum Spacing: Hashable, Sendable {
    /// With a hairline about each.
    case apart
    /// Two pixels apart and bare, as torchvision's `make_grid`; captions are not shown.
    case close
  }

  /// In reading order.
  public var cells: [Cell]
  /// Pictures in a row; chosen after the width and the number of pictures if `nil`.
  public var columns: Int?
  /// What grey pictures are coloured by.
  public var map: ColorMap
  /// How close the pictures stand.
  public var spacing: Spacing
  /// No picture is shown with a longer side, in nominal pixels; at most 2,000.
  public var largestSide: Double
  /// Whether every picture is shown with a longer side of ``largestSide``, so that all have one size. The pixels of a
  /// small one are then not all equally wide.
  public var hasEqualSides = false
  /// The picture's width below which there are fewer columns, unless ``columns`` says how many; a caption of a short
  /// word fits below 60 nominal pixels.
  public var smallestSide = 60.0
  /// Between two pictures that stand close; torchvision's two pixels.
  var closeGap = 2.0

  /// Pictures with what there is to say about them.
  public init(
    _ cells: [Cell], columns: Int? = nil, map: ColorMap = .grey, spacing: Spacing = .apart,
    largestSide: Double = 240
  ) {
    (self.cells, self.columns, self.map, self.spacing) = (cells, columns, map, spacing)
    self.largestSide = largestSide
  }

  /// Pictures with captions, in the same order; those beyond the last caption have none.
  public init(
    _ pictures: [Picture], captions: [String] = [], columns: Int? = nil, map: ColorMap = .grey,
    spacing: Spacing = .apart
  ) {
    let cells = pictures.enumerated().map { index, picture in
      Cell(picture, caption: index < captions.count ? captions[index] : "")
    }
    self.init(cells, columns: columns, map: map, spacing: spacing)
  }

  /// As wide as there is room, and as high as its rows.
  public func size(within width: Double, _ theme: Theme) -> Size {
    ImageGridLayout(self, width: width, theme).size
  }

  /// Draws the pictures.
  public func draw(on page: Page, in frame: Rectangle) {
    let layout = ImageGridLayout(self, width: frame.width, page.theme)
    for (number, row) in layout.rows.enumerated() {
      for column in 0..<layout.columns {
        let index = number * layout.columns + column
        guard index < layout.shown else { break }
        let origin = Point(
          page.aligned(frame.x + Double(column) * layout.pitch), page.aligned(frame.y + row.y))
        draw(cells[index], on: page, at: origin, row, layout)
      }
    }
    let below = Rectangle(frame.x, frame.y + layout.remarkY, frame.width, 0)
    layout.remark?.draw(on: page, in: below)
  }

  /// Between a picture and what stands below it.
  static let gapBelow = 4.0
  /// Between a picture and what stands beside it.
  static let gapBeside = 12.0
}
