import Drawing

/// Makes of a picture of a garment what the makers of Fashion-MNIST made of a shop's (Xiao, Rasul and Vollgraf 2017,
/// section 2): the margin is trimmed, the longest side becomes 28 pixels, dark on light becomes light on dark, and the
/// garment stands in the middle of a dark square.
///
/// Two things are done otherwise. The margin's colour is the median along the border, not that of the corners, since a
/// sleeve may reach into one. And every brightness is counted from that colour on, so that a grey background becomes
/// black, as a white one does by turning it round. Scaling is antialiased, where the makers left out rows and columns and
/// sharpened what remained.
struct GarmentPreparation {
  /// `[1, side, side]`, and what was done.
  private(set) var result: (pixels: [UInt8], steps: [String])

  /// The makers take for margin what is within 5 % of the largest distance in RGB space of its colour.
  private static let margin = 0.05 * 255 * 3.0.squareRoot()

  /// - Parameter picture: grey or RGB.
  init(_ picture: Picture, side: Int) {
    let (width, height) = (picture.width, picture.height)
    var grey = [UInt8](repeating: 0, count: width * height)
    grey.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { picture.copyPlanes(channels: 1, to: base) }
    }
    let background = Self.background(of: picture)
    let level = Int(Self.median(Self.border(width, height).map { grey[$0] }))
    let isBright = level > 127
    if width == side, height == side, !isBright {
      result = (grey, ["taken as it is, light on dark and \(side)×\(side)"])
      return
    }
    guard let box = Self.box(of: picture, otherThan: background) else {
      result = (
        [UInt8](repeating: 0, count: side * side),
        ["found nothing that stands out from its background"]
      )
      return
    }
    var steps: [String] = []
    if isBright {
      steps.append("turned dark on light into light on dark")
    } else if picture.hasColours {
      steps.append("made grey")
    }
    if box.rows.count < height || box.columns.count < width {
      steps.append("cut to the garment (\(box.columns.count)×\(box.rows.count) of \(width)×\(height))")
    }
    let cut = box.rows.flatMap { row in
      box.columns.map { Self.light(Int(grey[row * width + $0]), from: level, isBright: isBright) }
    }
    let longer = max(box.rows.count, box.columns.count)
    func scaled(_ length: Int) -> Int { max(1, (length * side + longer / 2) / longer) }
    let (rows, columns) = (scaled(box.rows.count), scaled(box.columns.count))
    let size = ImageSize(channels: 1, height: box.rows.count, width: box.columns.count)
    let small = Compose([Resize(height: rows, width: columns)]).bytes(of: size) {
      $0.update(from: cut, count: cut.count)
    }
    var square = [UInt8](repeating: 0, count: side * side)
    let (top, left) = ((side - rows) / 2, (side - columns) / 2)
    for row in 0..<rows {
      for column in 0..<columns { square[(top + row) * side + left + column] = small[row * columns + column] }
    }
    if longer != side { steps.append("scaled to \(columns)×\(rows)") }
    if rows != columns { steps.append("centred on \(side)×\(side)") }
    result = (square, steps)
  }

  /// How far a brightness lies from the background's, where the farthest counts 255.
  private static func light(_ value: Int, from level: Int, isBright: Bool) -> UInt8 {
    let (distance, most) = isBright ? (level - value, level) : (value - level, 255 - level)
    return UInt8(max(0, distance) * 255 / most)
  }

  /// The positions along the border.
  private static func border(_ width: Int, _ height: Int) -> [Int] {
    let rows = [0, height - 1].flatMap { row in (0..<width).map { row * width + $0 } }
    return rows + [0, width - 1].flatMap { column in (0..<height).map { $0 * width + column } }
  }

  private static func median(_ values: [UInt8]) -> UInt8 { values.sorted()[values.count / 2] }

  /// The colour of the border, each channel for itself.
  private static func background(of picture: Picture) -> [Int] {
    let border = border(picture.width, picture.height)
    return (0..<picture.channels).map { channel in
      Int(median(border.map { picture.pixels[$0 * picture.channels + channel] }))
    }
  }

  /// The rows and columns in which something has another colour than the background; `nil` if nothing has.
  private static func box(
    of picture: Picture, otherThan background: [Int]
  ) -> (rows: ClosedRange<Int>, columns: ClosedRange<Int>)? {
    let channels = picture.channels
    // Of a grey picture every channel would be as far away: three times the square.
    let weight = channels == 1 ? 3 : 1
    let limit = Int(margin * margin)
    var (top, bottom, left, right) = (Int.max, -1, Int.max, -1)
    picture.pixels.withUnsafeBufferPointer { pixels in
      for row in 0..<picture.height {
        for column in 0..<picture.width {
          let start = (row * picture.width + column) * channels
          var square = 0
          for channel in 0..<channels {
            let distance = Int(pixels[start + channel]) - background[channel]
            square += weight * distance * distance
          }
          guard square > limit else { continue }
          (top, bottom) = (min(top, row), max(bottom, row))
          (left, right) = (min(left, column), max(right, column))
        }
      }
    }
    return bottom < 0 ? nil : (top...bottom, left...right)
  }
}
