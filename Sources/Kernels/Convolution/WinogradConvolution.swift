/// Convolution by Winograd's minimal filtering: see ``WinogradMatrices`` for the mathematics, ``WinogradPlan`` for the
/// layout, ``Convolution/Reference`` for the readable twin.
///
/// Three steps: transform the tiles of the input, multiply at each of 49 points, transform back. How the work is cut
/// depends on what the caches can hold, since the transformed values are several times as large as the images.
enum WinogradConvolution {
  /// What the forward pass and the input gradient share.
  ///
  /// - Parameters:
  ///   - reversed: whether the filters are turned and their channels exchanged, as the input gradient wants it.
  static func run(
    _ plan: WinogradPlan, batch: Int, input: UnsafePointer<Float>, weight: UnsafePointer<Float>,
    reversed: Bool, bias: UnsafePointer<Float>?, output: UnsafeMutablePointer<Float>
  ) {
    let filters = WinogradFilters(plan: plan, weight: weight, reversed: reversed)
    let images = WinogradImages(inputs: input, of: plan, batch: batch)
    switch plan.order(batch: batch) {
    case .fewTiles: runFewTiles(filters, images, bias: bias, output: output)
    case .blockByTask: runBlockByTask(filters, images, bias: bias, output: output)
    case .blockByBlock: runBlockByBlock(filters, images, bias: bias, output: output)
    }
  }

  /// Where all filters stay in the third-level cache, each task goes through a block of its own from beginning to end:
  /// the tiles stay in its core's second-level cache, and what is multiplied for a panel of 32 outputs is transformed
  /// back at once. In AlexNet's second layer the products are nine times as large as the outputs; so they never
  /// leave the core, and no thread waits for another.
  private static func runBlockByTask(
    _ filters: WinogradFilters, _ images: WinogradImages, bias: UnsafePointer<Float>?,
    output: UnsafeMutablePointer<Float>
  ) {
    let plan = filters.plan
    let blocks = plan.blocksOfTasks(batch: images.batch)
    let rows = PanelProduct.padded(blocks[0].tiles)
    let inputLayout = PointMatrices(rows: rows, channels: plan.channels)
    let panelLayout = PointMatrices(rows: rows, channels: PanelProduct.columns)

    Scratch.withFloats(filters.count) { transformed in
      filters.transformAll(into: transformed)
      parallelFor(blocks.count) { index in
        let block = blocks[index]
        Scratch.withFloats(inputLayout.count + panelLayout.count) { inputs in
          let products = inputs + inputLayout.count
          transformTiles(plan, block, images, into: inputs, inputLayout)
          for panel in 0..<filters.panels {
            for point in 0..<WinogradPlan.points {
              multiply(
                filters, rows: PanelProduct.padded(block.tiles), inputs, inputLayout, transformed,
                point: point, panel: panel, into: products + point * panelLayout.pointStride,
                rowStride: panelLayout.rowStride)
            }
            transformBack(
              plan, block, outputs: panel * 32..<min(panel * 32 + 32, plan.outputs), products, panelLayout,
              bias: bias, into: output)
          }
        }
      }
    }
  }

  /// Where the filters are larger than that, all threads work on one large block after the other, so that the filters
  /// are read seldom.
  private static func runBlockByBlock(
    _ filters: WinogradFilters, _ images: WinogradImages, bias: UnsafePointer<Float>?,
    output: UnsafeMutablePointer<Float>
  ) {
    let plan = filters.plan
    let blocks = plan.blocks(batch: images.batch, share: 1.0)
    let rows = PanelProduct.padded(blocks[0].tiles)
    let inputLayout = PointMatrices(rows: rows, channels: plan.channels)
    let outputLayout = PointMatrices(rows: rows, channels: plan.outputs)

    Scratch.withFloats(filters.count + inputLayout.count + outputLayout.count) { transformed in
      let inputs = transformed + filters.count
      let outputs = inputs + inputLayout.count
      filters.transformAll(into: transformed)
      for block in blocks {
        transformTiles(plan, block, images, into: inputs, inputLayout)
        // A task takes a point and some panels of outputs.
        let panelsAtOnce = 4
        let parts = (filters.panels + panelsAtOnce - 1) / panelsAtOnce
        parallelFor(WinogradPlan.points * parts) { index in
          let (point, part) = (index / parts, index % parts)
          for panel in part * panelsAtOnce..<min(filters.panels, (part + 1) * panelsAtOnce) {
            multiply(
              filters, rows: PanelProduct.padded(block.tiles), inputs, inputLayout, transformed,
              point: point, panel: panel, into: outputs + point * outputLayout.pointStride + panel * 32,
              rowStride: outputLayout.rowStride)
          }
        }
        transformBack(
          plan, block, outputs: 0..<plan.outputs, outputs, outputLayout, bias: bias, into: output)
      }
    }
  }

  /// M = V·U at one point, for one panel of outputs.
  @inline(__always)
  private static func multiply(
    _ filters: WinogradFilters, rows: Int, _ inputs: UnsafePointer<Float>, _ inputLayout: PointMatrices,
    _ transformed: UnsafePointer<Float>, point: Int, panel: Int,
    into products: UnsafeMutablePointer<Float>, rowStride: Int
  ) {
    let channels = filters.plan.channels
    PanelProduct.multiply(
      rows: rows, depth: channels,
      a: inputs + point * inputLayout.pointStride, aRowStride: inputLayout.rowStride, aDepthStride: 1,
      b: transformed + panel * filters.panelStride + point * WinogradFilters.pointStride(channels: channels),
      bStride: 32, c: products, cStride: rowStride, accumulate: false)
  }
}
