/// A text in lines as wide as there is room: what a figure says in words.
public struct Paragraph: Panel {
  /// What it says. A line break begins a new line.
  public var text: String
  /// The letters.
  public var style: TextStyle
  /// Lines that do not fit into so many are left out, with an ellipsis.
  public var limit: Int
  private var isFaint = false

  /// A text in lines.
  public init(_ text: String, style: TextStyle = .body, limit: Int = 12) {
    (self.text, self.style, self.limit) = (text, style, max(0, limit))
  }

  /// A remark: small and standing back.
  init(faint text: String) {
    self.init(text, style: .small)
    isFaint = true
  }

  /// As wide as there is room, and as high as its lines.
  public func size(within width: Double, _ theme: Theme) -> Size {
    Size(width, Double(lines(within: width, theme).count) * theme.lineHeight(style))
  }

  /// Writes the lines.
  public func draw(on page: Page, in frame: Rectangle) {
    let color = isFaint ? page.theme.fadedInk : page.theme.ink
    for (index, line) in lines(within: frame.width, page.theme).enumerated() {
      let y = frame.y + Double(index) * page.theme.lineHeight(style)
      page.write(line, at: Point(frame.x, y), style, color: color)
    }
  }

  private func lines(within width: Double, _ theme: Theme) -> [String] {
    let limit = min(limit, Int(Theme.highestPanel / theme.lineHeight(style)))
    var lines: [String] = []
    for paragraph in text.split(separator: "\n") {
      guard lines.count < limit else {
        if let last = lines.popLast() { lines.append(theme.shortened(last + " …", to: width, style)) }
        break
      }
      lines += theme.wrapped(String(paragraph), to: width, style, limit: limit - lines.count)
    }
    return lines
  }
}
