/// One stage of a network diagram with its words, in a slot of its own.
///
/// Places are relative to the left end of the slot and to the axis, the height that all boxes are centred on.
struct DiagramBox {
  /// What is drawn in a slot.
  enum Item {
    case stage(Stage)
    /// Dots that stand for so many stages.
    case hidden(Int)
  }

  /// A text at an edge.
  struct EdgeText {
    var text: String
    var place: Point
    var anchor: Anchor
  }

  let item: Item
  /// The side that faces the reader: channels from left to right, rows of the images from top to bottom.
  private(set) var front = Rectangle(0, 0, 0, 0)
  /// How far the box recedes to the right and upwards.
  private(set) var recession = (x: 0.0, y: 0.0)
  private(set) var edgeTexts: [EdgeText] = []
  /// What stands below: the name, and in faint letters the caption.
  private(set) var name: [String] = []
  private(set) var caption: [String] = []
  /// What stands above the pyramid that leads here.
  private(set) var kernelText: [String] = []
  private(set) var kernelWidth = 0.0
  private(set) var slotWidth = 0.0

  init(_ item: Item, _ scale: DiagramScale, within width: Double, _ theme: Theme) {
    self.item = item
    // In a narrow frame the box needs the rest, and an arrow that leads to it.
    let widest = min(0.6 * width, Self.widestText)
    let widestNumber = width / 4
    switch item {
    case .stage(let stage):
      name = theme.wrapped(stage.name, to: widest, .smallStrong, limit: 2)
      caption = theme.wrapped(stage.caption, to: widest, .small, limit: 4)
      if let kernel = stage.kernel {
        kernelText = [
          "\(NumberText.grouped(kernel.height))×\(NumberText.grouped(kernel.width))",
          kernel.stride == 1 ? "" : "stride \(NumberText.grouped(kernel.stride))",
        ].filter { !$0.isEmpty }.map { theme.shortened($0, to: width / 3, .small) }
      }
      kernelWidth = kernelText.map { theme.measure($0, .small).width }.max() ?? 0
      switch stage.values {
      case .images(let channels, let height, let width):
        let number = { theme.shortened(NumberText.grouped($0), to: widestNumber, .small) }
        layOutImages(
          Size(scale.thickness(channels), scale.side(height)), scale.recession(scale.side(width)),
          channels: number(channels), height: number(height), width: number(width), theme)
      case .units(let units):
        let text = theme.shortened(NumberText.grouped(units), to: widestNumber, .small)
        layOutUnits(text, height: scale.height(units: units), theme)
      }
    case .hidden(let count):
      name = theme.wrapped("\(NumberText.grouped(count)) more stages", to: widest, .smallStrong, limit: 2)
      front = Rectangle(0, -4, 30, 8)
      slotWidth = 30
    }
    center(theme)
  }

  private static let widestText = 84.0
  /// Between an edge and its number.
  private static let textGap = 3.0
  private static let barThickness = 9.0

  /// Above the axis and below it, the box takes half of this.
  var height: Double { front.height + recession.y }

  /// A box with this front, and at its edges how many channels, rows and columns there are.
  private mutating func layOutImages(
    _ size: Size, _ recession: (x: Double, y: Double), channels depth: String, height rows: String,
    width columns: String, _ theme: Theme
  ) {
    self.recession = recession
    let left = theme.measure(rows, .small).width + Self.textGap
    front = Rectangle(left, (recession.y - size.height) / 2, size.width, size.height)
    // Low at its edge, where no pyramid arrives.
    edgeTexts.append(
      EdgeText(
        text: rows, place: Point(left - Self.textGap, front.minY + 0.72 * size.height), anchor: .trailing))
    // Below the middle of the edge that recedes; the number of channels keeps away from it.
    let receding = Point(front.maxX + recession.x / 2 + Self.textGap, front.maxY - recession.y / 2 + 1)
    edgeTexts.append(EdgeText(text: columns, place: receding, anchor: .topLeading))
    let depthWidth = theme.measure(depth, .small).width
    let depthMiddle = min(front.midX, receding.x - depthWidth / 2 - Self.textGap)
    edgeTexts.append(
      EdgeText(text: depth, place: Point(depthMiddle, front.maxY + Self.textGap), anchor: .top))
    let right = max(front.maxX + recession.x, receding.x + theme.measure(columns, .small).width)
    slotWidth = right
    // A wide number below a thin box reaches further left than the box's own slot.
    move(by: max(0, depthWidth / 2 - depthMiddle))
  }

  /// A bar, and below it how many units there are.
  private mutating func layOutUnits(_ text: String, height: Double, _ theme: Theme) {
    recession = (4, 3)
    let width = theme.measure(text, .small).width
    front = Rectangle(0, (recession.y - height) / 2, Self.barThickness, height)
    edgeTexts.append(
      EdgeText(text: text, place: Point(front.midX, front.maxY + Self.textGap), anchor: .top))
    slotWidth = front.maxX + recession.x
    move(by: max(0, width / 2 - front.midX))
    slotWidth = max(slotWidth, front.midX + width / 2)
  }

  /// Makes the slot wide enough for the words below, with the box in its middle.
  private mutating func center(_ theme: Theme) {
    let words =
      (name.map { theme.measure($0, .smallStrong).width } + caption.map { theme.measure($0, .small).width })
      .max() ?? 0
    let wanted = words + 8
    if wanted > slotWidth {
      let shift = (wanted - slotWidth) / 2
      move(by: shift)
      slotWidth = wanted
    }
  }

  private mutating func move(by distance: Double) {
    front.x += distance
    for index in edgeTexts.indices { edgeTexts[index].place.x += distance }
    slotWidth += distance
  }
}
