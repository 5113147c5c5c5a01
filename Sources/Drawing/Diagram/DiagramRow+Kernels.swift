extension DiagramLayout.Row {
  /// Where what is said about the kernel of a box stands: the middle of its lower end, from the left end of the row and
  /// from the axis. Nothing for a box without kernel, or for the first one of all.
  ///
  /// Above its pyramid if the boxes leave it room there, else above both of them.
  func kernelPlace(_ index: Int, _ theme: Theme) -> Point? {
    let (box, x) = boxes[index]
    guard !box.kernelText.isEmpty else { return nil }
    guard index > 0 else { return isContinued ? inletPlace(theme) : nil }
    let (start, end) = (solid(index - 1), solid(index))
    let (left, right) = (start.front.maxX + start.x + Self.kernelMargin, end.front.minX - Self.kernelMargin)
    // Room that was computed for it may be a hair less.
    guard right - left + 1e-6 >= box.kernelWidth else {
      let before = boxes[index - 1]
      let top = min(start.front.minY - start.y, end.front.minY - end.y)
      return Point((before.x + before.box.slotWidth + x) / 2, top - Self.gapBelow)
    }
    let middle = (left + right) / 2
    let ends = [middle - box.kernelWidth / 2, middle + box.kernelWidth / 2]
    let apex = apex(index)
    let top = pyramid(index).flatMap { corner in ends.map { corner.height(at: $0, towards: apex) } }.min()
    return Point(middle, min(top ?? apex.y, numberTop(index, theme)) - Self.gapBelow)
  }

  /// The corners on the box before, from which lines lead to the ``apex(_:)``: those of the window that the kernel
  /// sees, or the middle of a box that has no images.
  func pyramid(_ index: Int) -> [Point] {
    let (before, start) = (boxes[index - 1].box, solid(index - 1))
    guard case .stage(let stage) = boxes[index].box.item, let kernel = stage.kernel,
      case .stage(let source) = before.item, case .images(_, let height, let width) = source.values
    else { return [start.back(start.front.midY)] }
    return start.window(
      Double(kernel.height) / Double(max(height, 1)), Double(kernel.width) / Double(max(width, 1)))
  }

  /// The value that the kernel makes, on the left edge of its box.
  func apex(_ index: Int) -> Point {
    let front = solid(index).front
    return Point(front.minX, front.minY + 0.28 * front.height)
  }

  /// A box, from the left end of the row and from the axis.
  func solid(_ index: Int) -> Solid {
    let (box, x) = boxes[index]
    return Solid(front: box.front.moved(x: x, y: 0), x: box.recession.x, y: box.recession.y)
  }

  /// Above the arrow that leads into the row.
  private func inletPlace(_ theme: Theme) -> Point {
    let (box, front) = (boxes[0].box, solid(0).front)
    let middle = max(DiagramLayout.inlet(box) / 2, box.kernelWidth / 2)
    let isFree = middle + box.kernelWidth / 2 + Self.kernelMargin <= front.minX
    let bottom = isFree ? min(-Self.kernelMargin, numberTop(0, theme)) : front.minY - box.recession.y
    return Point(middle, bottom - Self.gapBelow)
  }

  /// The upper end of the number that stands at the left edge of a box.
  private func numberTop(_ index: Int, _ theme: Theme) -> Double {
    let box = boxes[index].box
    let places = box.edgeTexts.filter { $0.anchor == .trailing }.map(\.place.y)
    return (places.min() ?? 0) - theme.lineHeight(.small) / 2
  }

  /// Between what is said about a kernel and the boxes beside it.
  static let kernelMargin = 4.0
  private static let gapBelow = 4.0
}

extension Point {
  /// How high the line from here to `end` is at `x`; beyond its ends it goes on level.
  fileprivate func height(at x: Double, towards end: Point) -> Double {
    guard end.x > self.x else { return min(y, end.y) }
    let way = min(max((x - self.x) / (end.x - self.x), 0), 1)
    return y + way * (end.y - y)
  }
}
