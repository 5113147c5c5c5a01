/// A long line reduced to what can be seen of it.
///
/// Of all points in one column of pixels the first, the lowest, the highest and the last are kept: the line
/// through them covers the same pixels as the whole line, spikes included (M4: Jugel, Jerzak, Hackenbroich and
/// Markl, "M4: A Visualization-Oriented Time Series Data Aggregation", VLDB 2014).
enum PixelColumns {
  /// The unbroken pieces of a line.
  ///
  /// - Parameters:
  ///   - points: places on the page from left to right, `nil` where the line has a gap.
  ///   - columnWidth: the width of a pixel in the unit of the points.
  /// - Returns: pieces of at least one point. A gap that begins and ends in one column of pixels cannot be seen
  ///   and is none; so at most four points a column are returned, however long the line.
  static func pieces(of points: some Sequence<Point?>, columnWidth: Double) -> [[Point]] {
    var pieces: [[Point]] = []
    var piece: [Point] = []
    var column: Column?
    var isInterrupted = false
    func close() {
      if let column { piece += column.kept }
      if !piece.isEmpty { pieces.append(piece) }
      (piece, column) = ([], nil)
    }
    for point in points {
      guard let point else {
        isInterrupted = true
        continue
      }
      let index = (point.x / columnWidth).rounded(.down)
      if column?.index == index {
        column?.add(point)
      } else {
        if isInterrupted { close() }
        if let column { piece += column.kept }
        column = Column(index: index, point)
      }
      isInterrupted = false
    }
    close()
    return pieces
  }

  private struct Column {
    let index: Double
    private var count = 0
    private var first, lowest, highest, last: (place: Int, point: Point)

    init(index: Double, _ point: Point) {
      self.index = index
      first = (0, point)
      (lowest, highest, last) = (first, first, first)
    }

    mutating func add(_ point: Point) {
      count += 1
      last = (count, point)
      if point.y < lowest.point.y { lowest = last }
      if point.y > highest.point.y { highest = last }
    }

    /// The kept points in their order, each once.
    var kept: [Point] {
      let sorted = [first, lowest, highest, last].sorted { $0.place < $1.place }
      return sorted.enumerated().filter { $0 == 0 || sorted[$0 - 1].place != $1.place }.map(\.element.point)
    }
  }
}
