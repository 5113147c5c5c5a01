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
    let points = WinogradPlan.points
    let blocks = plan.blocks(batch: batch, share: 1.0)
    let rows = WinogradPlan.padded(tiles: blocks[0].tiles)
    let panels = (plan.outputs + 31) / 32
    let filterCount = points * panels * plan.channels * 32
    let inputCount = points * rows * WinogradPlan.rowStride(plan.channels)
    let outputCount = points * rows * WinogradPlan.rowStride(plan.outputs)
    let images = WinogradImages(inputs: input, of: plan, batch: batch)

    Scratch.withFloats(filterCount + inputCount + outputCount) { filters in
      let inputs = filters + filterCount
      let outputs = inputs + inputCount
      transformFilters(plan, weight, reversed: reversed, into: filters)
      for block in blocks {
        transformTiles(plan, block, images, into: inputs, rows: rows)
        multiply(
          plan, rows: WinogradPlan.padded(tiles: block.tiles), inputs, filters, outputs, stored: rows)
        transformBack(plan, block, outputs, rows: rows, bias: bias, into: output)
      }
    }
  }

  /// M = V·U at each point; a task takes a point and some panels of outputs.
  private static func multiply(
    _ plan: WinogradPlan, rows: Int, _ inputs: UnsafePointer<Float>, _ filters: UnsafePointer<Float>,
    _ outputs: UnsafeMutablePointer<Float>, stored: Int
  ) {
    let (inputStride, outputStride) = (
      WinogradPlan.rowStride(plan.channels), WinogradPlan.rowStride(plan.outputs)
    )
    let panels = (plan.outputs + 31) / 32
    let panelsAtOnce = 4
    let parts = (panels + panelsAtOnce - 1) / panelsAtOnce
    parallelFor(WinogradPlan.points * parts) { index in
      let (point, part) = (index / parts, index % parts)
      for panel in part * panelsAtOnce..<min(panels, (part + 1) * panelsAtOnce) {
        PanelProduct.multiply(
          rows: rows, depth: plan.channels,
          a: inputs + point * stored * inputStride, aRowStride: inputStride, aDepthStride: 1,
          b: filters + (point * panels + panel) * plan.channels * 32, bStride: 32,
          c: outputs + point * stored * outputStride + panel * 32, cStride: outputStride, accumulate: false)
      }
    }
  }

  /// Writes G g Gᵀ of every filter as `[49, panels, channels, 32]`; a task takes sixteen outputs and sixteen channels.
  private static func transformFilters(
    _ plan: WinogradPlan, _ weight: UnsafePointer<Float>, reversed: Bool,
    into filters: UnsafeMutablePointer<Float>
  ) {
    let n = WinogradMatrices.tile
    let (height, width) = (plan.vertical.taps, plan.horizontal.taps)
    let area = height * width
    let panels = (plan.outputs + 31) / 32
    let parts = (plan.channels + 15) / 16
    // From one filter of the plan to the next, and from one channel to the next, in the weight's own order.
    let (outputStep, channelStep) = reversed ? (area, plan.outputs * area) : (plan.channels * area, area)

    parallelFor(panels * 2 * parts) { index in
      let (half, part) = (index / parts, index % parts)
      let count = min(16, max(0, plan.outputs - half * 16))
      Scratch.withFloats(16 * (area + n * n)) { taps in
        let transform = TileTransform(
          vertical: plan.vertical.filter, horizontal: plan.horizontal.filter, scratch: taps + 16 * area)
        for channel in part * 16..<min(plan.channels, part * 16 + 16) {
          if count > 0 {
            PixelTransposition.gather(
              weight + half * 16 * outputStep + channel * channelStep, planeStride: outputStep, count: count,
              readable: plan.channels * plan.outputs * area - half * 16 * outputStep - channel * channelStep,
              height: height, width: width, into: taps, rowStride: width * 16)
          } else {
            taps.update(repeating: 0, count: 16 * area)
          }
          transform.apply(
            reversed ? taps + 16 * (area - 1) : taps, rowStride: reversed ? -16 * width : 16 * width,
            columnStride: reversed ? -16 : 16,
            to: filters + (half / 2 * plan.channels + channel) * 32 + half % 2 * 16,
            rowStride: n * panels * plan.channels * 32, columnStride: panels * plan.channels * 32)
        }
      }
    }
  }
}
