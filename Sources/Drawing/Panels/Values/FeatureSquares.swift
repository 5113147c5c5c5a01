/// The values of a layer without height and width, as squares in reading order below its name.
///
/// Where the values have names that fit below them, each is written into its square.
struct FeatureSquares: Panel {
  var layer: FeatureMaps.Layer

  func size(within width: Double, _ theme: Theme) -> Size {
    let squares = layout(within: width, theme)
    let names = squares.isNamed ? theme.lineHeight(.small) + Self.gapAboveName : 0
    return Size(
      width,
      LayerName.height(theme) + FeatureRow.gapBelowName + Double(squares.rows) * squares.height + names)
  }

  func draw(on page: Page, in frame: Rectangle) {
    let theme = page.theme
    let all = layer.shape[0]
    let squares = layout(within: frame.width, theme)
    let count = squares.count
    let size = NumberText.grouped(all)
    let shape = count < all ? "\(size) · \(NumberText.grouped(count)) of \(size)" : size
    LayerName(name: layer.name, shape: shape, bar: layer.scale.bar)
      .draw(on: page, in: Rectangle(frame.x, frame.y, frame.width, LayerName.height(theme)))
    let top = page.aligned(frame.y + LayerName.height(theme) + FeatureRow.gapBelowName)
    for index in 0..<count {
      let (row, column) = (index / squares.columns, index % squares.columns)
      // The places are rounded, not the width, so that the last square ends where the row does.
      let place = Rectangle(
        minX: page.aligned(frame.x + Double(column) * squares.width),
        minY: top + Double(row) * squares.height,
        maxX: page.aligned(frame.x + Double(column + 1) * squares.width),
        maxY: top + Double(row + 1) * squares.height)
      let color = layer.color(ofValue: index)
      page.fill(.rectangle(place), color)
      page.stroke(.rectangle(place), theme.grid, Stroke(width: 0.5, isRound: false))
      guard squares.isNamed else { continue }
      let number = theme.shortened(NumberText.short(Double(layer.values[index])), to: place.width - 4, .small)
      page.write(number, at: place.center, .small, anchor: .center, color: theme.inkOn(color))
      let below = Point(place.midX, place.maxY + Self.gapAboveName)
      page.write(layer.names[index], at: below, .small, anchor: .top)
    }
  }

  /// How many squares there are, and their size.
  private struct Layout {
    var count: Int
    var columns: Int
    var width: Double
    var height: Double
    var isNamed = false
    var rows: Int { (count + columns - 1) / columns }
  }

  /// A few values are worth more room than a thousand.
  private static let largestSide = 20.0
  private static let fewValues = 32
  private static let smallestSide = 8.0
  private static let namedHeight = 24.0
  private static let gapAboveName = 3.0

  private func layout(within width: Double, _ theme: Theme) -> Layout {
    let (room, count) = (max(Self.smallestSide, width.asRoom), layer.values.count)
    let named = room / Double(max(count, 1))
    if count > 0, layer.names.count == count, count == layer.shape[0],
      layer.names.allSatisfy({ theme.measure($0, .small).width + 6 <= named })
    {
      return Layout(count: count, columns: count, width: named, height: Self.namedHeight, isNamed: true)
    }
    let most = max(1, Int(room / (count <= Self.fewValues ? Self.largestSide : Self.smallestSide)))
    if count < layer.shape[0], count > most {
      // Where not all are shown anyway, no row begins that does not end.
      return Layout(
        count: count / most * most, columns: most, width: room / Double(most), height: Self.smallestSide)
    }
    let rows = max(1, (count + most - 1) / most)
    // Rows of equal length: a last one of a single square would look like a mistake.
    let columns = max(1, (count + rows - 1) / rows)
    let side = min(room / Double(columns), Self.largestSide)
    return Layout(
      count: count, columns: columns, width: side, height: (side * theme.scale).rounded() / theme.scale)
  }
}
