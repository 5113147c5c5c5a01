import Kernels

/// A picture of bytes: grey, colour, or colour with opacity.
public struct Picture: Hashable, Sendable {
  /// Pixels from left to right; 0 if there are none.
  public let width: Int
  /// Pixels from top to bottom.
  public let height: Int
  /// 1: grey. 3: red, green, blue. 4: and opacity, which the colours are not multiplied by.
  public let channels: Int
  /// `[height, width, channels]`: the channels of a pixel side by side, rows from the top.
  public let pixels: [UInt8]

  /// A picture of pixels `[height, width, channels]`, with 1, 3 or 4 channels.
  public init(pixels: [UInt8], width: Int, height: Int, channels: Int) {
    precondition(
      [1, 3, 4].contains(channels) && width >= 0 && height >= 0 && pixels.count == width * height * channels,
      "Picture: [height, width, channels] = [\(height), \(width), \(channels)] with 1, 3 or 4 channels is "
        + "needed, found \(pixels.count) bytes")
    (self.width, self.height, self.channels, self.pixels) = (width, height, channels, pixels)
  }

  /// A picture from bytes in the order of a tensor, `[channels, height, width]`.
  public init(planes: [UInt8], channels: Int, height: Int, width: Int) {
    precondition(
      planes.count == channels * height * width,
      "Picture: [channels, height, width] = [\(channels), \(height), \(width)] is needed, found "
        + "\(planes.count) bytes")
    guard channels > 1 else {
      self.init(pixels: planes, width: width, height: height, channels: channels)
      return
    }
    let area = height * width
    let pixels = [UInt8](unsafeUninitializedCapacity: planes.count) { buffer, count in
      for channel in 0..<channels {
        for pixel in 0..<area { buffer[pixel * channels + channel] = planes[channel * area + pixel] }
      }
      count = planes.count
    }
    self.init(pixels: pixels, width: width, height: height, channels: channels)
  }

  /// Every so many-th pixel of every so many-th row.
  package func thinned(to step: Int) -> Picture {
    guard step > 1 else { return self }
    let columns = Array(stride(from: 0, to: width, by: step))
    var kept: [UInt8] = []
    for row in stride(from: 0, to: height, by: step) {
      for column in columns {
        let at = (row * width + column) * channels
        kept += pixels[at..<at + channels]
      }
    }
    let rows = (height + step - 1) / step
    return Picture(pixels: kept, width: columns.count, height: rows, channels: channels)
  }

  /// The pixels as Cairo wants them: opacity, red, green and blue from the highest byte to the lowest, the colours
  /// multiplied by the opacity.
  func premultipliedWords() -> [UInt32] {
    let count = width * height
    return [UInt32](unsafeUninitializedCapacity: count) { words, initialized in
      initialized = count
      for pixel in 0..<count {
        let at = pixel * channels
        if channels == 1 {
          words[pixel] = 0xFF00_0000 | UInt32(pixels[at]) &* 0x01_0101
        } else {
          let opacity = channels == 4 ? UInt32(pixels[at + 3]) : 255
          func part(_ index: Int) -> UInt32 { (UInt32(pixels[at + index]) * opacity + 127) / 255 }
          words[pixel] = opacity << 24 | part(0) << 16 | part(1) << 8 | part(2)
        }
      }
    }
  }
}
