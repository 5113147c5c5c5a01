/// A panel under a heading of its own, such as “a   Before training”.
public struct Headed: Panel {
  /// A letter to refer to the panel by; none if empty.
  public var letter: String
  /// What it shows.
  public var heading: String
  /// The panel.
  public var panel: any Panel

  /// A panel under `heading`, behind `letter` if there is one.
  public init(_ heading: String, letter: String = "", _ panel: any Panel) {
    (self.letter, self.heading, self.panel) = (letter, heading, panel)
  }

  /// As wide as the panel, and higher by the heading.
  public func size(within width: Double, _ theme: Theme) -> Size {
    let inner = panel.size(within: width, theme)
    return Size(width, inner.height + above(theme))
  }

  /// Draws heading and panel.
  public func draw(on page: Page, in frame: Rectangle) {
    var x = frame.x
    if !letter.isEmpty {
      let letter = page.theme.shortened(letter, to: frame.width / 4, .heading)
      let place = page.write(letter, at: Point(x, frame.y), .heading, color: page.theme.fadedInk)
      x = place.maxX + page.theme.gap
    }
    let text = page.theme.shortened(heading, to: frame.maxX - x, .heading)
    page.write(text, at: Point(x, frame.y), .heading)
    let height = above(page.theme)
    panel.draw(
      on: page, in: Rectangle(frame.x, frame.y + height, frame.width, max(0, frame.height - height)))
  }

  private func above(_ theme: Theme) -> Double { theme.lineHeight(.heading) + theme.gap }
}
