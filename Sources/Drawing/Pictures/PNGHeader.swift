/// The first 33 bytes of a PNG file, its signature and its IHDR chunk (PNG specification, sections 5.2 and 11.2.1):
/// enough to refuse a picture before any memory is reserved for the size it claims.
struct PNGHeader: Equatable {
  /// The signature, and then length, name, 13 bytes and checksum of IHDR.
  static let size = 33
  /// What every PNG file begins with.
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  let width: Int
  let height: Int
  /// Bits in one sample, or in one number of a palette.
  let bitDepth: Int
  /// 0: grey. 2: RGB. 3: palette. 4: grey and opacity. 6: RGB and opacity.
  let colorType: Int
  /// Whether the pixels come in seven passes, coarse ones first (Adam7).
  let isInterlaced: Bool

  /// Reads the header of `bytes`, the contents of the file `path`.
  ///
  /// - Throws: ``DrawingError/notPNG(path:found:)``, ``DrawingError/damagedPNG(path:offset:expected:found:)``.
  init(_ bytes: [UInt8], path: String) throws(DrawingError) {
    guard bytes.starts(with: Self.signature) else {
      throw .notPNG(path: path, found: Self.beginning(of: bytes))
    }
    guard bytes.count >= Self.size else {
      throw .damagedPNG(
        path: path, offset: bytes.count, expected: "a header of \(Self.size) bytes",
        found: "the end of the file")
    }
    func word(at offset: Int) -> Int { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
    guard word(at: 8) == 13, bytes[12..<16].elementsEqual("IHDR".utf8) else {
      throw .damagedPNG(
        path: path, offset: 8, expected: "the chunk IHDR of 13 bytes",
        found: "\(word(at: 8)) bytes named \(Self.beginning(of: Array(bytes[12..<16])))")
    }
    (width, height) = (word(at: 16), word(at: 20))
    (bitDepth, colorType) = (Int(bytes[24]), Int(bytes[25]))
    isInterlaced = bytes[28] != 0
    guard width > 0, height > 0 else {
      throw .damagedPNG(
        path: path, offset: 16, expected: "a width and a height above zero", found: "\(width)×\(height)")
    }
    guard Self.depths[colorType]?.contains(bitDepth) == true else {
      throw .damagedPNG(
        path: path, offset: 24, expected: "a depth and a colour type of the PNG specification",
        found: "\(bitDepth) bits of colour type \(colorType)")
    }
  }

  /// How many bytes the pixels take before they are compressed, at least: an interlaced picture has a few more.
  var unpackedSize: Int {
    let channels = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][colorType] ?? 1
    // One more byte a row says how it is filtered. Width and height have 32 bits, so nothing here overflows.
    return height * ((width * channels * bitDepth + 7) / 8 + 1)
  }

  /// The depths that go with each colour type.
  private static let depths = [0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16]]

  private static func beginning(of bytes: [UInt8]) -> String {
    if bytes.isEmpty { return "an empty file" }
    // Some other kind of file is known by its first letters; bytes that are none show as numbers.
    let first = bytes.prefix(4)
    let isText = first.allSatisfy { (0x20..<0x7F).contains($0) }
    if isText { return "“\(String(decoding: first, as: UTF8.self))”" }
    return first.map { String($0, radix: 16, uppercase: true) }.joined(separator: " ")
  }
}
