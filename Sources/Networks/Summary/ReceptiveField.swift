import Tensors

/// The part of the image that one value depends on: how much a layer sees.
///
/// A window of k moves over values that each see r pixels and lie j pixels apart; what it makes sees
///
///     r + (k − 1)·j pixels, and moves by j·stride
///
/// so two convolutions of 3×3 see 5×5, with a pooling of 2×2 between them 8×8. The padding counts as part of the image:
/// close to its edges a value sees less. What batch normalisation in training learns from the other images is left
/// out.
public enum ReceptiveField: Hashable, Codable, Sendable {
  /// A window of `size` pixels. The next value sees a window that lies `step` pixels further on.
  case window(size: Pair, step: Pair)
  /// Every pixel, as behind a dense layer.
  case wholeImage

  /// What a pixel of the input knows: itself.
  public static let pixel = ReceptiveField.window(size: 1, step: 1)

  /// The smallest field that holds both: where branches meet, as in a residual addition.
  public func joined(with other: ReceptiveField) -> ReceptiveField {
    guard case .window(let size, let step) = self, case .window(let otherSize, let otherStep) = other else {
      return .wholeImage
    }
    return .window(
      size: Pair(max(size.height, otherSize.height), max(size.width, otherSize.width)),
      step: Pair(max(step.height, otherStep.height), max(step.width, otherStep.width)))
  }

  /// What sees more pixels than this in a row sees all that there are.
  private static let largestImage = 1 << 31

  /// The field behind one more operation.
  func behind(_ reach: OperationStep.Reach, from input: Shape, to output: Shape) -> ReceptiveField {
    switch (reach, self) {
    case (.everything, _), (_, .wholeImage):
      return .wholeImage
    case (.window(let window), .window(let size, let step)):
      // Sixty-three strides of two, one after the other, would leave the whole numbers.
      let furthest = max(size.height, size.width, step.height, step.width)
      guard furthest <= Self.largestImage else { return .wholeImage }
      return .window(
        size: Pair(
          size.height + (window.span.height - 1) * step.height,
          size.width + (window.span.width - 1) * step.width),
        step: Pair(step.height * window.stride.height, step.width * window.stride.width))
    case (.place, _):
      let isStillImage = output.rank < 4 || output.dimensions.suffix(2) == input.dimensions.suffix(2)
      // Values that each saw more than a pixel, laid out anew as an image: their neighbours' fields are no longer
      // neighbours. An operation that says nothing of its reach but changes the number of values gets the same answer.
      return input.count == output.count && (isStillImage || self == .pixel) ? self : .wholeImage
    }
  }
}

extension ReceptiveField: CustomStringConvertible {
  /// `195×195`, height first, or `all`.
  public var description: String {
    switch self {
    case .window(let size, _): "\(size.height)×\(size.width)"
    case .wholeImage: "all"
    }
  }
}
