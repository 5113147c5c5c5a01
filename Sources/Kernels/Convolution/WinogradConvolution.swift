/// Convolution by Winograd's minimal filtering: see ``WinogradMatrices`` for the mathematics, ``WinogradPlan`` for the
/// layout.
///
/// Three steps for a block of images, each shared by all threads: transform the tiles of the input, multiply at each
/// of 49 points, transform back. The filters are transformed once for all blocks.
enum WinogradConvolution {
  /// What the forward pass and the input gradient share.
  ///
  /// - Parameters:
  ///   - reversed: whether the filters are turned and their channels exchanged, as the input gradient wants it.
  static func run(
    _ plan: WinogradPlan, batch: Int, input: UnsafePointer<Float>, weight: UnsafePointer<Float>,
    reversed: Bool,
    bias: UnsafePointer<Float>?, output: UnsafeMutablePointer<Float>
  ) {
    let blocks = plan.blocks(batch: batch, share: 1.0)
    let rows = WinogradPlan.padded(tiles: blocks[0].tiles)
    let (inputLayout, outputLayout) = (
      PointMatrices(rows: rows, channels: plan.channels), PointMatrices(rows: rows, channels: plan.outputs)
    )
    let filters = WinogradFilters(plan: plan, weight: weight, reversed: reversed)
    let isSmall = blocks.count == 1 && rows <= fewTiles
    let filterCount = isSmall ? 0 : filters.count
    let images = WinogradImages(inputs: input, of: plan, batch: batch)

    Scratch.withFloats(filterCount + inputLayout.count + outputLayout.count) { transformed in
      let inputs = transformed + filterCount
      let outputs = inputs + inputLayout.count
      if !isSmall { filters.transformAll(into: transformed) }
      for block in blocks {
        transformTiles(plan, block, images, into: inputs, inputLayout)
        if isSmall {
          multiplyFew(filters, inputs, inputLayout, outputs, outputLayout)
        } else {
          multiply(
            filters, rows: WinogradPlan.padded(tiles: block.tiles), inputs, inputLayout, transformed, outputs,
            outputLayout)
        }
        transformBack(plan, block, outputs, outputLayout, bias: bias, into: output)
      }
    }
  }

  /// Up to so many tiles, filters are transformed where they are multiplied.
  private static let fewTiles = 96
  /// Channels whose transformed filters are held at a time: 400 KB for a panel, which the second-level cache keeps.
  private static let channelsAtOnce = 64

  /// M = V·U for a few tiles, those of one image: transforming a filter takes about as long as multiplying by it, and
  /// writing all filters, five times the weight's size, would take longer than both. So each task goes through a
  /// panel of 32 outputs, and transforms the filters of some channels just before it multiplies by them.
  private static func multiplyFew(
    _ filters: WinogradFilters, _ inputs: UnsafePointer<Float>, _ inputLayout: PointMatrices,
    _ outputs: UnsafeMutablePointer<Float>, _ outputLayout: PointMatrices
  ) {
    let allChannels = filters.plan.channels
    let pointStride = WinogradFilters.pointStride(panels: 1, channels: min(channelsAtOnce, allChannels))
    parallelFor(filters.panels) { panel in
      Scratch.withFloats(WinogradPlan.points * pointStride) { values in
        for first in stride(from: 0, to: allChannels, by: channelsAtOnce) {
          let channels = first..<min(first + channelsAtOnce, allChannels)
          for half in [2 * panel, 2 * panel + 1] {
            filters.transform(half: half, channels: channels, into: values, pointStride: pointStride)
          }
          for point in 0..<WinogradPlan.points {
            PanelProduct.multiply(
              rows: inputLayout.rows, depth: channels.count,
              a: inputs + point * inputLayout.pointStride + first, aRowStride: inputLayout.rowStride,
              aDepthStride: 1,
              b: values + point * pointStride, bStride: 32,
              c: outputs + point * outputLayout.pointStride + panel * 32, cStride: outputLayout.rowStride,
              accumulate: first > 0)
          }
        }
      }
    }
  }

  /// M = V·U at each point; a task takes a point and some panels of outputs.
  private static func multiply(
    _ filters: WinogradFilters, rows: Int, _ inputs: UnsafePointer<Float>, _ inputLayout: PointMatrices,
    _ transformed: UnsafePointer<Float>, _ outputs: UnsafeMutablePointer<Float>, _ outputLayout: PointMatrices
  ) {
    let (panels, channels) = (filters.panels, filters.plan.channels)
    let panelsAtOnce = 4
    let parts = (panels + panelsAtOnce - 1) / panelsAtOnce
    parallelFor(WinogradPlan.points * parts) { index in
      let (point, part) = (index / parts, index % parts)
      for panel in part * panelsAtOnce..<min(panels, (part + 1) * panelsAtOnce) {
        PanelProduct.multiply(
          rows: rows, depth: channels,
          a: inputs + point * inputLayout.pointStride, aRowStride: inputLayout.rowStride, aDepthStride: 1,
          b: transformed + point * filters.pointStride + panel * channels * 32, bStride: 32,
          c: outputs + point * outputLayout.pointStride + panel * 32, cStride: outputLayout.rowStride,
          accumulate: false)
      }
    }
  }
}
