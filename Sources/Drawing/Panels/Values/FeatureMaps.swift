/// What every layer makes of one image: a row of maps for each.
///
/// The maps of a layer share a scale, which stands beside its name: paper is zero and dark brown the largest, or blue
/// and orange are below and above zero. A layer without height and width is drawn as squares in reading order; where
/// its values have names for which there is room, as those of ten classes, they are written below.
public struct FeatureMaps: Panel {
  /// What one layer made of the image.
  public struct Layer: Sendable {
    let name: String
    let shape: [Int]
    let scale: ValueScale
    /// The first maps; none of a layer without height and width.
    let maps: [Picture]
    /// The first values of a layer without height and width.
    let values: [Float]
    /// What each value of such a layer is called.
    let names: [String]

    /// More maps fit into no row.
    private static let mostMaps = 96
    /// So many values are drawn of a layer without height and width: more look no different.
    static let mostValues = 512

    /// A layer's values for one image.
    ///
    /// - Parameters:
    ///   - values: in the order of `shape`; those that are no numbers are drawn magenta.
    ///   - shape: `[channels, height, width]`, or `[features]`.
    ///   - names: of the features, such as the classes; shown if there is one for each, and room for all.
    public init(_ name: String, _ values: [Float], shape: [Int], names: [String] = []) {
      precondition(
        [1, 3].contains(shape.count) && shape.allSatisfy { $0 >= 0 } && shape.reduce(1, *) == values.count,
        "FeatureMaps.Layer \(name): a shape [channels, height, width] or [features] of \(values.count) values "
          + "is needed, found \(shape)")
      (self.name, self.shape, self.names) = (name, shape, names)
      let area = shape.dropFirst().reduce(1, *)
      let shown = values.prefix(area == 1 ? Self.mostValues : Self.mostMaps * area)
      let scale = ValueScale(shown, cutting: false)
      self.scale = scale
      self.values = area == 1 ? Array(shown) : []
      maps = stride(from: 0, to: area <= 1 ? 0 : shown.count, by: max(area, 1)).map { start in
        .values(
          Array(shown[start..<start + area]), width: shape[2], height: shape[1], map: scale.map,
          range: scale.range)
      }
    }

    /// What a value is drawn in.
    func color(ofValue index: Int) -> Color { scale.color(values[index]) }

    /// Whether there is no height and width.
    var isFlat: Bool { shape.dropFirst().allSatisfy { $0 == 1 } }
  }

  private let content: Column

  /// With more the page would end.
  private static let mostLayers = 48

  /// The maps of these layers, in the order of the forward pass.
  ///
  /// - Parameter image: what the network was shown; it stands above the layers.
  public init(of image: Picture? = nil, _ layers: [Layer]) {
    var panels: [any Panel] = []
    if let image {
      let name = LayerName(name: "image", shape: "\(image.channels) × \(image.height) × \(image.width)")
      panels.append(Column([name, ImageGrid([.init(image)], columns: 1, largestSide: 112)], gap: 4))
    }
    for layer in layers.prefix(Self.mostLayers) {
      let remark = layer.scale.remark("values")
      let row: any Panel = layer.isFlat ? FeatureSquares(layer: layer) : FeatureRow(layer: layer)
      panels.append(remark.isEmpty ? row : Column([row, Paragraph(faint: remark)], gap: 2))
    }
    if layers.isEmpty { panels.append(Paragraph(faint: "No layers.")) }
    if layers.count > Self.mostLayers {
      let text = "The first \(Self.mostLayers) of \(NumberText.grouped(layers.count)) layers."
      panels.append(Paragraph(faint: text))
    }
    content = Column(panels, gap: 14)
  }

  /// As wide as there is room, and as high as all rows.
  public func size(within width: Double, _ theme: Theme) -> Size { content.size(within: width, theme) }

  /// Draws the rows.
  public func draw(on page: Page, in frame: Rectangle) { content.draw(on: page, in: frame) }
}
