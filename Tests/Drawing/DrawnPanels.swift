import Drawing
import Foundation
import TestSupport

/// A panel that draws what a test wants.
struct TestPanel: Panel {
  var height = 100.0
  var drawing: @Sendable (Page, Rectangle) -> Void = { _, _ in }

  func size(within width: Double, _ theme: Theme) -> Size { Size(width, height) }
  func draw(on page: Page, in frame: Rectangle) { drawing(page, frame) }
}

extension Page {
  /// The page as a reader of its PNG file sees it.
  func picture() throws -> Picture {
    let file = TemporaryFile()
    try Data(png()).write(to: URL(fileURLWithPath: file.path))
    return try Picture(readingPNG: file.path)
  }
}

extension Picture {
  /// Red, green and blue of a pixel.
  func color(_ column: Int, _ row: Int) -> [UInt8] {
    let at = (row * width + column) * channels
    return channels == 1 ? [pixels[at], pixels[at], pixels[at]] : Array(pixels[at..<at + 3])
  }

  /// A slanted ramp from black to white, with its number in the corner so that no two are alike.
  static func ramp(_ number: Int = 0, side: Int = 28, channels: Int = 1) -> Picture {
    let pixels = (0..<side * side * channels).map { index -> UInt8 in
      let (pixel, channel) = (index / channels, index % channels)
      let (row, column) = (pixel / side, pixel % side)
      let isMark = row == 0 && column < 8 && number >> column & 1 == 1
      return isMark ? 255 : UInt8((row + column * (channel + 1)) * 127 / max(side, 1) % 256)
    }
    return Picture(pixels: pixels, width: side, height: side, channels: channels)
  }
}

let garmentNames = [
  "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
]
