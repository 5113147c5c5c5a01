extension WinogradConvolution {
  /// The weight's gradient: the forward pass is linear in the filter, and its steps turned around in order give the
  /// gradient:
  ///
  ///     Y = Aᵀ [ (G g Gᵀ) ⊙ V ] A     so     dg = Gᵀ [ Σ_tiles (A dY Aᵀ) ⊙ V ] G
  ///
  /// The sum over all tiles of all images runs at the 49 points, as products `[outputs × tiles] · [tiles × channels]`, and
  /// each filter is transformed back only once.
  static func backwardWeight(
    _ plan: WinogradPlan, batch: Int, input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>,
    weightGradient: UnsafeMutablePointer<Float>
  ) {
    let points = WinogradPlan.points
    let blocks = plan.blocks(batch: batch, share: 1.75)
    let tiles = blocks[0].tiles
    let (inputStride, outputStride) = (
      WinogradPlan.rowStride(plan.channels), WinogradPlan.rowStride(plan.outputs)
    )
    let filters = (plan.outputs + PanelProduct.rows - 1) / PanelProduct.rows * PanelProduct.rows
    let sumCount = points * filters * inputStride
    let inputCount = points * tiles * inputStride
    let images = WinogradImages(inputs: input, of: plan, batch: batch)
    let imageGradients = WinogradImages(outputGradients: outputGradient, of: plan, batch: batch)

    Scratch.withFloats(sumCount + inputCount + points * tiles * outputStride) { sums in
      let inputs = sums + sumCount
      let gradients = inputs + inputCount
      for (index, block) in blocks.enumerated() {
        transformTiles(plan, block, images, into: inputs, rows: tiles)
        transformTiles(plan, block, imageGradients, into: gradients, rows: tiles)
        addProducts(
          plan, depth: block.tiles, inputs, gradients, stored: tiles, into: sums, filters: filters,
          accumulate: index > 0)
      }
      transformFiltersBack(plan, sums, filters: filters, into: weightGradient)
    }
  }

  /// sums[k] (+)= gradients[k]ᵀ · inputs[k] at each point k; a task takes a point and some of the filters.
  private static func addProducts(
    _ plan: WinogradPlan, depth: Int, _ inputs: UnsafePointer<Float>, _ gradients: UnsafePointer<Float>,
    stored: Int,
    into sums: UnsafeMutablePointer<Float>, filters: Int, accumulate: Bool
  ) {
    let (inputStride, outputStride) = (
      WinogradPlan.rowStride(plan.channels), WinogradPlan.rowStride(plan.outputs)
    )
    let filtersAtOnce = 8 * PanelProduct.rows
    let parts = (filters + filtersAtOnce - 1) / filtersAtOnce
    parallelFor(WinogradPlan.points * parts) { index in
      let (point, part) = (index / parts, index % parts)
      let first = part * filtersAtOnce
      for channel in stride(from: 0, to: plan.channels, by: PanelProduct.columns) {
        PanelProduct.multiply(
          rows: min(filtersAtOnce, filters - first), depth: depth,
          a: gradients + point * stored * outputStride + first, aRowStride: 1, aDepthStride: outputStride,
          b: inputs + point * stored * inputStride + channel, bStride: inputStride,
          c: sums + (point * filters + first) * inputStride + channel, cStride: inputStride,
          accumulate: accumulate)
      }
    }
  }

  /// dg = Gᵀ S G for every filter; a task takes one filter.
  private static func transformFiltersBack(
    _ plan: WinogradPlan, _ sums: UnsafePointer<Float>, filters: Int,
    into weightGradient: UnsafeMutablePointer<Float>
  ) {
    let n = WinogradMatrices.tile
    let (height, width) = (plan.vertical.taps, plan.horizontal.taps)
    let area = height * width
    let rowStride = WinogradPlan.rowStride(plan.channels)
    parallelFor(plan.outputs) { filter in
      Scratch.withFloats(16 * (area + n * n)) { taps in
        let transform = TileTransform(
          vertical: plan.vertical.filterTransposed, horizontal: plan.horizontal.filterTransposed,
          scratch: taps + 16 * area)
        for channel in stride(from: 0, to: plan.channels, by: 16) {
          transform.apply(
            sums + filter * rowStride + channel, rowStride: n * filters * rowStride,
            columnStride: filters * rowStride, to: taps, rowStride: 16 * width, columnStride: 16)
          PixelTransposition.scatter(
            taps, rowStride: 16 * width, bias: .zero, height: height, width: width,
            into: weightGradient + (filter * plan.channels + channel) * area, planeStride: area,
            count: min(16, plan.channels - channel))
        }
      }
    }
  }
}
