import CCairo

extension Canvas {
  /// The canvas as a PNG file's bytes.
  func png() throws(DrawingError) -> [UInt8] {
    var bytes: [UInt8] = []
    let status = withUnsafeMutablePointer(to: &bytes) {
      cairo_surface_write_to_png_stream(
        surface,
        { target, data, count in
          target?.assumingMemoryBound(to: [UInt8].self).pointee
            .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
          return CAIRO_STATUS_SUCCESS
        }, $0)
    }
    guard status == CAIRO_STATUS_SUCCESS else { throw .outOfMemory("encoding \(width)×\(height) pixels") }
    return bytes
  }
}
