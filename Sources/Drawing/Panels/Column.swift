/// Panels one below the other, their left sides in line.
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
    let sizes = panels.map { $0.size(within: width, theme) }
    let gaps = (gap ?? theme.panelGap) * Double(max(0, panels.count - 1))
    return Size(sizes.map(\.width).max() ?? 0, sizes.map(\.height).reduce(gaps, +))
  }

  /// Draws every panel below the one before.
  public func draw(on page: Page, in frame: Rectangle) {
    var y = frame.y
    for panel in panels {
      let height = panel.size(within: frame.width, page.theme).height
      panel.draw(on: page, in: Rectangle(frame.x, y, frame.width, height))
      y += height + (gap ?? page.theme.panelGap)
    }
  }
}
