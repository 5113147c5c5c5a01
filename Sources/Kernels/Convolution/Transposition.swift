/// Sixteen vectors of sixteen values, turned so that rows become columns.
///
/// A value's place in the square is an eight-bit number: four bits name its vector, four its lane. Unzipping each pair
/// of neighbouring vectors into the even and the odd lanes moves the lowest bit to the top and shifts the others
/// down, a rotation by one bit. Four of them swap vector and lane: 64 shuffles and no memory.
struct VectorSquare {
  typealias Eight = (Vector, Vector, Vector, Vector, Vector, Vector, Vector, Vector)

  var upper: Eight
  var lower: Eight

  @inline(__always)
  init(_ row: (Int) -> Vector) {
    upper = (row(0), row(1), row(2), row(3), row(4), row(5), row(6), row(7))
    lower = (row(8), row(9), row(10), row(11), row(12), row(13), row(14), row(15))
  }

  @inline(__always)
  mutating func transpose() {
    rotate()
    rotate()
    rotate()
    rotate()
  }

  @inline(__always)
  private mutating func rotate() {
    let (a0, b0) = unzip(upper.0, upper.1)
    let (a1, b1) = unzip(upper.2, upper.3)
    let (a2, b2) = unzip(upper.4, upper.5)
    let (a3, b3) = unzip(upper.6, upper.7)
    let (a4, b4) = unzip(lower.0, lower.1)
    let (a5, b5) = unzip(lower.2, lower.3)
    let (a6, b6) = unzip(lower.4, lower.5)
    let (a7, b7) = unzip(lower.6, lower.7)
    upper = (a0, a1, a2, a3, a4, a5, a6, a7)
    lower = (b0, b1, b2, b3, b4, b5, b6, b7)
  }

  /// Hands every vector with its number to `body`.
  @inline(__always)
  func forEach(_ body: (Int, Vector) -> Void) {
    body(0, upper.0)
    body(1, upper.1)
    body(2, upper.2)
    body(3, upper.3)
    body(4, upper.4)
    body(5, upper.5)
    body(6, upper.6)
    body(7, upper.7)
    body(8, lower.0)
    body(9, lower.1)
    body(10, lower.2)
    body(11, lower.3)
    body(12, lower.4)
    body(13, lower.5)
    body(14, lower.6)
    body(15, lower.7)
  }
}

/// Between planes of pixels, `[channels, height, width]`, and pixels of sixteen channels, `[height, width, 16]`.
enum PixelTransposition {
  /// Writes up to sixteen planes as pixels; lanes without a plane become zero.
  ///
  /// - Parameters:
  ///   - planes: the first plane; the others follow `planeStride` values apart.
  ///   - readable: values that may be read from `planes` on, since small planes are read beyond their ends.
  ///   - pixels: the first pixel; rows of pixels are `rowStride` values apart.
  static func gather(
    _ planes: UnsafePointer<Float>, planeStride: Int, count: Int, readable: Int, height: Int, width: Int,
    into pixels: UnsafeMutablePointer<Float>, rowStride: Int
  ) {
    let area = height * width
    if area < 16 && (count - 1) * planeStride + 16 <= readable {
      var place = Place(column: 0, row: 0, width: width, rowStride: rowStride)
      var square = VectorSquare { $0 < count ? planes.vector(at: $0 * planeStride) : .zero }
      square.transpose()
      square.forEach { pixel, vector in
        if pixel < area { pixels.store(vector, at: place.next()) }
      }
      return
    }
    guard area >= 16 else {
      for pixel in 0..<area {
        let target = pixels + pixel / width * rowStride + pixel % width * 16
        for lane in 0..<16 { target[lane] = lane < count ? planes[lane * planeStride + pixel] : 0 }
      }
      return
    }
    forEachSquare(area, width: width, rowStride: rowStride) { start, place in
      var place = place
      var square = VectorSquare { $0 < count ? planes.vector(at: $0 * planeStride + start) : .zero }
      square.transpose()
      square.forEach { _, vector in pixels.store(vector, at: place.next()) }
    }
  }

  /// Writes pixels as up to sixteen planes, after adding `bias` to each.
  static func scatter(
    _ pixels: UnsafePointer<Float>, rowStride: Int, bias: Vector, height: Int, width: Int,
    into planes: UnsafeMutablePointer<Float>, planeStride: Int, count: Int
  ) {
    let area = height * width
    guard area >= 16 else {
      for pixel in 0..<area {
        let source = pixels.vector(at: pixel / width * rowStride + pixel % width * 16) + bias
        for lane in 0..<count { planes[lane * planeStride + pixel] = source[lane] }
      }
      return
    }
    forEachSquare(area, width: width, rowStride: rowStride) { start, place in
      var place = place
      var square = VectorSquare { _ in pixels.vector(at: place.next()) + bias }
      square.transpose()
      square.forEach { lane, vector in
        if lane < count { planes.store(vector, at: lane * planeStride + start) }
      }
    }
  }

  /// A walk from pixel to pixel, row after row.
  private struct Place {
    var column: Int
    var row: Int
    let width: Int
    let rowStride: Int

    @inline(__always)
    mutating func next() -> Int {
      let index = row * rowStride + column * 16
      column += 1
      if column == width { (column, row) = (0, row + 1) }
      return index
    }
  }

  /// Covers at least sixteen pixels with squares of sixteen; the last one overlaps its neighbour rather than the edge.
  @inline(__always)
  private static func forEachSquare(
    _ area: Int, width: Int, rowStride: Int, _ body: (_ start: Int, _ place: Place) -> Void
  ) {
    for pixel in stride(from: 0, to: area, by: 16) {
      let start = min(pixel, area - 16)
      body(start, Place(column: start % width, row: start / width, width: width, rowStride: rowStride))
    }
  }
}
