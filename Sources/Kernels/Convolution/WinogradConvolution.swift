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
    let imagesAtOnce = plan.imagesAtOnce(batch: batch, share: 0.5)
    let rows = plan.paddedTiles(images: imagesAtOnce)
    let (inputStride, outputStride) = (
      WinogradPlan.rowStride(plan.channels), WinogradPlan.rowStride(plan.outputs)
    )
    let panels = (plan.outputs + 31) / 32
    let filterCount = points * panels * plan.channels * 32
    let inputCount = points * rows * inputStride

    Scratch.withFloats(filterCount + inputCount + points * rows * outputStride) { filters in
      let inputs = filters + filterCount
      let outputs = inputs + inputCount
      transformFilters(plan, weight, reversed: reversed, into: filters)
      for first in stride(from: 0, to: batch, by: imagesAtOnce) {
        let images = min(imagesAtOnce, batch - first)
        transformTiles(
          input + first * plan.channels * plan.height * plan.width, images: images, channels: plan.channels,
          height: plan.height, width: plan.width, paddingHeight: plan.paddingHeight,
          paddingWidth: plan.paddingWidth,
          plan, side: .input, into: inputs, rows: rows)
        multiply(plan, rows: plan.paddedTiles(images: images), inputs, filters, outputs, stored: rows)
        transformBack(
          plan, images: images, outputs, rows: rows, bias: bias,
          into: output + first * plan.outputs * plan.outputHeight * plan.outputWidth)
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

  /// Which matrices take an image's tiles to the 49 points.
  enum Side {
    /// Bᵀ d B of tiles that overlap.
    case input
    /// A d Aᵀ of tiles that do not: the way of an output's gradient.
    case output
  }

  /// Writes `[49, rows, channels]` from images `[images, channels, height, width]`; a task takes sixteen channels of
  /// an image.
  static func transformTiles(
    _ input: UnsafePointer<Float>, images: Int, channels: Int, height: Int, width: Int, paddingHeight: Int,
    paddingWidth: Int, _ plan: WinogradPlan, side: Side, into transformed: UnsafeMutablePointer<Float>,
    rows: Int
  ) {
    let n = WinogradMatrices.tile
    let (stepDown, stepRight) = (plan.vertical.outputs, plan.horizontal.outputs)
    let (tileHeight, tileWidth) = side == .input ? (n, n) : (stepDown, stepRight)
    let patchHeight = (plan.tileRows - 1) * stepDown + tileHeight
    let patchWidth = (plan.tileColumns - 1) * stepRight + tileWidth
    let rowStride = WinogradPlan.rowStride(channels)
    let blocks = (channels + 31) / 32 * 2
    let patchCount = patchHeight * patchWidth * 16

    parallelFor(images * blocks) { index in
      let (image, block) = (index / blocks, index % blocks)
      let planes = input + (image * channels + block * 16) * height * width
      Scratch.withFloats(patchCount + 16 * n * n) { patch in
        patch.update(repeating: 0, count: patchCount)
        if block * 16 < channels {
          PixelTransposition.gather(
            planes, planeStride: height * width, count: min(16, channels - block * 16),
            readable: ((images - image) * channels - block * 16) * height * width, height: height,
            width: width,
            into: patch + (paddingHeight * patchWidth + paddingWidth) * 16, rowStride: patchWidth * 16)
        }
        let transform = TileTransform(
          vertical: side == .input ? plan.vertical.input : plan.vertical.outputTransposed,
          horizontal: side == .input ? plan.horizontal.input : plan.horizontal.outputTransposed,
          scratch: patch + patchCount)
        for tile in 0..<plan.tiles {
          let (down, right) = (tile / plan.tileColumns * stepDown, tile % plan.tileColumns * stepRight)
          transform.apply(
            patch + (down * patchWidth + right) * 16, rowStride: patchWidth * 16, columnStride: 16,
            to: transformed + (image * plan.tiles + tile) * rowStride + block * 16,
            rowStride: n * rows * rowStride, columnStride: rows * rowStride)
        }
      }
    }
  }

  /// Writes images `[images, outputs, outputHeight, outputWidth]` from `[49, rows, outputs]`: Aᵀ M A + bias.
  private static func transformBack(
    _ plan: WinogradPlan, images: Int, _ transformed: UnsafePointer<Float>, rows: Int,
    bias: UnsafePointer<Float>?,
    into output: UnsafeMutablePointer<Float>
  ) {
    let n = WinogradMatrices.tile
    let (stepDown, stepRight) = (plan.vertical.outputs, plan.horizontal.outputs)
    let patchWidth = plan.tileColumns * stepRight
    let patchCount = plan.tileRows * stepDown * patchWidth * 16
    let rowStride = WinogradPlan.rowStride(plan.outputs)
    let area = plan.outputHeight * plan.outputWidth
    let blocks = (plan.outputs + 15) / 16

    parallelFor(images * blocks) { index in
      let (image, block) = (index / blocks, index % blocks)
      let count = min(16, plan.outputs - block * 16)
      Scratch.withFloats(patchCount + 16 * n * n) { patch in
        let transform = TileTransform(
          vertical: plan.vertical.output, horizontal: plan.horizontal.output, scratch: patch + patchCount)
        for tile in 0..<plan.tiles {
          let (down, right) = (tile / plan.tileColumns * stepDown, tile % plan.tileColumns * stepRight)
          transform.apply(
            transformed + (image * plan.tiles + tile) * rowStride + block * 16,
            rowStride: n * rows * rowStride, columnStride: rows * rowStride,
            to: patch + (down * patchWidth + right) * 16, rowStride: patchWidth * 16, columnStride: 16)
        }
        var lanes = Vector.zero
        if let bias { for lane in 0..<count { lanes[lane] = bias[block * 16 + lane] } }
        PixelTransposition.scatter(
          patch, rowStride: patchWidth * 16, bias: lanes, height: plan.outputHeight, width: plan.outputWidth,
          into: output + (image * plan.outputs + block * 16) * area, planeStride: area, count: count)
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
