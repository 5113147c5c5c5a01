/// The outline of a distribution's bins on the page.
struct BinOutline {
  /// Pieces of outline from left to right, each beginning and ending on the axis; empty bins have none.
  private(set) var runs: [[Point]] = []
  /// Where two bins that both hold values meet.
  private(set) var borders: [Double] = []
  /// In nominal pixels.
  let binWidth: Double

  /// Bins narrower than a pixel are drawn as one that is as high as the highest of them.
  init(_ distribution: Distribution, _ heights: Histogram.Heights, _ axes: PlotFrame) {
    let counts = distribution.counts
    let total = Double(counts.reduce(0) { $0.addingReportingOverflow($1).partialValue })
    let (low, high) = (distribution.range.lowerBound, distribution.range.upperBound)
    let merged = max(1, counts.count / max(Int(axes.area.width), 1))
    func place(_ bin: Int) -> Double {
      // Halves first: the range of all numbers is longer than the largest number.
      let fraction = Double(bin) / Double(counts.count)
      return axes.x.place(low + fraction * (high - low))
    }
    binWidth = counts.isEmpty ? 0 : place(min(merged, counts.count)) - place(0)
    var run: [Point] = []
    for first in stride(from: 0, to: counts.count, by: merged) {
      let end = min(first + merged, counts.count)
      let count = counts[first..<end].max() ?? 0
      let value = Self.height(count, of: total, heights)
      guard count > 0, value > 0, axes.y.isDrawable(value) else {
        close(&run, axes)
        continue
      }
      let (left, right, top) = (place(first), place(end), axes.y.place(value))
      if run.isEmpty { run.append(Point(left, axes.area.maxY)) } else { borders.append(left) }
      run += [Point(left, top), Point(right, top)]
    }
    close(&run, axes)
  }

  /// The height of the highest bin.
  static func largest(_ distribution: Distribution, _ heights: Histogram.Heights) -> Double {
    let total = Double(distribution.counts.reduce(0) { $0.addingReportingOverflow($1).partialValue })
    return height(distribution.counts.max() ?? 0, of: total, heights)
  }

  private static func height(_ count: Int, of total: Double, _ heights: Histogram.Heights) -> Double {
    heights == .shares ? Double(count) / max(total, 1) : Double(count)
  }

  private mutating func close(_ run: inout [Point], _ axes: PlotFrame) {
    if let last = run.last { runs.append(run + [Point(last.x, axes.area.maxY)]) }
    run = []
  }
}
