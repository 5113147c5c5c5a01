/// How a convolution is cut into tiles, and where the transformed values lie.
///
/// An image falls into `tileRows · tileColumns` tiles of 7×7 inputs that overlap by the filter's size less one. All tiles
/// of all images of a block are numbered one after the other; tile number p of point k (one of 49) holds a row of
/// channels:
///
///     inputs V  [49, tiles, channels]     filters U  [outputs / 32, 49, channels, 32]     outputs M  [49, tiles, outputs]
///
/// so that each point is one matrix product M = V·U that reads its operands in the order they were written
/// (``PointMatrices``).
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

  /// A number of tiles, rounded up to whole blocks of the product, the only ones that run at its full speed. A plan counts
  /// in these, though the product takes fewer rows where there are no more (``PanelProduct/padded(_:)``).
  static func padded(tiles count: Int) -> Int {
    (count + PanelProduct.rows - 1) / PanelProduct.rows * PanelProduct.rows
  }

  /// The whole batch, cut into blocks that are worked on one after the other by all threads.
  ///
  /// What one step writes the next one reads, so a block should stay in the cache. But every block goes through all
  /// transformed filters again, so where those do not stay in the cache, a block is `share` of their size.
  func blocks(batch: Int, share: Double) -> [WinogradBlock] {
    let values = hasCachedFilters ? Self.cachedValues : Int(share * Double(filterValues))
    let rowStrides = PointMatrices.rowStride(channels) + PointMatrices.rowStride(outputs)
    return cut(batch: batch, rows: whole(values / (Self.points * tileColumns * rowStrides)))
  }

  /// The whole batch, cut into blocks that each task goes through by itself, with one panel of outputs at a time: as
  /// large as the cache of one core has room for, and so many that sixteen cores find two each. They may be larger where
  /// fewer rows of tiles would leave a tenth of the product's rows empty.
  func blocksOfTasks(batch: Int) -> [WinogradBlock] {
    let rowStrides = PointMatrices.rowStride(channels) + PointMatrices.rowStride(PanelProduct.columns)
    let fitting = Self.cachedValues / 2 / (Self.points * tileColumns * rowStrides)
    var rows = whole(min(fitting, batch * tileRows / 32))
    while 10 * Self.padded(tiles: rows * tileColumns) > 11 * rows * tileColumns { rows += 1 }
    return cut(batch: batch, rows: min(rows, batch * tileRows))
  }

  /// The whole batch as one block.
  func wholeBlock(batch: Int) -> WinogradBlock { WinogradBlock(plan: self, rows: 0..<batch * tileRows) }

  private func cut(batch: Int, rows: Int) -> [WinogradBlock] {
    stride(from: 0, to: batch * tileRows, by: rows).map { first in
      WinogradBlock(plan: self, rows: first..<min(first + rows, batch * tileRows))
    }
  }

  /// At most so many rows of tiles, and at least one: a number of tiles that is a multiple of the product's rows, if
  /// there are as many, wastes none of them.
  private func whole(_ rows: Int) -> Int {
    rows < wholeRows ? max(1, rows) : rows / wholeRows * wholeRows
  }

  /// The fewest rows of tiles whose number is a multiple of the product's rows.
  private var wholeRows: Int {
    PanelProduct.rows / Self.greatestCommonDivisor(PanelProduct.rows, tileColumns)
  }

  /// Values of all filters when transformed.
  private var filterValues: Int { Self.points * channels * outputs }
  /// Whether the third-level cache keeps them beside everything else.
  private var hasCachedFilters: Bool { filterValues <= Self.cachedFilters }

  /// 3 MB: somewhat more than the second-level caches of two cores.
  private static let cachedValues = 750_000
  /// 8 MB: a part of the third-level cache that is ours with some certainty.
  private static let cachedFilters = 2_000_000

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }

  /// Multiplications of the direct convolution for one of this one, the tiles' overhang counted.
  func saving(batch: Int) -> Double {
    let direct = batch * outputHeight * outputWidth * vertical.taps * horizontal.taps
    return Double(direct) / Double(Self.points * Self.padded(tiles: batch * tiles))
  }

  /// Whether this is worth its transforms: they work on sixteen channels at once, and are a third of the time of a small
  /// layer.
  func pays(batch: Int) -> Bool {
    channels >= 16 && outputs >= 16 && saving(batch: batch) >= 1.5
  }

  /// Whether the weight gradient is, too: it transforms each filter's sum back, so it wants enough tiles to sum.
  func paysForWeightGradient(batch: Int) -> Bool {
    pays(batch: batch) && batch * tiles > Self.fewTiles
  }

  /// In which order the forward pass and the input gradient go through tiles and filters.
  enum Order {
    case fewTiles, blockByTask, blockByBlock
  }

  func order(batch: Int) -> Order {
    batch * tiles <= Self.fewTiles ? .fewTiles : hasCachedFilters ? .blockByTask : .blockByBlock
  }

  /// Up to so many tiles, eight blocks of the product's rows, filters are used too seldom to be transformed beforehand.
  static let fewTiles = 8 * PanelProduct.rows
}

/// Some consecutive rows of tiles, counted through all images: what is transformed and multiplied at one time.
struct WinogradBlock {
  /// The part of a block that lies in one image.
  struct Piece {
    let image: Int
    /// Rows of tiles within the image.
    let tileRows: Range<Int>
    /// The number within the block of the piece's first tile.
    let firstTile: Int
  }

  let tiles: Int
  let pieces: [Piece]

  fileprivate init(plan: WinogradPlan, rows: Range<Int>) {
    let height = plan.tileRows
    tiles = rows.count * plan.tileColumns
    pieces = (rows.lowerBound / height...(rows.upperBound - 1) / height).map { image in
      let inside = rows.clamped(to: image * height..<(image + 1) * height)
      return Piece(
        image: image, tileRows: inside.lowerBound - image * height..<inside.upperBound - image * height,
        firstTile: (inside.lowerBound - rows.lowerBound) * plan.tileColumns)
    }
  }
}
