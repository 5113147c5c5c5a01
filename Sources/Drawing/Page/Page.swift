import CCairo
import Foundation

/// A page to draw a figure on: a canvas at twice the size, in nominal coordinates, that remembers every text.
///
/// One thread at a time may use a page.
public final class Page {
  /// In nominal pixels.
  public let size: Size
  /// How it looks.
  public let theme: Theme
  /// Every text so far, in the order of drawing.
  public private(set) var texts: [PlacedText] = []
  let canvas: Canvas
  /// Where texts belong: the page, or what its margins leave of it.
  var textFrame: Rectangle
  /// From the present coordinates to the page's nominal ones.
  private var transform = Transform.identity

  /// An empty page. A size that is no number or beyond ``Theme/largestPage`` becomes the nearest that is possible.
  public init(size: Size, theme: Theme = .book) {
    func side(_ length: Double, _ limit: Double) -> Double {
      length >= 1 ? min(length, limit).rounded(.up) : 1
    }
    self.theme = theme
    self.size = Size(
      side(size.width, Theme.largestPage.width), side(size.height, Theme.largestPage.height))
    textFrame = Rectangle(0, 0, self.size.width, self.size.height)
    canvas = Canvas(
      width: Int((self.size.width * theme.scale).rounded(.up)),
      height: Int((self.size.height * theme.scale).rounded(.up)))
    canvas.clear(theme.background)
    cairo_scale(canvas.context, theme.scale, theme.scale)
  }

  /// The whole page.
  public var bounds: Rectangle { Rectangle(0, 0, size.width, size.height) }

  /// What is wrong with the page to a reader's eye; nothing, if all is well.
  public var faults: [LayoutFault] { LayoutFault.all(in: texts) }

  /// The nearest place that lies between two pixels of the written picture, where edges are sharp.
  public func aligned(_ place: Double) -> Double { (place * theme.scale).rounded() / theme.scale }

  /// Fills the inside of `path`.
  public func fill(_ path: Path, _ paint: Paint) { canvas.fill(path, paint) }

  /// Fills the inside of `path` with one colour.
  public func fill(_ path: Path, _ color: Color) { canvas.fill(path, .flat(color)) }

  /// Draws a line along `path`.
  public func stroke(_ path: Path, _ color: Color, _ stroke: Stroke) {
    canvas.stroke(path, .flat(color), stroke)
  }

  /// Draws what `body` draws only inside `path`.
  public func clipped(to path: Path, _ body: () -> Void) { canvas.clipped(to: path, body) }

  /// Draws what `body` draws in coordinates that `transform` maps to the present ones.
  public func transformed(by inner: Transform, _ body: () -> Void) {
    let outer = transform
    transform = inner.then(outer)
    canvas.transformed(by: inner, body)
    transform = outer
  }

  /// Writes one line of text.
  ///
  /// - Parameters:
  ///   - point: where `anchor` of the text comes to lie.
  ///   - color: the theme's ink if none is given.
  ///   - turned: whether the line of writing goes upwards, a quarter turn to the left. The anchor turns with it.
  /// - Returns: where its ink is, in the present coordinates; an empty rectangle at `point` if there is nothing to
  ///   write.
  @discardableResult
  public func write(
    _ text: String, at point: Point, _ style: TextStyle, anchor: Anchor = .topLeading, color: Color? = nil,
    turned: Bool = false
  ) -> Rectangle {
    let text = Theme.printable(text)
    guard point.x.isFinite, point.y.isFinite, text.contains(where: { $0 != " " }) else {
      return Rectangle(point.x, point.y, 0, 0)
    }
    let font = theme.font(style)
    let face = Typeface.of(font)
    let start = anchor.start(width: face.width(text), face)
    let along = turned ? Transform.rotation(-.pi / 2) : .identity
    let place = Transform.translation(start.x, start.y).then(along).then(.translation(point.x, point.y))
    canvas.transformed(by: place) {
      cairo_new_path(canvas.context)
      cairo_move_to(canvas.context, 0, 0)
      face.addOutlines(of: text, to: canvas.context)
      canvas.set(.flat(color ?? theme.ink))
      cairo_fill(canvas.context)
    }
    let bounds = face.bounds(text)
    texts.append(
      PlacedText(
        text: text, size: font.size * transform.meanScale, bounds: place.then(transform).box(of: bounds),
        room: room))
    return place.box(of: bounds)
  }

  /// Draws a picture so that it fills `frame`: each pixel a rectangle, or, if `smoothly`, blended with its neighbours
  /// (for photographs that are shown smaller than they are).
  public func draw(_ picture: Picture, in frame: Rectangle, smoothly: Bool = false) {
    canvas.draw(picture, in: frame, smoothly: smoothly)
  }

  /// The page as a PNG file's bytes; the same bytes for the same page every time.
  ///
  /// - Throws: ``DrawingError/outOfMemory(_:)``, also where the memory did not suffice for the page itself, or
  ///   ``DrawingError/notDrawn(reason:)``.
  public func png() throws(DrawingError) -> [UInt8] { try canvas.png() }

  /// What is not clipped away of where texts belong, in the page's coordinates.
  private var room: Rectangle {
    var (minX, minY, maxX, maxY) = (0.0, 0.0, 0.0, 0.0)
    cairo_clip_extents(canvas.context, &minX, &minY, &maxX, &maxY)
    return transform.box(of: Rectangle(minX: minX, minY: minY, maxX: maxX, maxY: maxY)).clamped(to: textFrame)
  }
}

extension Anchor {
  /// Where the baseline starts so that this place of a text of `width` is the origin.
  fileprivate func start(width: Double, _ face: Typeface) -> Point {
    let x =
      switch horizontal {
      case .leading: 0.0
      case .center: -width / 2
      case .trailing: -width
      }
    let y =
      switch vertical {
      case .top: face.ascent
      case .middle: face.capitalHeight / 2
      case .baseline: 0.0
      case .bottom: -face.descent
      }
    return Point(x, y)
  }
}

extension Transform {
  /// The upright box about what becomes of a rectangle.
  fileprivate func box(of rectangle: Rectangle) -> Rectangle {
    let corners = [
      apply(to: Point(rectangle.minX, rectangle.minY)), apply(to: Point(rectangle.maxX, rectangle.minY)),
      apply(to: Point(rectangle.minX, rectangle.maxY)), apply(to: Point(rectangle.maxX, rectangle.maxY)),
    ]
    let (xs, ys) = (corners.map(\.x), corners.map(\.y))
    return Rectangle(
      minX: xs.min() ?? 0, minY: ys.min() ?? 0, maxX: xs.max() ?? 0, maxY: ys.max() ?? 0)
  }

  /// By how much lengths grow: the square root of how much areas do.
  fileprivate var meanScale: Double { abs(a * d - b * c).squareRoot() }
}
