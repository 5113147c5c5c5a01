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
