/// The line above a layer's maps: its name, its size, and at the right what the colours mean.
struct LayerName: Panel {
  var name: String
  var shape: String
  var bar: ColorBar?

  static func height(_ theme: Theme) -> Double { theme.lineHeight(.body) }

  func size(within width: Double, _ theme: Theme) -> Size { Size(width, Self.height(theme)) }

  func draw(on page: Page, in frame: Rectangle) {
    let theme = page.theme
    let middle = frame.midY
    var right = frame.maxX
    if let bar, bar.width(theme) < frame.width * 0.6 {
      right -= bar.width(theme)
      bar.draw(on: page, at: Point(right, middle))
      right -= theme.gap
    }
    let name = theme.shortened(name, to: (right - frame.x) * 0.6, .strong)
    let end = page.write(name, at: Point(frame.x, middle), .strong, anchor: .leading).maxX + theme.gap
    let shape = theme.shortened(shape, to: right - end, .label)
    page.write(shape, at: Point(end, middle), .label, anchor: .leading, color: theme.fadedInk)
  }
}
