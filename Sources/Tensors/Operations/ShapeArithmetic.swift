/// The sentences that explain why an output has its shape.
enum ShapeArithmetic {
  /// What most operations say, which treat every value by itself.
  static let unchanged = "the shape stays"

  /// The sides of an image under a window: `(227 + 2·0 − 11) / 4 + 1 = 55`. One sentence when height and
  /// width are alike.
  ///
  /// - Parameter padding: nil leaves the padding out of the sentence, for operations that have none
  static func window(input: Pair, kernel: Pair, stride: Pair, padding: Pair?, dilation: Pair = 1) -> String {
    let height = side(input.height, kernel.height, stride.height, padding?.height, dilation.height)
    let width = side(input.width, kernel.width, stride.width, padding?.width, dilation.width)
    return height == width ? height : "height \(height), width \(width)"
  }

  /// One side; what is left of a division is shown before it is rounded down: `(28 − 3) / 2 + 1 = 13.5 → 13`.
  static func side(_ input: Int, _ kernel: Int, _ stride: Int, _ padding: Int?, _ dilation: Int = 1) -> String
  {
    let padded = padding.map { "\(input) + 2·\($0)" } ?? "\(input)"
    let reach = dilation == 1 ? "\(kernel)" : "\(dilation)·(\(kernel) − 1) − 1"
    let room = input + 2 * (padding ?? 0) - dilation * (kernel - 1) - 1
    let exact = room % stride == 0 ? "" : "\(decimal(room, stride)) → "
    return "(\(padded) − \(reach)) / \(stride) + 1 = \(exact)\(room / stride + 1)"
  }

  /// Axes that become one: `256·6·6 = 9216`.
  static func product(_ lengths: some Collection<Int>) -> String {
    let product = lengths.reduce(1, *)
    return lengths.count == 1
      ? "\(product)" : "\(lengths.map(String.init).joined(separator: "·")) = \(product)"
  }

  /// room / stride + 1 with at most two decimals, rounded down.
  private static func decimal(_ room: Int, _ stride: Int) -> String {
    let hundredths = room % stride * 100 / stride
    let digits =
      hundredths % 10 == 0 ? "\(hundredths / 10)" : hundredths < 10 ? "0\(hundredths)" : "\(hundredths)"
    return "\(room / stride + 1).\(digits)"
  }
}
