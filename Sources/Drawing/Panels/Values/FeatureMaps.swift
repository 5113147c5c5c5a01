/// What every layer makes of one image: a row of maps for each.
///
/// The maps of a layer share a scale, which stands beside its name: paper is zero and deep blue the largest, or blue
/// and orange are below and above zero. A layer without height and width is drawn as squares in reading order.
public struct FeatureMaps: Panel {
  /// What one layer made of the image.
  public struct Layer: Sendable {
    let name: String
    let shape: [Int]
    let scale: ValueScale
    /// The first maps, or the first values as the only row of one picture.
    let maps: [Picture]

    /// More maps fit into no row.
    private static let mostMaps = 96
    /// So many values are drawn of a layer without height and width.
    static let mostValues = 1_024

    /// A layer's values for one image.
    ///
    /// - Parameters:
    ///   - values: in the order of `shape`; those that are no numbers are drawn magenta.
    ///   - shape: `[channels, height, width]`, or `[features]`.
    public init(_ name: String, _ values: [Float], shape: [Int]) {
      precondition(
        [1, 3].contains(shape.count) && shape.allSatisfy { $0 >= 0 } && shape.reduce(1, *) == values.count,
        "FeatureMaps.Layer \(name): a shape [channels, height, width] or [features] of \(values.count) values "
          + "is needed, found \(shape)")
      (self.name, self.shape) = (name, shape)
      let area = shape.dropFirst().reduce(1, *)
      let shown = values.prefix(area == 1 ? Self.mostValues : Self.mostMaps * area)
      let scale = ValueScale(shown, cutting: false)
      self.scale = scale
      let (width, height) = area == 1 ? (shown.count, 1) : (shape[2], shape[1])
      let count = width * height
      maps = stride(from: 0, to: count == 0 ? 0 : shown.count, by: max(count, 1)).map { start in
        .values(
          Array(shown[start..<start + count]), width: width, height: height, map: scale.map,
          range: scale.range)
      }
    }

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
