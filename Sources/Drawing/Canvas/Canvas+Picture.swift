import CCairo

extension Canvas {
  private static let largestSide = 16_384

  /// Draws a picture so that it fills `frame`; see ``Page/draw(_:in:smoothly:)``.
  func draw(_ picture: Picture, in frame: Rectangle, smoothly: Bool) {
    guard picture.width > 0, picture.height > 0, frame.width > 0, frame.height > 0, frame.x.isFinite,
      frame.y.isFinite, frame.width.isFinite, frame.height.isFinite
    else { return }
    // Cairo refuses pictures wider or higher than its limit, and they have far more pixels than any page.
    if max(picture.width, picture.height) > Self.largestSide {
      let factor = max(picture.width, picture.height) / Self.largestSide + 1
      draw(picture.thinned(to: factor), in: frame, smoothly: smoothly)
      return
    }
    var words = picture.premultipliedWords()
    words.withUnsafeMutableBytes { bytes in
      let stride = Int32(picture.width * 4)
      guard
        let image = cairo_image_surface_create_for_data(
          bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), CAIRO_FORMAT_ARGB32, Int32(picture.width),
          Int32(picture.height), stride)
      else { return }
      defer { cairo_surface_destroy(image) }
      cairo_save(context)
      cairo_translate(context, frame.x, frame.y)
      cairo_scale(context, frame.width / Double(picture.width), frame.height / Double(picture.height))
      cairo_set_source_surface(context, image, 0, 0)
      let source = cairo_get_source(context)
      // Beyond its border a picture goes on as at the border: otherwise the outermost pixels would fade.
      cairo_pattern_set_extend(source, CAIRO_EXTEND_PAD)
      cairo_pattern_set_filter(source, smoothly ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST)
      cairo_rectangle(context, 0, 0, Double(picture.width), Double(picture.height))
      cairo_fill(context)
      cairo_restore(context)
      cairo_surface_finish(image)
    }
  }
}
