/// A line of straight and curved pieces, or several of them.
public struct Path: Sendable {
  enum Piece: Sendable {
    case move(Point)
    case line(Point)
    case curve(Point, Point, Point)
    case close
  }

  var pieces: [Piece] = []

  /// A path without pieces.
  public init() {}

  /// The straight line through `points`, closed to a polygon unless said otherwise.
  public init(_ points: [Point], closed: Bool = true) {
    for point in points { pieces.append(pieces.isEmpty ? .move(point) : .line(point)) }
    if closed { close() }
  }

  /// The rectangle with its upper left corner at (`x`, `y`).
  public static func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Path {
    Path([Point(x, y), Point(x + width, y), Point(x + width, y + height), Point(x, y + height)])
  }

  /// A rectangle's outline.
  public static func rectangle(_ frame: Rectangle) -> Path {
    rectangle(frame.x, frame.y, frame.width, frame.height)
  }

  /// A rectangle's outline with corners rounded by `radius`, or as far as it has room for.
  public static func rounded(_ frame: Rectangle, radius: Double) -> Path {
    let r = min(radius, frame.width / 2, frame.height / 2)
    guard r > 0 else { return rectangle(frame) }
    // From the corner, where the control points of a quarter circle lie: see `ellipse`.
    let k = r * (1 - 0.5522847498)
    let (left, top, right, bottom) = (frame.minX, frame.minY, frame.maxX, frame.maxY)
    var path = Path()
    path.move(to: Point(left + r, top))
    path.line(to: Point(right - r, top))
    path.curve(to: Point(right, top + r), Point(right - k, top), Point(right, top + k))
    path.line(to: Point(right, bottom - r))
    path.curve(to: Point(right - r, bottom), Point(right, bottom - k), Point(right - k, bottom))
    path.line(to: Point(left + r, bottom))
    path.curve(to: Point(left, bottom - r), Point(left + k, bottom), Point(left, bottom - k))
    path.line(to: Point(left, top + r))
    path.curve(to: Point(left + r, top), Point(left, top + k), Point(left + k, top))
    path.close()
    return path
  }

  /// The straight line from `start` to `end`.
  public static func line(_ start: Point, _ end: Point) -> Path { Path([start, end], closed: false) }

  /// The ellipse about `center` that reaches `radiusX` to the sides and `radiusY` up and down.
  public static func ellipse(center: Point, radiusX: Double, radiusY: Double) -> Path {
    // Four cubic curves; this distance of their control points keeps them within 0.03 % of a true circle.
    let k = 0.5522847498
    func at(_ x: Double, _ y: Double) -> Point { Point(center.x + radiusX * x, center.y + radiusY * y) }
    var path = Path()
    path.move(to: at(1, 0))
    path.curve(to: at(0, 1), at(1, k), at(k, 1))
    path.curve(to: at(-1, 0), at(-k, 1), at(-1, k))
    path.curve(to: at(0, -1), at(-1, -k), at(-k, -1))
    path.curve(to: at(1, 0), at(k, -1), at(1, -k))
    path.close()
    return path
  }

  /// The smooth line through `points`: the tangent at each is parallel to the chord of its neighbours
  /// (Catmull and Rom, 1974).
  public static func smooth(_ points: [Point], closed: Bool = false) -> Path {
    guard points.count > 2 else { return Path(points, closed: closed) }
    let n = points.count
    func point(_ i: Int) -> Point { closed ? points[(i + n) % n] : points[min(max(i, 0), n - 1)] }
    var path = Path()
    path.move(to: points[0])
    for i in 0..<(closed ? n : n - 1) {
      let (before, start, end, after) = (point(i - 1), point(i), point(i + 1), point(i + 2))
      path.curve(
        to: end,
        Point(start.x + (end.x - before.x) / 6, start.y + (end.y - before.y) / 6),
        Point(end.x - (after.x - start.x) / 6, end.y - (after.y - start.y) / 6))
    }
    if closed { path.close() }
    return path
  }

  /// Starts a new line at `point`.
  public mutating func move(to point: Point) { pieces.append(.move(point)) }

  /// Goes straight to `point`.
  public mutating func line(to point: Point) { pieces.append(.line(point)) }

  /// Goes to `point` in a cubic Bézier curve that leaves toward `first` and arrives from `second`.
  public mutating func curve(to point: Point, _ first: Point, _ second: Point) {
    pieces.append(.curve(first, second, point))
  }

  /// Goes back to where the line started.
  public mutating func close() { pieces.append(.close) }

  /// The pieces of `left` followed by those of `right`.
  public static func + (left: Path, right: Path) -> Path {
    var path = left
    path += right
    return path
  }

  /// Adds the pieces of `right` behind those of `left`.
  public static func += (left: inout Path, right: Path) { left.pieces += right.pieces }
}
