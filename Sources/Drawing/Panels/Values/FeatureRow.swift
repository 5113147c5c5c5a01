/// A layer's first maps in one row below its name.
struct FeatureRow: Panel {
  var layer: FeatureMaps.Layer

  /// Large enough to recognise the image in, small enough for fifteen of them on a usual page.
  private static let side = 42.0
  private static let gap = 3.0
  static let gapBelowName = 4.0

  func size(within width: Double, _ theme: Theme) -> Size {
    Size(width, LayerName.height(theme) + Self.gapBelowName + tile(within: width, theme).height)
  }

  func draw(on page: Page, in frame: Rectangle) {
    let theme = page.theme
    let tile = tile(within: frame.width, theme)
    let fitting = Int((frame.width.asRoom + Self.gap) / (tile.width + Self.gap))
    let maps = layer.maps.prefix(max(1, fitting))
    let size = layer.shape.map(NumberText.grouped).joined(separator: " × ")
    let all = NumberText.grouped(layer.shape[0])
    let name = LayerName(
      name: layer.name, shape: maps.count < layer.shape[0] ? "\(size) · \(maps.count) of \(all)" : size,
      bar: layer.scale.bar)
    name.draw(on: page, in: Rectangle(frame.x, frame.y, frame.width, LayerName.height(theme)))
    let y = page.aligned(frame.y + LayerName.height(theme) + Self.gapBelowName)
    for (index, map) in maps.enumerated() {
      let x = page.aligned(frame.x + Double(index) * (tile.width + Self.gap))
      let place = Rectangle(x, y, tile.width, tile.height)
      page.draw(map, in: place, smoothly: Double(map.width) > tile.width * theme.scale)
      // Zero is paper: without a frame nobody would see where a map ends.
      page.stroke(
        .rectangle(place.inset(by: -0.25)), theme.grid, Stroke(width: 0.5, isRound: false))
    }
  }

  /// The size of one map: about ``side``, with a whole number of pixels for each of its own, unless it has more than
  /// that.
  private func tile(within width: Double, _ theme: Theme) -> Size {
    guard let map = layer.maps.first else { return Size(0, 0) }
    let pixels = min(Self.side, max(1, width.asRoom)) * theme.scale
    let most = pixels / Double(max(map.width, map.height))
    let factor = (most >= 1 ? most.rounded() : most) / theme.scale
    return Size(Double(map.width) * factor, Double(map.height) * factor)
  }
}
