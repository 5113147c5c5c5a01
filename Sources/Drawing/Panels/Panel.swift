/// A part of a figure that knows how much room it needs and draws itself into it.
///
/// Nothing a panel is given may stop the program: no values, values that are no numbers, ten thousand classes. It
/// draws what is there, cuts or summarises what no page holds, and says so.
public protocol Panel: Sendable {
  /// How much room it takes if it may be `width` nominal pixels wide: it may need less, never more.
  func size(within width: Double, _ theme: Theme) -> Size

  /// Draws itself into `frame`, which has the size that was asked for with `frame.width`, or is larger.
  func draw(on page: Page, in frame: Rectangle)
}

extension Double {
  /// This many pixels to draw in: none if it is no number or below zero, and no more than the widest page has.
  var asRoom: Double { self > 0 ? min(self, Theme.largestPage.width) : 0 }
}
