/// The filters of a convolution on their way to the 49 points: G g Gᵀ.
struct WinogradFilters {
  let plan: WinogradPlan
  /// The convolution's weight, `[outputs, channels, height, width]`.
  let weight: UnsafePointer<Float>
  /// Whether the filters are turned by half a turn and their channels exchanged, as the input gradient wants it: then
  /// the weight is `[channels, outputs, height, width]`.
  let reversed: Bool

  /// Panels of the product, of 32 outputs each.
  var panels: Int { (plan.outputs + 31) / 32 }
  /// Values of all filters when transformed.
  var count: Int { panels * panelStride }
  /// From one panel to the next, when all filters are transformed.
  var panelStride: Int { WinogradPlan.points * Self.pointStride(channels: plan.channels) }

  /// From a value of one point to the same value of the next: an odd number of cache lines, as in ``PointMatrices``.
  static func pointStride(channels: Int) -> Int { channels * 32 + 16 }

  /// Writes sixteen outputs of some channels; outputs that do not exist become zero.
  ///
  /// - Parameters:
  ///   - half: which sixteen, two halves a panel.
  ///   - panel: point 0 of the panel's first channel; a channel's 32 outputs lie side by side, one channel after the other.
  ///   - pointStride: from a value of one point to the same value of the next.
  func transform(
    half: Int, channels: Range<Int>, into panel: UnsafeMutablePointer<Float>, pointStride: Int
  ) {
    let n = WinogradMatrices.tile
    let (height, width) = (plan.vertical.taps, plan.horizontal.taps)
    let area = height * width
    let atOnce = min(16, channels.count)

    Scratch.withFloats(16 * (atOnce * area + n * n)) { taps in
      let transform = TileTransform(
        vertical: plan.vertical.filter, horizontal: plan.horizontal.filter,
        scratch: taps + 16 * atOnce * area)
      for first in stride(from: channels.lowerBound, to: channels.upperBound, by: atOnce) {
        let count = min(atOnce, channels.upperBound - first)
        gather(half: half, channels: first..<first + count, into: taps)
        for channel in 0..<count {
          let filter = taps + 16 * area * channel
          transform.apply(
            reversed ? filter + 16 * (area - 1) : filter, rowStride: reversed ? -16 * width : 16 * width,
            columnStride: reversed ? -16 : 16,
            to: panel + (first - channels.lowerBound + channel) * 32 + half % 2 * 16,
            rowStride: n * pointStride, columnStride: pointStride)
        }
      }
    }
  }

  /// Writes the filters of some channels as `[channels, height, width, 16 outputs]`.
  private func gather(half: Int, channels: Range<Int>, into taps: UnsafeMutablePointer<Float>) {
    let (height, width) = (plan.vertical.taps, plan.horizontal.taps)
    let area = height * width
    let count = min(16, plan.outputs - half * 16)
    guard count > 0 else {
      taps.update(repeating: 0, count: 16 * area * channels.count)
      return
    }
    if reversed {
      for channel in channels {
        let first = (channel * plan.outputs + half * 16) * area
        PixelTransposition.gather(
          weight + first, planeStride: area, count: count,
          readable: plan.channels * plan.outputs * area - first, height: height, width: width,
          into: taps + 16 * area * (channel - channels.lowerBound), rowStride: width * 16)
      }
    } else {
      // An output's channels follow each other, so to the transposition they are one long row of pixels.
      let first = (half * 16 * plan.channels + channels.lowerBound) * area
      PixelTransposition.gather(
        weight + first, planeStride: plan.channels * area, count: count,
        readable: plan.channels * plan.outputs * area - first, height: 1, width: channels.count * area,
        into: taps, rowStride: 0)
    }
  }

  /// Writes all of them as `[outputs / 32, 49, channels, 32]`; a task takes sixteen outputs and sixteen channels.
  func transformAll(into filters: UnsafeMutablePointer<Float>) {
    let parts = (plan.channels + 15) / 16
    parallelFor(panels * 2 * parts) { index in
      let (half, part) = (index / parts, index % parts)
      transform(
        half: half, channels: part * 16..<min(plan.channels, part * 16 + 16),
        into: filters + half / 2 * panelStride + part * 16 * 32,
        pointStride: Self.pointStride(channels: plan.channels))
    }
  }
}
