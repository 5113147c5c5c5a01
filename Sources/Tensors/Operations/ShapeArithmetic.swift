/// The sentences that explain why an output has its shape.
enum ShapeArithmetic {
  /// The sides of images under a window: `(227 + 2·0 − 11) / 4 + 1 = 55`. One sentence when height and width are
  /// alike.
  ///
  /// - Parameter hidesPadding: leaves the padding out of the sentence, for operations that rarely have one
  static func sides(of images: Shape, under window: SlidingWindow, hidesPadding: Bool = false) -> String {
    func side(_ axis: Int, _ length: KeyPath<Pair, Int>) -> String {
      Self.side(
        images[axis], window.kernel[keyPath: length], window.stride[keyPath: length],
        hidesPadding ? nil : window.padding[keyPath: length], window.dilation[keyPath: length])
    }
    let (height, width) = (side(2, \.height), side(3, \.width))
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

  /// The same values under another shape. The batch is left out where it stays: `1·28·28 = 784`, or `784 = 1·28·28`.
  static func regrouped(_ old: Shape, as new: Shape) -> String {
    let keepsBatch = old.rank > 1 && new.rank > 1 && old[0] == new[0]
    let before = product(old.dimensions.dropFirst(keepsBatch ? 1 : 0))
    let after = new.dimensions.dropFirst(keepsBatch ? 1 : 0)
    return after.count <= 1 ? before : "\(before) = \(after.map(String.init).joined(separator: "·"))"
  }

  /// Axes that become one: `256·6·6 = 9216`.
  static func product(_ lengths: some Collection<Int>) -> String {
    let product = lengths.reduce(1, *)
    return lengths.count <= 1
      ? "\(product)" : "\(lengths.map(String.init).joined(separator: "·")) = \(product)"
  }

  /// room / stride + 1 with at most two decimals, rounded down.
  private static func decimal(_ room: Int, _ stride: Int) -> String {
    let hundredths = room % stride * 100 / stride
    // A rest too small for two decimals must not read as none.
    if hundredths == 0 { return "\(room / stride + 1).00…" }
    let digits =
      hundredths % 10 == 0 ? "\(hundredths / 10)" : hundredths < 10 ? "0\(hundredths)" : "\(hundredths)"
    return "\(room / stride + 1).\(digits)"
  }
}
