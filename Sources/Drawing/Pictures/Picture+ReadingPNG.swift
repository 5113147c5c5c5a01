extension Picture {
  /// The largest PNG file that is read, in bytes: a photograph of 64 million pixels takes less.
  public static let largestPNGFile = 256 << 20
  /// The most pixels a PNG file may have: 8,192 × 8,192, which take 256 MB with four channels, and three times as much
  /// while an interlaced file of 16 bits is read.
  public static let mostPNGPixels = 1 << 26

  /// Reads a PNG file of any kind: grey, colour or palette, 1 to 16 bits deep, interlaced or not.
  ///
  /// The picture is grey if the file is, else RGB. If the file has opacity or a transparent colour, the picture is
  /// RGBA, also when the file is grey: whoever wants it on paper calls ``composed(over:)``. Depths become 8 bits by
  /// rounding. A file that states its gamma is brought to that of sRGB, taken as 1/2.2; one that does not is sRGB.
  ///
  /// Sizes are checked before memory is reserved for them, and a file too small to hold what its header claims is
  /// refused as well. libpng checks the checksums. A chunk that a picture does without, such as a comment, is ignored
  /// if its checksum is wrong; so is what follows the last pixel.
  ///
  /// - Throws: ``DrawingError``: `unreadable`, `notPNG`, `damagedPNG` or `tooLarge`.
  public init(readingPNG path: String) throws(DrawingError) {
    let bytes = try ReadFile.bytes(of: path, limit: Self.largestPNGFile)
    let header = try PNGHeader(bytes, path: path)
    let area = header.width.multipliedReportingOverflow(by: header.height)
    guard !area.overflow, area.partialValue <= Self.mostPNGPixels else {
      throw .tooLarge(
        path: path, found: "\(header.width)×\(header.height) pixels", limit: "\(Self.mostPNGPixels) pixels")
    }
    // Deflate packs at most 258 bytes into two bits (RFC 1951, section 3.2.5), so 1,032 into a byte.
    guard header.unpackedSize / 1032 <= bytes.count else {
      throw .damagedPNG(
        path: path, offset: bytes.count, expected: "data for \(header.width)×\(header.height) pixels",
        found: "the end of the file")
    }
    var decoder = PNGDecoder(header)
    guard let picture = decoder.picture(from: bytes) else {
      throw .damagedPNG(
        path: path, offset: nil, expected: "sound PNG data", found: "damage (\(decoder.message))")
    }
    self = picture
  }

  /// The picture as it looks on paper of this colour: without opacity, grey if it was grey already, else RGB.
  public func composed(over paper: Color) -> Picture {
    guard channels == 4 else { return self }
    // Written this way round, what is no number becomes 0.
    let below = [paper.red, paper.green, paper.blue].map { $0 > 0 ? Int((min($0, 1) * 255).rounded()) : 0 }
    let count = width * height
    let blended = [UInt8](unsafeUninitializedCapacity: count * 3) { buffer, initialized in
      for pixel in 0..<count {
        let opacity = Int(pixels[pixel * 4 + 3])
        for part in 0..<3 {
          let mixed = Int(pixels[pixel * 4 + part]) * opacity + below[part] * (255 - opacity)
          buffer[pixel * 3 + part] = UInt8((mixed + 127) / 255)
        }
      }
      initialized = count * 3
    }
    return Picture(pixels: blended, width: width, height: height, channels: 3)
  }
}
