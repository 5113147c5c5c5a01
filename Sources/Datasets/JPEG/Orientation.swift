import Drawing

/// How a camera was held: what must be done to the stored pixels so that the picture stands upright.
///
/// The numbers are those of EXIF's tag 0x0112 (Exif 2.32, section 4.6.4 A): bit by bit, the stored picture is turned and
/// mirrored as PIL's `ImageOps.exif_transpose` does it.
enum Orientation: Int {
  case upright = 1
  case mirrored, upsideDown, flipped, transposed, quarterRight, transversed, quarterLeft

  /// Of the picture whose EXIF segment is `exif`; upright where that is missing, damaged or says nothing.
  init(exif: ArraySlice<UInt8>?) {
    self = exif.flatMap(Self.tag).flatMap(Orientation.init(rawValue:)) ?? .upright
  }

  /// The number of the tag in the first directory of a TIFF file (TIFF 6.0, section 2).
  private static func tag(in tiff: ArraySlice<UInt8>) -> Int? {
    let isLittle: Bool
    switch tiff.prefix(2) {
    case [0x49, 0x49]: isLittle = true
    case [0x4D, 0x4D]: isLittle = false
    default: return nil
    }
    func number(at offset: Int, bytes count: Int) -> Int? {
      guard offset >= 0, offset + count <= tiff.count else { return nil }
      let bytes = tiff.dropFirst(offset).prefix(count)
      return (isLittle ? Array(bytes.reversed()) : Array(bytes)).reduce(0) { $0 << 8 | Int($1) }
    }
    guard let directory = number(at: 4, bytes: 4), let count = number(at: directory, bytes: 2) else {
      return nil
    }
    // Each entry: tag, type, count, value. The types are 3 for numbers of two bytes and 4 for those of four.
    for entry in 0..<count {
      let place = directory + 2 + 12 * entry
      guard let tag = number(at: place, bytes: 2) else { return nil }
      guard tag == 0x0112 else { continue }
      return number(at: place + 8, bytes: number(at: place + 2, bytes: 2) == 4 ? 4 : 2)
    }
    return nil
  }

  /// Whether rows become columns.
  private var exchangesAxes: Bool { rawValue >= Orientation.transposed.rawValue }

  /// `picture` stood upright.
  func applied(to picture: Picture) -> Picture {
    guard self != .upright else { return picture }
    let (width, height) = exchangesAxes ? (picture.height, picture.width) : (picture.width, picture.height)
    let channels = picture.channels
    let pixels = [UInt8](unsafeUninitializedCapacity: picture.pixels.count) { upright, count in
      picture.pixels.withUnsafeBufferPointer { stored in
        for y in 0..<height {
          for x in 0..<width {
            let from = source(x, y, picture.width - 1, picture.height - 1)
            let (to, at) = ((y * width + x) * channels, (from.y * picture.width + from.x) * channels)
            for channel in 0..<channels { upright[to + channel] = stored[at + channel] }
          }
        }
      }
      count = picture.pixels.count
    }
    return Picture(pixels: pixels, width: width, height: height, channels: channels)
  }

  /// Where the upright picture's pixel (x, y) is stored, in a picture whose last column and row these are.
  private func source(_ x: Int, _ y: Int, _ right: Int, _ bottom: Int) -> (x: Int, y: Int) {
    switch self {
    case .upright: (x, y)
    case .mirrored: (right - x, y)
    case .upsideDown: (right - x, bottom - y)
    case .flipped: (x, bottom - y)
    case .transposed: (y, x)
    case .quarterRight: (y, bottom - x)
    case .transversed: (right - y, bottom - x)
    case .quarterLeft: (right - y, x)
    }
  }
}
