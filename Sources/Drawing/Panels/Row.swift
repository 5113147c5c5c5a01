/// Panels side by side, their upper sides in line.
public struct Row: Panel {
  /// From left to right.
  public var panels: [any Panel]
  /// How the width is shared out; equal parts if none are given.
  public var shares: [Double]
  /// Between two panels; the theme's if `nil`.
  public var gap: Double?

  /// Panels from left to right.
  ///
  /// - Parameters:
  ///   - shares: one positive number a panel, its part of the width; equal parts unless there are as many as panels.
  ///   - gap: between two panels; the theme's if none is given.
  public init(_ panels: [any Panel], shares: [Double] = [], gap: Double? = nil) {
    (self.panels, self.gap) = (panels, gap)
    let isUsable = shares.count == panels.count && shares.allSatisfy { $0 > 0 && $0.isFinite }
    self.shares = isUsable ? shares : panels.map { _ in 1 }
  }

  /// The width that is there, and the height of the highest panel.
  public func size(within width: Double, _ theme: Theme) -> Size {
    let widths = widths(within: width, theme)
    let heights = zip(panels, widths).map { $0.size(within: $1, theme).height }
    return Size(width, heights.max() ?? 0)
  }

  /// Draws every panel into its part.
  public func draw(on page: Page, in frame: Rectangle) {
    var x = frame.x
    for (panel, width) in zip(panels, widths(within: frame.width, page.theme)) {
      panel.draw(on: page, in: Rectangle(x, frame.y, width, frame.height))
      x += width + (gap ?? page.theme.panelGap)
    }
  }

  private func widths(within width: Double, _ theme: Theme) -> [Double] {
    let room = max(0, width - (gap ?? theme.panelGap) * Double(max(0, panels.count - 1)))
    let total = shares.reduce(0, +)
    return shares.map { room * $0 / total }
  }
}
