/// A strip of colours with the numbers at its ends: what the colours of a picture mean.
struct ColorBar: Panel {
  /// From the low end to the high one, at equal distances.
  var colors: [Color]
  var low: String
  var high: String

  static let length = 96.0
  private static let thickness = 8.0
  private static let gap = 5.0

  /// All of a map.
  init(_ map: ColorMap, low: String, high: String) {
    self.init((0...255).map { map.color(Double($0) / 255) }, low: low, high: high)
  }

  init(_ colors: [Color], low: String, high: String) {
    (self.colors, self.low, self.high) = (colors, low, high)
  }

  /// With the numbers.
  func width(_ theme: Theme) -> Double {
    theme.measure(low, .small).width + theme.measure(high, .small).width + Self.length + 2 * Self.gap
  }

  /// One line.
  func size(within width: Double, _ theme: Theme) -> Size { Size(width, theme.lineHeight(.small)) }

  /// Draws it at the left. Where there is little room the number at the high end is shortened, and where there is
  /// less, the strip gives way to the numbers.
  func draw(on page: Page, in frame: Rectangle) {
    let theme = page.theme
    let rest = theme.measure(low, .small).width + Self.length + 2 * Self.gap
    var fitting = self
    fitting.high = theme.shortened(high, to: frame.width - rest, .small)
    if fitting.high.isEmpty {
      let numbers = theme.shortened("\(low) … \(high)", to: frame.width, .small)
      page.write(
        numbers, at: Point(frame.x, frame.midY), .small, anchor: .leading, color: theme.fadedInk)
    } else {
      fitting.draw(on: page, at: Point(frame.x, frame.midY))
    }
  }

  /// Draws it to the right of `start`, half of it above and half below; returns where it ends.
  @discardableResult
  func draw(on page: Page, at start: Point) -> Double {
    let before = page.write(low, at: start, .small, anchor: .leading, color: page.theme.fadedInk)
    let x = page.aligned(before.maxX + Self.gap)
    let frame = Rectangle(x, page.aligned(start.y - Self.thickness / 2), Self.length, Self.thickness)
    let strip = Picture(pixels: colors.flatMap(\.bytes), width: colors.count, height: 1, channels: 3)
    page.draw(strip, in: frame, smoothly: true)
    page.stroke(
      .rectangle(frame.inset(by: -0.25)), page.theme.grid, Stroke(width: 0.5, isRound: false))
    let after = Point(frame.maxX + Self.gap, start.y)
    return page.write(high, at: after, .small, anchor: .leading, color: page.theme.fadedInk).maxX
  }
}
