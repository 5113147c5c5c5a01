/// How figures look: colours, sizes of letters, distances. All figures of the book share one.
public struct Theme: Sendable {
  /// The paper: a warm white, easier on the eyes than a pure one.
  public var background = Color(0xFDFCF9)
  /// Text and axes.
  public var ink = Color(0x23211E)
  /// Text that stands back: notes, numbers along an axis. Its contrast to the background is 5.8 to 1.
  public var fadedInk = Color(0x66625B)
  /// Lines behind the data.
  public var grid = Color(0xE7E3DB)
  /// The ground of boxes and unused cells.
  public var shade = Color(0xF3F0EA)
  /// What is right. Never by colour alone: a sign stands with it.
  public var good = Color(0x007868)
  /// What is wrong.
  public var bad = Color(0xC24100)
  /// The colours of series, in order. They are Okabe and Ito's ("Color Universal Design", 2008), moved until the
  /// closest two were half as far apart again to eyes that lack red or green, and none too pale for a thin line. The
  /// first six are as different as six of them can be beside those that come before: the second blue follows late.
  public var palette = [
    Color(0x0F5ABC), Color(0xDF6100), Color(0x2AA57B), Color(0xA3467A), Color(0xDDA806), Color(0x6D5402),
    Color(0x3FA7E0), Color(0x563257),
  ]

  /// Around a figure.
  public var margin = 20.0
  /// Between two things that belong together, such as a picture and its caption.
  public var gap = 8.0
  /// Between two panels.
  public var panelGap = 28.0
  /// Pixels of the written picture in one nominal pixel.
  public var scale = 2.0

  /// The book's look.
  public static let book = Theme()

  /// The largest page there is, in nominal pixels: 4,000 × 6,000 at twice the size take 384 MB while they are drawn,
  /// and a gigabyte while they are encoded.
  /// Panels with more to show summarise it or cut it, and say so.
  public static let largestPage = Size(4_000, 6_000)
  /// A panel cuts what would make it higher than this: the page's height less room for a title and a note.
  static let highestPanel = largestPage.height - 400
  /// No text of a figure is smaller, in nominal pixels.
  public static let smallestText = 9.0

  /// The letters of a style.
  public func font(_ style: TextStyle) -> TextFont {
    switch style {
    case .title: TextFont(size: 18, isBold: true)
    case .heading: TextFont(size: 14, isBold: true)
    case .body: TextFont(size: 12)
    case .strong: TextFont(size: 12, isBold: true)
    case .label: TextFont(size: 11)
    case .small: TextFont(size: 9.5)
    case .smallStrong: TextFont(size: 9.5, isBold: true)
    }
  }

  /// Ink or white, whichever can be read better on this colour.
  public func inkOn(_ color: Color) -> Color {
    color.contrast(to: ink) >= color.contrast(to: .white) ? ink : .white
  }

  /// The colour of series number `index`; after the last comes the first again.
  public func color(_ index: Int) -> Color {
    palette.isEmpty ? ink : palette[((index % palette.count) + palette.count) % palette.count]
  }
}
