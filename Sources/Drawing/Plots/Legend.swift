/// Which line is which: a short piece of each line, and its name beside it.
struct Legend {
  struct Entry {
    var name: String
    var color: Color
    var isDashed = false
    /// Whether a filled square stands for it rather than a piece of line, as for bars.
    var isArea = false
  }

  let theme: Theme
  /// What is shown: after so many lines the rest are counted.
  let entries: [Entry]

  /// A legend of `entries`, the names shortened to a width of `widest`.
  init(_ entries: [Entry], widest: Double, limit: Int = 12, _ theme: Theme) {
    self.theme = theme
    let room = widest - Self.keyWidth - Self.keyGap
    var shown = entries.prefix(limit).map { entry in
      var entry = entry
      entry.name = theme.shortened(entry.name, to: room, .small)
      return entry
    }
    if entries.count > limit {
      let rest = theme.shortened("and \(NumberText.grouped(entries.count - limit)) more", to: room, .small)
      shown.append(Entry(name: rest, color: Color(red: 0, green: 0, blue: 0, opacity: 0)))
    }
    self.entries = shown
  }

  /// A legend for the room above a plot: no higher than `highest` in lines no wider than `width`.
  init(_ entries: [Entry], within width: Double, highest: Double, _ theme: Theme) {
    var limit = 12
    self.init(entries, widest: width, limit: limit, theme)
    while limit > 0 && height(within: width) > highest {
      limit -= 1
      self.init(entries, widest: width, limit: limit, theme)
    }
  }

  /// How high it is in lines of writing no wider than `width`.
  func height(within width: Double) -> Double { Double(lines(within: width).count) * lineHeight }

  /// How much room it takes with one entry below the other.
  var size: Size {
    Size((entries.map(width).max() ?? 0) + 2 * Self.inset, Double(entries.count) * lineHeight + Self.inset)
  }

  /// Draws it one entry below the other.
  func draw(on page: Page, at corner: Point) {
    for (index, entry) in entries.enumerated() {
      let y = corner.y + Self.inset / 2 + (Double(index) + 0.5) * lineHeight
      draw(entry, on: page, at: Point(corner.x + Self.inset, y))
    }
  }

  /// The same entries in lines of writing no wider than `width`.
  func lines(within width: Double) -> [[Entry]] {
    var lines: [[Entry]] = []
    var used = Double.infinity
    for entry in entries {
      let needed = self.width(entry) + Self.entryGap
      if used + needed - Self.entryGap > width {
        lines.append([])
        used = 0
      }
      lines[lines.count - 1].append(entry)
      used += needed
    }
    return lines
  }

  /// Draws it in lines of writing, for the room above a plot.
  func drawLines(on page: Page, in frame: Rectangle) {
    for (row, line) in lines(within: frame.width).enumerated() {
      var x = frame.x
      for entry in line {
        draw(entry, on: page, at: Point(x, frame.y + (Double(row) + 0.5) * lineHeight))
        x += width(entry) + Self.entryGap
      }
    }
  }

  /// Draws one entry so that `start` is half way up its left side.
  func draw(_ entry: Entry, on page: Page, at start: Point) {
    let end = Point(start.x + Self.keyWidth, start.y)
    if entry.isArea {
      page.fill(.rectangle(start.x + 4, start.y - 4, 8, 8), entry.color)
    } else {
      page.stroke(Path([start, end], closed: false), entry.color, LineStyle.stroke(isDashed: entry.isDashed))
    }
    page.write(entry.name, at: Point(end.x + Self.keyGap, start.y), .small, anchor: .leading)
  }

  /// The width of one entry.
  func width(_ entry: Entry) -> Double {
    Self.keyWidth + Self.keyGap + theme.measure(entry.name, .small).width
  }

  /// From one entry to the next below it.
  var lineHeight: Double { theme.lineHeight(.small) + 2 }

  private static let keyWidth = 16.0
  private static let keyGap = 5.0
  private static let entryGap = 18.0
  private static let inset = 8.0
}

/// How the lines of a plot are drawn.
enum LineStyle {
  /// A line that means something.
  static func stroke(isDashed: Bool) -> Stroke {
    // Butt ends: round ones would fill the gaps of a dashed line.
    Stroke(width: 1.75, isRound: !isDashed, dashes: isDashed ? [5, 3.5] : [])
  }

  /// The raw values behind a smoothed line.
  static let raw = Stroke(width: 0.75)
  /// How much of a raw line shows.
  static let rawOpacity = 0.3
}
