extension WinogradConvolution {
  /// Channels whose transformed filters are held at a time: 400 KB for a panel, which the second-level cache keeps.
  private static let channelsAtOnce = 64

  /// The whole batch as one block of few tiles, those of one image.
  ///
  /// Transforming a filter takes about as long as multiplying by it then, and writing all filters, two or five
  /// times the weight's size, would take longer than both. So each task goes through a panel of 32 outputs, and transforms the
  /// filters of some channels just before it multiplies by them.
  static func runFewTiles(
    _ filters: WinogradFilters, _ images: WinogradImages, bias: UnsafePointer<Float>?,
    output: UnsafeMutablePointer<Float>
  ) {
    let plan = filters.plan
    let block = plan.wholeBlock(batch: images.batch)
    let rows = PanelProduct.padded(block.tiles)
    let inputLayout = PointMatrices(rows: rows, channels: plan.channels)
    let panelLayout = PointMatrices(rows: rows, channels: PanelProduct.columns)
    let pointStride = WinogradFilters.pointStride(channels: min(channelsAtOnce, plan.channels))

    Scratch.withFloats(inputLayout.count) { inputs in
      transformTiles(plan, block, images, into: inputs, inputLayout)
      parallelFor(filters.panels) { panel in
        Scratch.withFloats(WinogradPlan.points * pointStride + panelLayout.count) { transformed in
          let products = transformed + WinogradPlan.points * pointStride
          for first in stride(from: 0, to: plan.channels, by: channelsAtOnce) {
            let channels = first..<min(first + channelsAtOnce, plan.channels)
            for half in [2 * panel, 2 * panel + 1] {
              filters.transform(half: half, channels: channels, into: transformed, pointStride: pointStride)
            }
            for point in 0..<WinogradPlan.points {
              PanelProduct.multiply(
                rows: rows, depth: channels.count,
                a: inputs + point * inputLayout.pointStride + first, aRowStride: inputLayout.rowStride,
                aDepthStride: 1, b: transformed + point * pointStride, bStride: 32,
                c: products + point * panelLayout.pointStride, cStride: panelLayout.rowStride,
                accumulate: first > 0)
            }
          }
          transformBack(
            plan, block, outputs: panel * 32..<min(panel * 32 + 32, plan.outputs), products, panelLayout,
            bias: bias, into: output)
        }
      }
    }
  }
}
