/// Panels one below the other, their left sides in line. Those that do not fit on the highest page are left out, and a
/// line says how many.
public struct Column: Panel {
  /// From top to bottom.
  public var panels: [any Panel]
  /// Between two panels; the theme's if `nil`.
  public var gap: Double?

  /// Panels from top to bottom.
  ///
  /// - Parameter gap: between two panels; the theme's if none is given.
  public init(_ panels: [any Panel], gap: Double? = nil) {
    (self.panels, self.gap) = (panels, gap)
  }

  /// The width of the widest panel and the heights of all.
  public func size(within width: Double, _ theme: Theme) -> Size {
    let places = places(within: width, theme)
    return Size(places.map(\.size.width).max() ?? 0, places.last.map { $0.y + $0.size.height } ?? 0)
  }

  /// Draws every panel below the one before.
  public func draw(on page: Page, in frame: Rectangle) {
    for place in places(within: frame.width, page.theme) {
      place.panel.draw(
        on: page, in: Rectangle(frame.x, frame.y + place.y, frame.width, place.size.height))
    }
  }

  private func places(
    within width: Double, _ theme: Theme
  ) -> [(panel: any Panel, y: Double, size: Size)] {
    var places: [(panel: any Panel, y: Double, size: Size)] = []
    var y = 0.0
    for (index, panel) in panels.enumerated() {
      let size = panel.size(within: width, theme)
      if y + size.height > Theme.highestPanel, index > 0 {
        let rest = NumberText.grouped(panels.count - index)
        let remark = Paragraph(faint: "\(rest) more do not fit on this page.")
        places.append((remark, y, remark.size(within: width, theme)))
        break
      }
      places.append((panel, y, size))
      y += size.height + (gap ?? theme.panelGap).asRoom
    }
    return places
  }
}
