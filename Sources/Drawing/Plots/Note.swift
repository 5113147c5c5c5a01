/// What a panel says about its data below it, small and faint: "5 values are no finite numbers".
enum Note {
  /// The notes, each once, in lines of writing; no more lines than a quarter of `height` holds.
  static func lines(_ notes: [String], within width: Double, height: Double, _ theme: Theme) -> [String] {
    var said: Set<String> = []
    let lines = notes.filter { said.insert($0).inserted }
      .flatMap { theme.wrapped($0, to: width, .small, limit: 2) }
    return Array(lines.prefix(max(Int(height / 4 / theme.lineHeight(.small)), 1)))
  }

  /// How much room such lines take, with the space above them.
  static func height(_ lines: [String], _ theme: Theme) -> Double {
    lines.isEmpty ? 0 : Double(lines.count) * theme.lineHeight(.small) + 6
  }

  /// Writes the lines so that they end at `bottom`.
  static func draw(_ lines: [String], on page: Page, above bottom: Double, in frame: Rectangle) {
    let lineHeight = page.theme.lineHeight(.small)
    for (index, line) in lines.enumerated() {
      let y = bottom - Double(lines.count - index) * lineHeight
      page.write(line, at: Point(frame.minX, y), .small, color: page.theme.fadedInk)
    }
  }
}
