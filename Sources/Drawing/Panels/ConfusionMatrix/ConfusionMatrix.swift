/// Which classes a network takes for which: a row for each class, a column for each answer.
///
/// Blue is what was right and orange what was wrong, each the darker the larger its share of the row. Below stand
/// the pairs that are confused most often, in words. Where the cells are too small for counts they are left to the
/// colours; of more than a hundred classes neighbours share a cell, and a line says so.
public struct ConfusionMatrix: Panel {
  let counts: ConfusionCounts
  private let names: [String]

  /// A matrix of counts.
  ///
  /// - Parameters:
  ///   - counts: `[classes][classes]`, first what it is, then what it was taken for. A short row is filled up with
  ///     zeros; counts below zero or beyond the last class are left out, and a line says how many.
  ///   - names: of the classes; one that is missing or blank is called by its number.
  public init(counts: [[Int]], names: [String]) {
    self.counts = ConfusionCounts(counts)
    self.names = Array(names.prefix(counts.count))
  }

  /// The matrix of these answers. It takes memory for the answers, not for the square of the classes.
  ///
  /// - Parameters:
  ///   - labels: the class of each image.
  ///   - answers: what each was taken for, in the same order.
  ///   - names: of the classes, one for each.
  public init(labels: [Int], answers: [Int], names: [String]) {
    counts = ConfusionCounts(labels: labels, answers: answers, classCount: names.count)
    self.names = names
  }

  /// As wide as there is room, and as high as the matrix with its words.
  public func size(within width: Double, _ theme: Theme) -> Size {
    let layout = ConfusionLayout(self, width: width, theme)
    return Size(width, layout.wordsY + layout.words.size(within: width, theme).height)
  }

  /// Draws matrix, legend and words.
  public func draw(on page: Page, in frame: Rectangle) {
    let layout = ConfusionLayout(self, width: frame.width, page.theme)
    if counts.count > 0 {
      let origin = Point(page.aligned(frame.x + layout.matrix.x), page.aligned(frame.y + layout.matrix.y))
      drawCells(on: page, at: origin, layout)
      drawNames(on: page, at: origin, frame, layout)
      drawLegends(on: page, in: frame, layout)
    }
    let words = Rectangle(frame.x, frame.y + layout.wordsY, frame.width, 0)
    layout.words.draw(on: page, in: words)
  }

  /// What a class is called.
  func name(_ label: Int) -> String { ClassName.of(label, in: names) }

  /// Blue for what is right, orange for what is wrong; `share` of the row against the largest the legend knows.
  func color(_ row: Int, _ column: Int) -> Color {
    let isRight = row == column
    let share = min(1, counts.share(row, column) / (isRight ? 1 : counts.largestWrongShare))
    return Self.color(isRight: isRight, share)
  }

  static func color(isRight: Bool, _ share: Double) -> Color {
    // The halves of the diverging map; its darkest fifth is left out, where blue and orange look alike.
    ColorMap.diverging.color(0.5 + (isRight ? -0.4 : 0.4) * share)
  }
}
