import CCairo
import Kernels
import Synchronization

/// Letters of one font at one size, ready to be measured and drawn.
///
/// Letters are drawn as filled outlines, without hinting: then widths do not depend on the place or the version of
/// Cairo, letters stand at fractions of a pixel where they belong, and the same text gives the same pixels every
/// time.
final class Typeface: @unchecked Sendable {
  // Unchecked: Cairo locks a scaled font inside, and nothing here changes after `init`.
  private let font: OpaquePointer
  /// From the baseline up to the top of the highest letters, in nominal pixels.
  let ascent: Double
  /// From the baseline down to the lowest letters.
  let descent: Double
  /// From the baseline up to the top of a capital.
  let capitalHeight: Double

  /// What fontconfig finds for this name; something of its choice where DejaVu Sans is not installed.
  private static let family = "DejaVu Sans"
  private static let known = Mutex<[TextFont: Typeface]>([:])

  /// The one typeface of this font.
  static func of(_ font: TextFont) -> Typeface {
    known.withLock { known in
      if let face = known[font] { return face }
      let face = Typeface(font)
      known[font] = face
      return face
    }
  }

  private init(_ font: TextFont) {
    let face = cairo_toy_font_face_create(
      Self.family, CAIRO_FONT_SLANT_NORMAL, font.isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    var size = Transform.scale(font.size, font.size).cairo
    var unit = Transform.identity.cairo
    let scaled = cairo_scaled_font_create(face, &size, &unit, options)
    cairo_font_options_destroy(options)
    cairo_font_face_destroy(face)
    guard let scaled, cairo_scaled_font_status(scaled) == CAIRO_STATUS_SUCCESS else {
      endProgram("no font could be loaded for the figures; install one: the package fonts-dejavu-core")
    }
    self.font = scaled
    var extents = cairo_font_extents_t()
    cairo_scaled_font_extents(scaled, &extents)
    (ascent, descent) = (extents.ascent, extents.descent)
    var capital = cairo_text_extents_t()
    cairo_scaled_font_text_extents(scaled, "H", &capital)
    capitalHeight = -capital.y_bearing
  }

  deinit { cairo_scaled_font_destroy(font) }

  /// How far `text` reaches along the line of writing.
  func width(_ text: String) -> Double {
    var extents = cairo_text_extents_t()
    cairo_scaled_font_text_extents(font, text, &extents)
    return extents.x_advance
  }

  /// The box of `text` about the start of its baseline: from side to side the width with its spaces, and what letters
  /// lean over it; from top to bottom the ink alone.
  func bounds(_ text: String) -> Rectangle {
    var extents = cairo_text_extents_t()
    cairo_scaled_font_text_extents(font, text, &extents)
    return Rectangle(
      minX: min(0, extents.x_bearing), minY: extents.y_bearing,
      maxX: max(extents.x_advance, extents.x_bearing + extents.width),
      maxY: extents.y_bearing + extents.height)
  }

  /// Adds the outlines of `text` to the context's path, its baseline starting at the present point.
  func addOutlines(of text: String, to context: OpaquePointer) {
    cairo_set_scaled_font(context, font)
    cairo_text_path(context, text)
  }
}
