/// How 49 matrices of one size lie in memory, `[49, rows, channels]`: the values of a block of tiles, one matrix a point.
///
/// Rows of channels are padded to whole panels of the product plus half a panel: without the odd half the rows of 256
/// channels would all compete for the same few lines of the cache. And the matrices lie an odd number of cache lines
/// apart, so that the 49 values that a transform reads or writes at a time fall into 49 of the cache's 64 sets.
struct PointMatrices {
  /// Rows of a matrix.
  let rows: Int
  /// Values from one row to the next.
  let rowStride: Int
  /// Values from one matrix to the next.
  let pointStride: Int

  init(rows: Int, channels: Int) {
    self.rows = rows
    rowStride = Self.rowStride(channels)
    pointStride = (rows * rowStride / 16 | 1) * 16
  }

  /// Values of all matrices.
  var count: Int { WinogradPlan.points * pointStride }

  static func rowStride(_ channels: Int) -> Int { (channels + 31) / 32 * 32 + 16 }
}
