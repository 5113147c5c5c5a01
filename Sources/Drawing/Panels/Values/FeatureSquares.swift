/// The values of a layer without height and width, as squares in reading order below its name.
struct FeatureSquares: Panel {
  var layer: FeatureMaps.Layer

  func size(within width: Double, _ theme: Theme) -> Size {
    let columns = columns(within: width)
    let rows = (shownCount(columns) + columns - 1) / columns
    return Size(width, LayerName.height(theme) + FeatureRow.gapBelowName + Double(rows) * side)
  }

  func draw(on page: Page, in frame: Rectangle) {
    let theme = page.theme
    let all = layer.shape[0]
    let columns = columns(within: frame.width)
    let count = shownCount(columns)
    let size = NumberText.grouped(all)
    let shape = count < all ? "\(size) · \(NumberText.grouped(count)) of \(size)" : size
    LayerName(name: layer.name, shape: shape, bar: layer.scale.bar)
      .draw(on: page, in: Rectangle(frame.x, frame.y, frame.width, LayerName.height(theme)))
    guard let values = layer.maps.first else { return }
    let (left, top) = (
      page.aligned(frame.x), page.aligned(frame.y + LayerName.height(theme) + FeatureRow.gapBelowName)
    )
    for (row, start) in stride(from: 0, to: count, by: columns).enumerated() {
      let end = min(start + columns, count)
      let line = Picture(
        pixels: Array(values.pixels[start * values.channels..<end * values.channels]), width: end - start,
        height: 1, channels: values.channels)
      let place = Rectangle(left, top + Double(row) * side, Double(end - start) * side, side)
      page.draw(line, in: place)
      page.stroke(grid(place), theme.grid, Stroke(width: 0.5, isRound: false))
    }
  }

  private var count: Int { layer.maps.first?.width ?? 0 }

  /// Where not all are shown anyway, no row begins that does not end.
  private func shownCount(_ columns: Int) -> Int {
    count < layer.shape[0] && count > columns ? count / columns * columns : count
  }

  /// A few values, such as one for each class, are worth more room than a thousand.
  private var side: Double { count <= 32 ? 20 : 8 }

  private func columns(within width: Double) -> Int { max(1, Int(width.asRoom / side)) }

  /// The outlines of all squares in a row.
  private func grid(_ place: Rectangle) -> Path {
    var path = Path.rectangle(place)
    for x in stride(from: place.minX + side, to: place.maxX - 0.1, by: side) {
      path = path + .line(Point(x, place.minY), Point(x, place.maxY))
    }
    return path
  }
}
