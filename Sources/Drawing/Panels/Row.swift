/// Panels side by side, their upper sides in line.
///
/// Where they would become too narrow to say anything, the last ones move to a row below. Plots that measure the same
/// have one y axis in common, unless theirs has a range of its own: what is higher in one is more than in the other.
public struct Row: Panel {
  /// From left to right.
  public var panels: [any Panel]
  /// How the width is shared out among panels that fit into one row; equal parts if none are given.
  public var shares: [Double]
  /// Between two panels; the theme's if `nil`.
  public var gap: Double?

  /// The width below which a panel moves to the next row.
  private static let narrowest = 140.0

  /// Panels from left to right.
  ///
  /// - Parameters:
  ///   - shares: one positive number a panel, its part of the width; equal parts unless there are as many as panels.
  ///   - gap: between two panels; the theme's if none is given.
  public init(_ panels: [any Panel], shares: [Double] = [], gap: Double? = nil) {
    (self.panels, self.shares, self.gap) = (panels, shares, gap)
  }

  /// The width that is there, and the height of the highest panel.
  public func size(within width: Double, _ theme: Theme) -> Size {
    let lines = lines(within: width, theme)
    guard lines.panels.count <= 1 else { return lines.size(within: width, theme) }
    let heights = zip(panels, widths(within: width, theme)).map { $0.size(within: $1, theme).height }
    return Size(width, heights.max() ?? 0)
  }

  /// Draws every panel into its part.
  public func draw(on page: Page, in frame: Rectangle) {
    let lines = lines(within: frame.width, page.theme)
    guard lines.panels.count <= 1 else { return lines.draw(on: page, in: frame) }
    var x = frame.x
    for (panel, width) in zip(sharingHeights(panels), widths(within: frame.width, page.theme)) {
      panel.draw(on: page, in: Rectangle(x, frame.y, width, frame.height))
      x += width + space(page.theme)
    }
  }

  /// Rows of as many panels as fit.
  private func lines(within width: Double, _ theme: Theme) -> Column {
    let fitting = max(1, Int((width.asRoom + space(theme)) / (Self.narrowest + space(theme))))
    let starts = stride(from: 0, to: panels.count, by: fitting)
    return Column(
      starts.map { start in
        let line = Array(panels[start..<min(start + fitting, panels.count)])
        return Row(line, shares: line.count == panels.count ? shares : [], gap: gap)
      })
  }

  private func widths(within width: Double, _ theme: Theme) -> [Double] {
    let room = max(0, width.asRoom - space(theme) * Double(max(0, panels.count - 1)))
    let isUsable = shares.count == panels.count && shares.allSatisfy { $0 > 0 && $0.isFinite }
    let parts = isUsable ? shares : panels.map { _ in 1 }
    let total = parts.reduce(0, +)
    return parts.map { room * $0 / total }
  }

  private func space(_ theme: Theme) -> Double { (gap ?? theme.panelGap).asRoom }
}
