/// A panel with a title above and a note below: what a chapter shows.
public struct Figure: Sendable {
  /// What it shows, in a few words.
  public var title: String
  /// What a reader has to know before believing it, such as "Drawn garments, not Fashion-MNIST".
  public var note: String?
  /// In nominal pixels, margins included.
  public var width: Double
  /// What is shown.
  public var panel: any Panel

  /// A figure of a panel.
  ///
  /// - Parameter width: nominal pixels with margins; brought into 120...4,000.
  public init(_ title: String, note: String? = nil, width: Double = 720, _ panel: any Panel) {
    (self.title, self.note, self.panel) = (title, note, panel)
    // The written way round, so that what is no number becomes the usual width.
    self.width = width >= 120 ? min(width, Theme.largestPage.width) : (width < 120 ? 120 : 720)
  }

  /// The figure, drawn.
  public func page(_ theme: Theme = .book) -> Page {
    let inside = width - 2 * theme.margin
    let titleLines = theme.wrapped(title, to: inside, .title, limit: 3)
    let noteLines = theme.wrapped(note ?? "", to: inside, .small, limit: 6)
    let titleHeight = Double(titleLines.count) * theme.lineHeight(.title)
    let noteHeight = Double(noteLines.count) * theme.lineHeight(.small)
    let body = panel.size(within: inside, theme)

    let top = theme.margin + (titleLines.isEmpty ? 0 : titleHeight + Self.gapBelowTitle)
    let bottom = (noteLines.isEmpty ? 0 : noteHeight + Self.gapAboveNote) + theme.margin
    let page = Page(size: Size(width, top + body.height + bottom), theme: theme)
    // The last letter of a line may lean over it by a part of a pixel.
    page.textFrame = page.bounds.inset(x: theme.margin - 1, y: 0)
    // A page that would be higher than the highest leaves less room: the panel is cut rather than its note.
    let room = max(0, page.size.height - top - bottom)
    let frame = Rectangle(theme.margin, top, inside, room)
    page.clipped(to: .rectangle(0, 0, page.size.width, top + room + theme.gap)) {
      panel.draw(on: page, in: frame)
    }
    for (index, line) in titleLines.enumerated() {
      let y = theme.margin + Double(index) * theme.lineHeight(.title)
      page.write(line, at: Point(theme.margin, y), .title)
    }
    for (index, line) in noteLines.enumerated() {
      let y = page.size.height - theme.margin - noteHeight + Double(index) * theme.lineHeight(.small)
      page.write(line, at: Point(theme.margin, y), .small, color: theme.fadedInk)
    }
    return page
  }

  /// Draws the figure and puts it at `path` as a PNG file at twice its nominal size. Folders that are missing are
  /// made.
  ///
  /// - Throws: ``DrawingError``; then what was at `path` before is unchanged.
  public func write(to path: String) throws(DrawingError) {
    try PictureFile.write(try page().png(), to: path)
  }

  private static let gapBelowTitle = 12.0
  private static let gapAboveNote = 10.0
}
