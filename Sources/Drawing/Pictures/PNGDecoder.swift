import CPNG
import Foundation

/// Unpacks a PNG file in memory with libpng's simplified interface, the part of it that returns its errors.
///
/// Two of its ways are not taken. Removing opacity (`png_image_read_composite`) read out of bounds before libpng
/// 1.6.52 (CVE-2025-66293). Reducing an interlaced picture from 16 bits to 8 wrote out of bounds before 1.6.51
/// (CVE-2025-65018) and mixes up pixels since (libpng issue 853): such a picture is read in 16 bits and reduced here.
struct PNGDecoder {
  let header: PNGHeader
  private var image = png_image()

  init(_ header: PNGHeader) {
    self.header = header
    image.version = UInt32(PNG_IMAGE_VERSION)
  }

  /// What libpng says about its last failure.
  var message: String {
    withUnsafeBytes(of: image.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  /// The picture of this file; `nil` if libpng finds something wrong, see ``message``.
  mutating func picture(from file: [UInt8]) -> Picture? {
    defer { png_image_free(&image) }
    return file.withUnsafeBytes { memory in
      guard png_image_begin_read_from_memory(&image, memory.baseAddress, memory.count) != 0 else {
        return nil
      }
      // Without this a file of 16 bits that does not state its gamma is taken to be linear, and comes out pale.
      image.flags |= UInt32(PNG_IMAGE_FLAG_16BIT_sRGB)
      let hasOpacity = image.format & PNG_FORMAT_FLAG_ALPHA != 0
      let isGrey = image.format & PNG_FORMAT_FLAG_COLOR == 0
      let channels = hasOpacity ? 4 : (isGrey ? 1 : 3)
      image.format = channels == 1 ? 0 : PNG_FORMAT_FLAG_COLOR | (hasOpacity ? PNG_FORMAT_FLAG_ALPHA : 0)
      let isReduced = header.bitDepth == 16 && header.isInterlaced
      guard let pixels = isReduced ? reduced(channels) : samples(of: UInt8.self, channels) else { return nil }
      return Picture(pixels: pixels, width: header.width, height: header.height, channels: channels)
    }
  }

  /// The samples in the format that the image asks for, `[height, width, channels]`.
  private mutating func samples<Sample>(of type: Sample.Type, _ channels: Int) -> [Sample]? {
    let size = header.width * header.height * channels
    var isComplete = false
    let samples = [Sample](unsafeUninitializedCapacity: size) { buffer, count in
      // A row stride of 0: rows without gaps between them.
      isComplete = png_image_finish_read(&image, nil, buffer.baseAddress, 0, nil) != 0
      count = isComplete ? size : 0
    }
    return isComplete ? samples : nil
  }

  /// The samples in 16 bits, which libpng gives in proportion to the light, brought back to 8 bits of sRGB by the
  /// power of 2.2 that libpng takes for sRGB. Colours come multiplied by their opacity.
  private mutating func reduced(_ channels: Int) -> [UInt8]? {
    image.format |= PNG_FORMAT_FLAG_LINEAR
    guard let light = samples(of: UInt16.self, channels) else { return nil }
    func byte(_ light: UInt16, of full: UInt16) -> UInt8 {
      full == 0 ? 0 : UInt8(min(255, (255 * pow(Double(light) / Double(full), 1 / 2.2)).rounded()))
    }
    if channels < 4 { return light.map { byte($0, of: .max) } }
    return light.indices.map { index in
      let opacity = light[index | 3]
      return index & 3 == 3 ? UInt8((Int(opacity) * 255 + 32767) / 65535) : byte(light[index], of: opacity)
    }
  }
}
