import CCairo

extension Canvas {
  /// Draws a picture so that it fills `frame`; see ``Page/draw(_:in:smoothly:)``.
  func draw(_ picture: Picture, in frame: Rectangle, smoothly: Bool) {
    let numbers = [frame.x, frame.y, frame.width, frame.height]
    guard !picture.pixels.isEmpty, frame.width > 0, frame.height > 0, numbers.allSatisfy(\.isFinite) else {
      return
    }
    let picture = picture.thinned(to: step(of: picture, in: frame))
    let scale = Transform.scale(frame.width / Double(picture.width), frame.height / Double(picture.height))
    guard scale.isInvertible else { return }
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
      cairo_scale(context, scale.a, scale.d)
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

  /// Every how many-th pixel of a picture is enough: four for each of the canvas in either direction, since the filter
  /// averages them, and no more than Cairo can take.
  private func step(of picture: Picture, in frame: Rectangle) -> Int {
    var (width, height) = (frame.width, frame.height)
    cairo_user_to_device_distance(context, &width, &height)
    func step(_ pixels: Int, _ length: Double) -> Int { Int(Double(pixels) / (4 * max(abs(length), 1))) }
    let enough = min(step(picture.width, width), step(picture.height, height))
    let possible = (max(picture.width, picture.height) - 1) / Self.largestPicture + 1
    return max(1, enough, possible)
  }

  /// Cairo refuses pictures with a longer side than 32,767.
  private static let largestPicture = 32_767
}
