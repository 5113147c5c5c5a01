import Foundation

/// How often a quantity takes which values: one outline of a ``Histogram``.
public struct Distribution: Hashable, Sendable {
  /// What the legend calls it; it may be empty.
  public var name: String
  /// How many values lie in each of as many equal parts of ``range``.
  public let counts: [Int]
  /// From the lower end of the first bin to the upper end of the last.
  public let range: ClosedRange<Double>
  /// The mean of all values; `nil` if there are none.
  public let mean: Double?
  /// The standard deviation, the root of the mean squared distance from the mean; `nil` if there are none.
  public let deviation: Double?
  /// How many values are not counted since they are not finite or lie outside the range.
  public let leftOut: Int
  /// `nil` for the theme's next colour.
  public var color: Color?

  /// What was counted already: `counts[i]` values in part `i` of as many equal parts of `range`. Mean and deviation are
  /// those of the middles of the parts. What is below zero counts as zero.
  public init(_ name: String, counts: [Int], over range: ClosedRange<Double>, color: Color? = nil) {
    let counts = counts.map { max($0, 0) }
    let isUsable = AxisRange.isDrawable(range.lowerBound) && AxisRange.isDrawable(range.upperBound)
    let range = isUsable ? AxisRange.linear(range.lowerBound, range.upperBound) : 0...1
    let width = (range.upperBound - range.lowerBound) / Double(max(counts.count, 1))
    var moments = Moments()
    for (bin, count) in counts.enumerated() {
      moments.add(range.lowerBound + (Double(bin) + 0.5) * width, Double(count))
    }
    self.init(name, counts, range, moments, leftOut: 0, color)
  }

  /// The values of several samples, counted in the same bins.
  ///
  /// - Parameters:
  ///   - bins: how many; brought into 1...1,000. If none are given, as many as Scott's rule wants, but 10 to 100
  ///     (Scott, "On optimal and data-based histograms", Biometrika, 1979).
  ///   - range: what is counted; if none is given, from the lowest to the highest value.
  public static func of(
    _ samples: [(name: String, values: [Float])], bins: Int? = nil, over range: ClosedRange<Double>? = nil
  ) -> [Distribution] {
    var extent = Extent()
    var (count, deviation) = (0, 0.0)
    for sample in samples {
      var moments = Moments()
      for value in sample.values where value.isFinite {
        extent.add(Double(value))
        moments.add(Double(value), 1)
      }
      (count, deviation) = (max(count, Int(moments.weight)), max(deviation, moments.deviation ?? 0))
    }
    let found = extent.range ?? 0...1
    let whole = Distribution(
      "", counts: [], over: range ?? AxisRange.linear(found.lowerBound, found.upperBound)
    ).range
    let length = whole.upperBound - whole.lowerBound
    let bins = min(max(bins ?? scott(length, deviation, count), 1), 1000)
    return samples.map { Distribution($0.name, $0.values, bins: bins, whole) }
  }

  private init(_ name: String, _ values: [Float], bins: Int, _ range: ClosedRange<Double>) {
    var counts = [Int](repeating: 0, count: bins)
    var moments = Moments()
    var leftOut = 0
    let scale = Double(bins) / (range.upperBound - range.lowerBound)
    for value in values {
      let value = Double(value)
      guard range ~= value else {
        leftOut += 1
        continue
      }
      // The upper end of the range belongs to the last bin.
      counts[min(Int((value - range.lowerBound) * scale), bins - 1)] += 1
      moments.add(value, 1)
    }
    self.init(name, counts, range, moments, leftOut: leftOut, nil)
  }

  private init(
    _ name: String, _ counts: [Int], _ range: ClosedRange<Double>, _ moments: Moments, leftOut: Int,
    _ color: Color?
  ) {
    (self.name, self.counts, self.range, self.leftOut, self.color) = (name, counts, range, leftOut, color)
    (mean, deviation) = (moments.mean, moments.deviation)
  }

  /// Bins of 3.49 σ n^(−1/3) each.
  private static func scott(_ length: Double, _ deviation: Double, _ count: Int) -> Int {
    let width = 3.49 * deviation / cbrt(Double(max(count, 1)))
    return width > 0 ? Int(min(max(length / width, 10), 100).rounded(.up)) : 10
  }
}

/// Mean and deviation of a stream of weighted values, without a sum that grows beyond what can be subtracted from
/// (West, "Updating mean and variance estimates: an improved method", 1979).
struct Moments {
  private(set) var weight = 0.0
  private var average = 0.0
  private var squares = 0.0

  mutating func add(_ value: Double, _ weight: Double) {
    guard weight > 0 else { return }
    self.weight += weight
    let difference = value - average
    average += difference * (weight / self.weight)
    squares += weight * difference * (value - average)
  }

  var mean: Double? { weight > 0 ? average : nil }
  var deviation: Double? { weight > 0 ? (squares / weight).squareRoot() : nil }
}
