/// What a text is for, and so how large it is: see ``Theme/font(_:)``.
public enum TextStyle: CaseIterable, Hashable, Sendable {
  /// What a figure shows, at its top left; bold.
  case title
  /// What one panel of several shows; bold.
  case heading
  /// Sentences.
  case body
  /// ``body`` in bold.
  case strong
  /// Names of axes and classes.
  case label
  /// Numbers along an axis, captions of small pictures: the smallest there is.
  case small
  /// ``small`` in bold.
  case smallStrong
}

/// How high and how strong letters are.
public struct TextFont: Hashable, Sendable {
  /// Nominal pixels, from the top of an accented capital to the bottom of a g, about.
  public var size: Double
  /// Whether strokes are thick.
  public var isBold: Bool

  /// Letters of `size` nominal pixels.
  public init(size: Double, isBold: Bool = false) {
    (self.size, self.isBold) = (size, isBold)
  }
}
