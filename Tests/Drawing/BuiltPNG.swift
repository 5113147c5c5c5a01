import CZlib

/// A PNG file put together by hand, so that every part of it can be right or wrong.
struct BuiltPNG {
  var width: Int
  var height: Int
  var bitDepth: Int
  /// 0: grey. 2: RGB. 3: palette. 4: grey and opacity. 6: RGB and opacity.
  var colorType: Int
  var isInterlaced = false
  /// `[height, width, channels]`, each sample within its depth.
  var samples: [Int]
  /// Chunks between IHDR and IDAT, such as a palette.
  var extra: [(name: String, content: [UInt8])] = []

  static let channels = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4]

  /// The file: signature, IHDR, the extra chunks, the pixels in one IDAT, IEND.
  var bytes: [UInt8] {
    var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let header = word(width) + word(height) + [UInt8(bitDepth), UInt8(colorType), 0, 0, isInterlaced ? 1 : 0]
    bytes += chunk("IHDR", header)
    for (name, content) in extra { bytes += chunk(name, content) }
    return bytes + chunk("IDAT", packed(isInterlaced ? interlaced : rows(0, 0, 1, 1))) + chunk("IEND", [])
  }

  /// The seven passes of Adam7 (PNG specification, section 8.2).
  private var interlaced: [UInt8] {
    let passes = [
      (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ]
    return passes.flatMap { rows($0.0, $0.1, $0.2, $0.3) }
  }

  /// The unfiltered rows of every `stepX`-th pixel from `startX` on, of every `stepY`-th row from `startY` on.
  private func rows(_ startX: Int, _ startY: Int, _ stepX: Int, _ stepY: Int) -> [UInt8] {
    let channels = Self.channels[colorType] ?? 1
    var result: [UInt8] = []
    for y in stride(from: startY, to: height, by: stepY) where startX < width {
      var bits: [Int] = []
      for x in stride(from: startX, to: width, by: stepX) {
        for channel in 0..<channels {
          let sample = samples[(y * width + x) * channels + channel]
          bits += (0..<bitDepth).map { sample >> (bitDepth - 1 - $0) & 1 }
        }
      }
      bits += [Int](repeating: 0, count: (8 - bits.count % 8) % 8)
      result.append(0)
      result += stride(from: 0, to: bits.count, by: 8).map {
        UInt8(bits[$0..<$0 + 8].reduce(0) { $0 * 2 + $1 })
      }
    }
    return result
  }
}

/// A chunk with its length and its right checksum.
func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
  let named = Array(name.utf8) + content
  return word(content.count) + named + word(Int(crc32(0, named, UInt32(named.count))))
}

/// Four bytes, the highest first.
func word(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }

/// `bytes` as a zlib stream.
func packed(_ bytes: [UInt8]) -> [UInt8] {
  var length = compressBound(UInt(bytes.count))
  var result = [UInt8](repeating: 0, count: Int(length))
  compress(&result, &length, bytes, UInt(bytes.count))
  return Array(result[..<Int(length)])
}
