/// A batch of images as ``WinogradConvolution`` takes tiles from it.
struct WinogradImages {
  /// `[batch, channels, height, width]`.
  let values: UnsafePointer<Float>
  let batch: Int
  let channels: Int
  let height: Int
  let width: Int
  let paddingHeight: Int
  let paddingWidth: Int
  /// What takes a tile's columns, and its rows, to the 49 points.
  let vertical: TileMatrix
  let horizontal: TileMatrix

  /// Inputs of the forward pass: Bᵀ d B of tiles that overlap.
  init(inputs: UnsafePointer<Float>, of plan: WinogradPlan, batch: Int) {
    values = inputs
    self.batch = batch
    (channels, height, width) = (plan.channels, plan.height, plan.width)
    (paddingHeight, paddingWidth) = (plan.paddingHeight, plan.paddingWidth)
    (vertical, horizontal) = (plan.vertical.input, plan.horizontal.input)
  }

  /// Gradients of outputs, on the way back: A dY Aᵀ of tiles that do not overlap.
  init(outputGradients: UnsafePointer<Float>, of plan: WinogradPlan, batch: Int) {
    values = outputGradients
    self.batch = batch
    (channels, height, width) = (plan.outputs, plan.outputHeight, plan.outputWidth)
    (paddingHeight, paddingWidth) = (0, 0)
    (vertical, horizontal) = (plan.vertical.outputTransposed, plan.horizontal.outputTransposed)
  }
}

extension WinogradConvolution {
  /// Writes `[49, rows, channels]` for the tiles of a block; a task takes sixteen channels of an image.
  ///
  /// The part of the image that the tiles see is first copied into a patch, `[height, width, 16 channels]` with zeros
  /// all around, from which every tile is read by whole vectors.
  static func transformTiles(
    _ plan: WinogradPlan, _ block: WinogradBlock, _ images: WinogradImages,
    into transformed: UnsafeMutablePointer<Float>, _ layout: PointMatrices
  ) {
    let n = WinogradMatrices.tile
    let (stepDown, stepRight) = (plan.vertical.outputs, plan.horizontal.outputs)
    let patchWidth = (plan.tileColumns - 1) * stepRight + images.horizontal.columns
    let area = images.height * images.width
    let parts = (images.channels + 31) / 32 * 2

    parallelFor(block.pieces.count * parts) { index in
      let (piece, firstChannel) = (block.pieces[index / parts], index % parts * 16)
      let top = piece.tileRows.lowerBound * stepDown - images.paddingHeight
      let patchHeight = (piece.tileRows.count - 1) * stepDown + images.vertical.columns
      let visible = (top..<top + patchHeight).clamped(to: 0..<images.height)
      let pixels = patchHeight * patchWidth

      Scratch.withFloats(16 * (pixels + n * n)) { patch in
        if firstChannel < images.channels && !visible.isEmpty {
          let corner = (visible.lowerBound - top) * patchWidth + images.paddingWidth
          let start =
            (piece.image * images.channels + firstChannel) * area + visible.lowerBound * images.width
          PixelTransposition.gather(
            images.values + start, planeStride: area, count: min(16, images.channels - firstChannel),
            readable: images.batch * images.channels * area - start, height: visible.count,
            width: images.width, into: patch + 16 * corner, rowStride: 16 * patchWidth)
          clearBorder(
            patch, count: pixels, corner: corner, height: visible.count, width: images.width,
            rowStride: patchWidth)
        } else {
          patch.clear(vectors: pixels)
        }
        let transform = TileTransform(
          vertical: images.vertical, horizontal: images.horizontal, scratch: patch + 16 * pixels)
        for tile in 0..<piece.tileRows.count * plan.tileColumns {
          let (down, right) = (tile / plan.tileColumns * stepDown, tile % plan.tileColumns * stepRight)
          transform.apply(
            patch + (down * patchWidth + right) * 16, rowStride: patchWidth * 16, columnStride: 16,
            to: transformed + (piece.firstTile + tile) * layout.rowStride + firstChannel,
            rowStride: n * layout.pointStride, columnStride: layout.pointStride)
        }
      }
    }
  }

  /// Writes zeros around the image in a patch: before its first row, between its rows and after its last. Everything is
  /// counted in pixels of sixteen channels.
  private static func clearBorder(
    _ patch: UnsafeMutablePointer<Float>, count: Int, corner: Int, height: Int, width: Int, rowStride: Int
  ) {
    let gap = rowStride - width
    patch.clear(vectors: corner)
    for row in 1..<height { (patch + 16 * (corner + row * rowStride - gap)).clear(vectors: gap) }
    let end = corner + height * rowStride - gap
    (patch + 16 * end).clear(vectors: count - end)
  }

  /// Writes some outputs of the block's part of `[batch, outputs, outputHeight, outputWidth]` from the `[49, rows, outputs]`
  /// that hold these: Aᵀ M A + bias. A task takes sixteen outputs of an image.
  static func transformBack(
    _ plan: WinogradPlan, _ block: WinogradBlock, outputs: Range<Int>, _ transformed: UnsafePointer<Float>,
    _ layout: PointMatrices, bias: UnsafePointer<Float>?, into output: UnsafeMutablePointer<Float>
  ) {
    let n = WinogradMatrices.tile
    let (stepDown, stepRight) = (plan.vertical.outputs, plan.horizontal.outputs)
    let patchWidth = plan.tileColumns * stepRight
    let area = plan.outputHeight * plan.outputWidth
    let parts = (outputs.count + 15) / 16

    parallelFor(block.pieces.count * parts) { index in
      let (piece, place) = (block.pieces[index / parts], index % parts * 16)
      let first = outputs.lowerBound + place
      let count = min(16, outputs.upperBound - first)
      let top = piece.tileRows.lowerBound * stepDown
      let height = min(plan.outputHeight - top, piece.tileRows.count * stepDown)
      let patchCount = piece.tileRows.count * stepDown * patchWidth * 16

      Scratch.withFloats(patchCount + 16 * n * n) { patch in
        let transform = TileTransform(
          vertical: plan.vertical.output, horizontal: plan.horizontal.output, scratch: patch + patchCount)
        for tile in 0..<piece.tileRows.count * plan.tileColumns {
          let (down, right) = (tile / plan.tileColumns * stepDown, tile % plan.tileColumns * stepRight)
          transform.apply(
            transformed + (piece.firstTile + tile) * layout.rowStride + place,
            rowStride: n * layout.pointStride, columnStride: layout.pointStride,
            to: patch + (down * patchWidth + right) * 16, rowStride: patchWidth * 16, columnStride: 16)
        }
        var lanes = Vector.zero
        if let bias { for lane in 0..<count { lanes[lane] = bias[first + lane] } }
        PixelTransposition.scatter(
          patch, rowStride: patchWidth * 16, bias: lanes, height: height, width: plan.outputWidth,
          into: output + (piece.image * plan.outputs + first) * area + top * plan.outputWidth,
          planeStride: area, count: count)
      }
    }
  }
}
