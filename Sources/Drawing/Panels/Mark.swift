/// Whether an answer was right: shown by a colour and a sign, so that it can be told without colours.
public enum Mark: Hashable, Sendable {
  /// A tick.
  case right
  /// A cross.
  case wrong

  /// The side of the square that the sign stands in.
  static let side = 8.0

  func color(_ theme: Theme) -> Color { self == .right ? theme.good : theme.bad }

  /// Draws the sign about `center`.
  func draw(on page: Page, at center: Point) {
    // On a square from −1 to 1.
    let lines: [[Point]] =
      switch self {
      case .right: [[Point(-0.9, 0.1), Point(-0.3, 0.75), Point(0.9, -0.75)]]
      case .wrong: [[Point(-0.75, -0.75), Point(0.75, 0.75)], [Point(-0.75, 0.75), Point(0.75, -0.75)]]
      }
    for line in lines {
      let points = line.map { Point(center.x + $0.x * Self.side / 2, center.y + $0.y * Self.side / 2) }
      page.stroke(Path(points, closed: false), color(page.theme), Stroke(width: 1.75))
    }
  }
}
