/// A network from left to right as boxes in perspective, in the spirit of figure 2 of "ImageNet Classification with
/// Deep Convolutional Neural Networks" (Krizhevsky, Sutskever and Hinton, 2012).
///
/// A box is as high as the images of its stage, recedes by their width, and is as thick as there are channels; a bar
/// stands for a row of units. A small pyramid leads from the window that a kernel sees to the value that it makes.
/// Lengths grow with the square root of what they stand for: 227 and 6 can be seen side by side, and the numbers at the
/// edges say what they are.
public struct NetworkDiagram: Panel {
  /// From the input to the output.
  public var stages: [Stage]

  /// A diagram of `stages`.
  public init(_ stages: [Stage]) { self.stages = stages }

  /// Of more stages than this, the first and the last half are drawn; in a narrow frame, of fewer.
  public static let mostStages = 40

  /// The full width; as many rows as the stages need.
  public func size(within width: Double, _ theme: Theme) -> Size {
    Size(width, DiagramLayout(self, within: width, theme).height)
  }

  /// Draws the boxes, what connects them, and the words.
  public func draw(on page: Page, in frame: Rectangle) {
    let layout = DiagramLayout(self, within: frame.width, page.theme)
    for row in layout.rows { DiagramRowDrawing(row, at: Point(frame.minX, frame.minY), page).draw() }
    if stages.isEmpty {
      page.write(
        page.theme.shortened("No stages to draw", to: frame.width, .body), at: Point(frame.minX, frame.minY),
        .body, color: page.theme.fadedInk)
    }
  }

  /// What is drawn in this width: all stages, or a row of dots instead of the middle ones.
  func items(within width: Double) -> [DiagramBox.Item] {
    // Where one box fills a row, forty rows would be higher than a page.
    let most = max(4, Int(min(width.asRoom / 12, Double(Self.mostStages))))
    guard stages.count > most else { return stages.map(DiagramBox.Item.stage) }
    let (first, last) = (most / 2, most / 2 - 1)
    let hidden = stages.count - first - last
    return stages.prefix(first).map(DiagramBox.Item.stage) + [.hidden(hidden)]
      + stages.suffix(last).map(DiagramBox.Item.stage)
  }
}
