import CCairo
import Kernels

/// A picture in memory to draw on, through Cairo. One thread at a time may use a canvas.
public final class Canvas {
  /// Pixels from left to right.
  public let width: Int
  /// Pixels from top to bottom.
  public let height: Int

  let surface: OpaquePointer
  let context: OpaquePointer

  /// A black canvas of `width` × `height` pixels, each 1...32,767 (Cairo's own limit).
  ///
  /// Where the memory does not suffice nothing can be drawn on it; whoever asks for the picture learns so.
  ///
  /// - Parameter isCoarse: whether an edge is smoothed in 16 steps in place of 256 and a curve is followed to a
  ///   fifth of a pixel in place of a tenth. Hardly to be seen, and a third faster (measured on drawn places).
  public init(width: Int, height: Int, isCoarse: Bool = false) {
    precondition(
      (1...32_767).contains(width) && (1...32_767).contains(height),
      "Canvas: a size in 1...32767 is needed, found \(width)×\(height)")
    self.width = width
    self.height = height
    // Neither is ever nil: without memory Cairo returns one on which all drawing does nothing.
    surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
    context = cairo_create(surface)
    if isCoarse {
      cairo_set_antialias(context, CAIRO_ANTIALIAS_FAST)
      cairo_set_tolerance(context, 0.2)
    }
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  /// Covers the whole canvas, whatever the current transform and clip.
  public func clear(_ color: Color = .black) {
    cairo_save(context)
    cairo_identity_matrix(context)
    cairo_reset_clip(context)
    set(.flat(color))
    cairo_paint(context)
    cairo_restore(context)
  }

  /// Fills the inside of `path`.
  public func fill(_ path: Path, _ paint: Paint) {
    add(path)
    set(paint)
    cairo_fill(context)
  }

  /// Draws a line along `path`.
  public func stroke(_ path: Path, _ paint: Paint, _ stroke: Stroke) {
    add(path)
    set(paint)
    cairo_set_line_width(context, stroke.width)
    cairo_set_line_cap(context, stroke.isRound ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
    cairo_set_line_join(context, stroke.isRound ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER)
    // Of lengths that make no dashes, Cairo would make an error.
    let hasDashes = stroke.dashes.allSatisfy { $0 >= 0 && $0.isFinite } && stroke.dashes.contains { $0 > 0 }
    cairo_set_dash(context, stroke.dashes, hasDashes ? Int32(stroke.dashes.count) : 0, 0)
    cairo_stroke(context)
  }

  /// Draws what `body` draws only inside `path`.
  public func clipped(to path: Path, _ body: () -> Void) {
    cairo_save(context)
    add(path)
    cairo_clip(context)
    body()
    cairo_restore(context)
  }

  /// Draws what `body` draws in coordinates that `transform` maps to the present ones; nothing, if it maps all of them
  /// to a line, or to what is no number.
  public func transformed(by transform: Transform, _ body: () -> Void) {
    guard transform.isInvertible else { return }
    cairo_save(context)
    var matrix = transform.cairo
    cairo_transform(context, &matrix)
    body()
    cairo_restore(context)
  }

  /// Copies the grey value of every pixel, `[height, width]`, to `pixels`: its red part, which is its grey as
  /// long as only greys were drawn. A canvas that had no memory ends the program: a data set cannot go on without its
  /// pictures.
  public func readGrey(into pixels: UnsafeMutablePointer<UInt8>) {
    let (data, stride) = words()
    for row in 0..<height {
      let line = UnsafeRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
      for column in 0..<width { pixels[row * width + column] = UInt8(truncatingIfNeeded: line[column] >> 16) }
    }
  }

  /// Copies the red, then the green, then the blue value of every pixel, `[3, height, width]`, to `pixels`. A canvas
  /// that had no memory ends the program.
  public func readRGB(into pixels: UnsafeMutablePointer<UInt8>) {
    let (data, stride) = words()
    let area = width * height
    for row in 0..<height {
      let line = UnsafeRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
      let place = pixels + row * width
      for column in 0..<width {
        let word = line[column]
        place[column] = UInt8(truncatingIfNeeded: word >> 16)
        place[column + area] = UInt8(truncatingIfNeeded: word >> 8)
        place[column + 2 * area] = UInt8(truncatingIfNeeded: word)
      }
    }
  }

  /// The grey value of every pixel, `[height, width]`.
  public func grey() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
      if let base = buffer.baseAddress { readGrey(into: base) }
      count = width * height
    }
  }

  /// The pixels as Cairo keeps them, and the bytes from one row to the next.
  private func words() -> (data: UnsafeMutablePointer<UInt8>, stride: Int) {
    cairo_surface_flush(surface)
    guard let data = cairo_image_surface_get_data(surface) else {
      endProgram(
        "out of memory: none is left for a picture of \(width)×\(height) pixels; close other programs")
    }
    return (data, Int(cairo_image_surface_get_stride(surface)))
  }

  private func add(_ path: Path) {
    cairo_new_path(context)
    for piece in path.pieces {
      switch piece {
      case .move(let p): cairo_move_to(context, p.x, p.y)
      case .line(let p): cairo_line_to(context, p.x, p.y)
      case .curve(let first, let second, let p):
        cairo_curve_to(context, first.x, first.y, second.x, second.y, p.x, p.y)
      case .close: cairo_close_path(context)
      }
    }
  }

  func set(_ paint: Paint) {
    switch paint {
    case .flat(let color):
      cairo_set_source_rgba(context, color.red, color.green, color.blue, color.opacity)
    case .linear(let from, let to, let stops):
      set(cairo_pattern_create_linear(from.x, from.y, to.x, to.y), stops)
    case .radial(let center, let radius, let stops):
      set(cairo_pattern_create_radial(center.x, center.y, 0, center.x, center.y, radius), stops)
    }
  }

  private func set(_ gradient: OpaquePointer?, _ stops: [(at: Double, color: Color)]) {
    for (at, color) in stops {
      cairo_pattern_add_color_stop_rgba(gradient, at, color.red, color.green, color.blue, color.opacity)
    }
    cairo_set_source(context, gradient)
    cairo_pattern_destroy(gradient)
  }
}
