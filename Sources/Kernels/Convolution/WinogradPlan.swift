/// How a convolution is cut into tiles, and where the transformed values lie.
///
/// An image falls into `tileRows · tileColumns` tiles of 7×7 inputs that overlap by the filter's size less one. All tiles
/// of all images of a block are numbered one after the other; tile number p of point k (one of 49) holds a row of
/// channels:
///
///     inputs V  [49, tiles, channels]     filters U  [49, outputs / 32, channels, 32]     outputs M  [49, tiles, outputs]
///
/// so that each point is one matrix product M = V·U that reads its operands in the order they were written. Rows of
/// channels are padded to whole panels plus half a panel: without the odd half the rows of 256 channels would all
/// compete for the same few lines of the cache.
struct WinogradPlan {
  static let points = WinogradMatrices.tile * WinogradMatrices.tile

  let channels: Int
  let height: Int
  let width: Int
  let outputs: Int
  let outputHeight: Int
  let outputWidth: Int
  let paddingHeight: Int
  let paddingWidth: Int
  let vertical: WinogradMatrices
  let horizontal: WinogradMatrices

  /// The plan of the forward pass, which also serves the weight gradient; nil where the method does not apply.
  init?(forward g: ConvolutionGeometry) {
    guard let vertical = WinogradMatrices.forTaps(g.kernelHeight),
      let horizontal = WinogradMatrices.forTaps(g.kernelWidth),
      g.strideHeight == 1, g.strideWidth == 1, g.dilationHeight == 1, g.dilationWidth == 1, g.groups == 1
    else { return nil }
    channels = g.inputChannels
    (height, width) = (g.inputHeight, g.inputWidth)
    outputs = g.outputChannels
    (outputHeight, outputWidth) = (g.outputHeight, g.outputWidth)
    (paddingHeight, paddingWidth) = (g.paddingHeight, g.paddingWidth)
    (self.vertical, self.horizontal) = (vertical, horizontal)
  }

  /// The input gradient is a convolution of the output gradient with the filters turned by half a turn, input and output
  /// channels exchanged, and padding r − 1 − p.
  init?(backward g: ConvolutionGeometry) {
    guard let forward = WinogradPlan(forward: g),
      g.paddingHeight < g.kernelHeight, g.paddingWidth < g.kernelWidth
    else { return nil }
    channels = g.outputChannels
    (height, width) = (g.outputHeight, g.outputWidth)
    outputs = g.inputChannels
    (outputHeight, outputWidth) = (g.inputHeight, g.inputWidth)
    paddingHeight = g.kernelHeight - 1 - g.paddingHeight
    paddingWidth = g.kernelWidth - 1 - g.paddingWidth
    (vertical, horizontal) = (forward.vertical, forward.horizontal)
  }

  var tileRows: Int { (outputHeight + vertical.outputs - 1) / vertical.outputs }
  var tileColumns: Int { (outputWidth + horizontal.outputs - 1) / horizontal.outputs }
  /// Tiles of one image.
  var tiles: Int { tileRows * tileColumns }

  /// From one tile's channels to the next one's, for a number of channels.
  static func rowStride(_ channels: Int) -> Int { (channels + 31) / 32 * 32 + 16 }

  /// Tiles of some images, rounded up to whole blocks of the product.
  func paddedTiles(images: Int) -> Int {
    (images * tiles + PanelProduct.rows - 1) / PanelProduct.rows * PanelProduct.rows
  }

  /// Images whose transformed values are held at one time.
  ///
  /// They are written by one step and read by the next, so they should stay in the cache: 6 MB (an image of AlexNet's
  /// second layer) took 75 ms where 22 MB took 106. But every block of images reads all transformed filters again, so
  /// where those are large, `share` of their size is allowed.
  func imagesAtOnce(batch: Int, share: Double) -> Int {
    let perImage = Self.points * tiles * (Self.rowStride(channels) + Self.rowStride(outputs))
    let filters = Self.points * channels * outputs
    let wanted = max(1_500_000, Int(share * Double(filters)))
    return max(1, min(batch, wanted / perImage))
  }

  /// Multiplications of the direct convolution for one of this one, the tiles' overhang counted.
  func saving(batch: Int) -> Double {
    let direct = batch * outputHeight * outputWidth * vertical.taps * horizontal.taps
    return Double(direct) / Double(Self.points * paddedTiles(images: batch))
  }

  /// Whether this is worth its transforms.
  func pays(batch: Int) -> Bool {
    channels >= 16 && outputs >= 16 && saving(batch: batch) >= 1.5
      && batch * tiles >= 96
  }
}
