/// Where each output of a bilinear resize along one axis looks, and how much each input counts.
///
/// Output x has its centre at c = (x + ½) · s of the input, s = inputs / outputs. When enlarging (s < 1) the
/// inputs within 1 of c count, by the triangle 1 − |i + ½ − c|. When shrinking, the triangle is s times as
/// wide, so that every input is seen: that is the antialiasing. The weights are scaled to sum 1 and then kept
/// as whole multiples of 2⁻²², as Pillow keeps them for bytes (`Resample.c`, `precompute_coeffs`,
/// `normalize_coeffs_8bpc`).
public struct ResizeAxis: Hashable, Sendable {
  /// Weights have this many binary places: 32 bits less 8 of the byte and 2 of head-room.
  public static let precision = 22

  /// Values along the axis before.
  public let inputs: Int
  /// Values along the axis after.
  public let outputs: Int
  /// The most inputs that any output looks at.
  public let taps: Int
  /// The first input of each output.
  public let starts: [Int]
  /// How many inputs each output looks at.
  public let counts: [Int]
  /// `[outputs, taps]`, in units of 2⁻²².
  public let weights: [Int32]
  /// `[outputs, taps]`, as real numbers.
  public let realWeights: [Double]

  /// The axis that turns `inputs` values into `outputs`.
  public init(inputs: Int, outputs: Int) {
    precondition(inputs > 0 && outputs > 0, "resize: from \(inputs) to \(outputs) values along an axis")
    self.inputs = inputs
    self.outputs = outputs
    let scale = Double(inputs) / Double(outputs)
    let reach = max(scale, 1)
    taps = Int(reach.rounded(.up)) * 2 + 1
    var starts: [Int] = []
    var counts: [Int] = []
    var weights = [Int32](repeating: 0, count: outputs * taps)
    var realWeights = [Double](repeating: 0, count: outputs * taps)
    for x in 0..<outputs {
      let center = (Double(x) + 0.5) * scale
      let start = max(0, Int(center - reach + 0.5))
      let count = min(inputs, Int(center + reach + 0.5)) - start
      let triangle = (0..<count).map { max(0, 1 - abs((Double(start + $0) - center + 0.5) / reach)) }
      let sum = triangle.reduce(0, +)
      for (tap, weight) in triangle.enumerated() {
        realWeights[x * taps + tap] = weight / sum
        weights[x * taps + tap] = Int32(0.5 + weight / sum * Double(1 << Self.precision))
      }
      starts.append(start)
      counts.append(count)
    }
    self.starts = starts
    self.counts = counts
    self.weights = weights
    self.realWeights = realWeights
  }
}

/// A bilinear resize of `[channels, height, width]` in two passes, one along each axis.
public struct ResizeGeometry: Hashable, Sendable {
  /// Planes, each resized on its own.
  public let channels: Int
  /// From row to row.
  public let vertical: ResizeAxis
  /// From column to column.
  public let horizontal: ResizeAxis

  /// Whether columns are resized before rows. The order shows, since bytes are rounded between the passes.
  /// Rows come first, except where the picture gets lower and wider: then Pillow 13 (found by trial; older
  /// versions never) makes it lower first, which is less work.
  public var startsWithColumns: Bool {
    vertical.outputs < vertical.inputs && horizontal.outputs > horizontal.inputs
  }

  /// The resize of `channels` planes of `height` × `width` to `outputHeight` × `outputWidth`.
  public init(channels: Int, height: Int, width: Int, outputHeight: Int, outputWidth: Int) {
    self.channels = channels
    vertical = ResizeAxis(inputs: height, outputs: outputHeight)
    horizontal = ResizeAxis(inputs: width, outputs: outputWidth)
  }
}
