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

/// Which place of a text comes to lie on a given point.
public struct Anchor: Hashable, Sendable {
  /// From left to right, along the line of writing.
  public enum Horizontal: Hashable, Sendable { case leading, center, trailing }
  /// From top to bottom. `middle` is half the height of a capital letter: what looks centred to the eye.
  public enum Vertical: Hashable, Sendable { case top, middle, baseline, bottom }

  /// From left to right.
  public var horizontal: Horizontal
  /// From top to bottom.
  public var vertical: Vertical

  /// The place that is meant in both directions.
  public init(_ horizontal: Horizontal, _ vertical: Vertical) {
    (self.horizontal, self.vertical) = (horizontal, vertical)
  }

  /// The upper left corner.
  public static let topLeading = Anchor(.leading, .top)
  /// The middle of the upper side.
  public static let top = Anchor(.center, .top)
  /// The upper right corner.
  public static let topTrailing = Anchor(.trailing, .top)
  /// Half way down the left side.
  public static let leading = Anchor(.leading, .middle)
  /// The middle.
  public static let center = Anchor(.center, .middle)
  /// Half way down the right side.
  public static let trailing = Anchor(.trailing, .middle)
  /// The lower left corner.
  public static let bottomLeading = Anchor(.leading, .bottom)
  /// The middle of the lower side.
  public static let bottom = Anchor(.center, .bottom)
  /// The lower right corner.
  public static let bottomTrailing = Anchor(.trailing, .bottom)
}
