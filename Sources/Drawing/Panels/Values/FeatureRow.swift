/// A layer's first maps in one row below its name.
///
/// Few maps are large, and all of them are shown; of many there are as many as can be recognised. Either way the row
/// ends where the page does.
struct FeatureRow: Panel {
  var layer: FeatureMaps.Layer

  /// Large enough to recognise the image in, small enough for fourteen of them on a usual page.
  private static let usualSide = 42.0
  /// Where all of a layer's maps fit if they are this small, none is left out.
  private static let smallestSide = 34.0
  private static let largestSide = 100.0
  /// Zero is paper: closer together, maps with little in them would run into each other.
  private static let gap = 6.0
  /// Maps that are further apart are no row any more.
  private static let widestGap = 20.0
  static let gapBelowName = 4.0

  func size(within width: Double, _ theme: Theme) -> Size {
    let tile = tile(side(within: width), theme)
    return Size(width, LayerName.height(theme) + Self.gapBelowName + tile.height)
  }

  func draw(on page: Page, in frame: Rectangle) {
    let theme = page.theme
    let tile = tile(side(within: frame.width), theme)
    let fitting = Int((frame.width.asRoom + Self.gap) / (tile.width + Self.gap))
    let maps = layer.maps.prefix(max(1, fitting))
    let size = layer.shape.map(NumberText.grouped).joined(separator: " × ")
    let all = NumberText.grouped(layer.shape[0])
    let name = LayerName(
      name: layer.name, shape: maps.count < layer.shape[0] ? "\(size) · \(maps.count) of \(all)" : size,
      bar: layer.scale.bar)
    name.draw(on: page, in: Rectangle(frame.x, frame.y, frame.width, LayerName.height(theme)))
    let y = page.aligned(frame.y + LayerName.height(theme) + Self.gapBelowName)
    let rest = (frame.width - Double(maps.count) * tile.width) / Double(max(1, maps.count - 1))
    let gap = rest <= Self.widestGap ? max(rest, 0) : Self.gap
    for (index, map) in maps.enumerated() {
      let x = page.aligned(frame.x + Double(index) * (tile.width + gap))
      let place = Rectangle(x, y, tile.width, tile.height)
      page.draw(map, in: place, smoothly: Double(map.width) > tile.width * theme.scale)
      // Without a frame nobody would see where an empty map ends.
      page.stroke(
        .rectangle(place.inset(by: -0.25)), theme.fadedInk.faded(0.45), Stroke(width: 0.5, isRound: false))
    }
  }

  /// The longer side that maps should have.
  private func side(within width: Double) -> (wanted: Double, isLimit: Bool) {
    let width = max(1, width.asRoom)
    let forAll = (width + Self.gap) / Double(max(1, layer.shape[0])) - Self.gap
    return forAll >= Self.smallestSide
      ? (min(forAll, Self.largestSide), true) : (min(Self.usualSide, width), false)
  }

  /// The size of one map: a whole number of pixels for each of its own, unless it has more than there are.
  private func tile(_ side: (wanted: Double, isLimit: Bool), _ theme: Theme) -> Size {
    guard let map = layer.maps.first else { return Size(0, 0) }
    let most = side.wanted * theme.scale / Double(max(map.width, map.height, 1))
    let whole = side.isLimit ? most.rounded(.down) : most.rounded()
    let factor = (most >= 1 ? whole : most) / theme.scale
    return Size(Double(map.width) * factor, Double(map.height) * factor)
  }
}
