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
    let blocks = plan.blocks(batch: batch, share: 1.75)
    let filters = PanelProduct.padded(plan.outputs)
    let sumLayout = PointMatrices(rows: filters, channels: plan.channels)
    let inputLayout = PointMatrices(rows: blocks[0].tiles, channels: plan.channels)
    let gradientLayout = PointMatrices(rows: blocks[0].tiles, channels: plan.outputs)
    let images = WinogradImages(inputs: input, of: plan, batch: batch)
    let imageGradients = WinogradImages(outputGradients: outputGradient, of: plan, batch: batch)

    Scratch.withFloats(sumLayout.count + inputLayout.count + gradientLayout.count) { sums in
      let inputs = sums + sumLayout.count
      let gradients = inputs + inputLayout.count
      for (index, block) in blocks.enumerated() {
        transformTiles(plan, block, images, into: inputs, inputLayout)
        transformTiles(plan, block, imageGradients, into: gradients, gradientLayout)
        addProducts(
          depth: block.tiles, channels: plan.channels, inputs, inputLayout, gradients, gradientLayout,
          into: sums,
          sumLayout, accumulate: index > 0)
      }
      transformFiltersBack(plan, sums, sumLayout, into: weightGradient)
    }
  }

  /// sums[k] (+)= gradients[k]ᵀ · inputs[k] at each point k; a task takes a point and some of the filters.
  private static func addProducts(
    depth: Int, channels: Int, _ inputs: UnsafePointer<Float>, _ inputLayout: PointMatrices,
    _ gradients: UnsafePointer<Float>, _ gradientLayout: PointMatrices,
    into sums: UnsafeMutablePointer<Float>, _ sumLayout: PointMatrices, accumulate: Bool
  ) {
    let filters = sumLayout.rows
    let filtersAtOnce = 8 * PanelProduct.rows
    let parts = (filters + filtersAtOnce - 1) / filtersAtOnce
    parallelFor(WinogradPlan.points * parts) { index in
      let (point, part) = (index / parts, index % parts)
      let first = part * filtersAtOnce
      for channel in stride(from: 0, to: channels, by: PanelProduct.columns) {
        PanelProduct.multiply(
          rows: min(filtersAtOnce, filters - first), depth: depth,
          a: gradients + point * gradientLayout.pointStride + first, aRowStride: 1,
          aDepthStride: gradientLayout.rowStride,
          b: inputs + point * inputLayout.pointStride + channel, bStride: inputLayout.rowStride,
          c: sums + point * sumLayout.pointStride + first * sumLayout.rowStride + channel,
          cStride: sumLayout.rowStride,
          accumulate: accumulate)
      }
    }
  }

  /// dg = Gᵀ S G for every filter; a task takes one filter.
  private static func transformFiltersBack(
    _ plan: WinogradPlan, _ sums: UnsafePointer<Float>, _ layout: PointMatrices,
    into weightGradient: UnsafeMutablePointer<Float>
  ) {
    let n = WinogradMatrices.tile
    let (height, width) = (plan.vertical.taps, plan.horizontal.taps)
    let area = height * width
    parallelFor(plan.outputs) { filter in
      Scratch.withFloats(16 * (area + n * n)) { taps in
        let transform = TileTransform(
          vertical: plan.vertical.filterTransposed, horizontal: plan.horizontal.filterTransposed,
          scratch: taps + 16 * area)
        for channel in stride(from: 0, to: plan.channels, by: 16) {
          transform.apply(
            sums + filter * layout.rowStride + channel, rowStride: n * layout.pointStride,
            columnStride: layout.pointStride, to: taps, rowStride: 16 * width, columnStride: 16)
          PixelTransposition.scatter(
            taps, rowStride: 16 * width, bias: .zero, height: height, width: width,
            into: weightGradient + (filter * plan.channels + channel) * area, planeStride: area,
            count: min(16, plan.channels - channel))
        }
      }
    }
  }
}
