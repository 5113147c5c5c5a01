import Foundation

/// What the camera makes of the light: exposure, contrast, white balance and grain.
struct Film {
  /// What each byte of red, green and blue becomes.
  private let curves: [[UInt8]]
  /// The grain's largest deviation in steps of 255.
  private let grain: Double

  init(_ sketch: inout Sketch) {
    let exposure = sketch.between(0.8, 1.15)
    let contrast = sketch.between(0.88, 1.14)
    let warmth = sketch.around(0, 0.045)
    let tint = sketch.around(0, 0.02)
    curves = [1 + warmth, 1 + tint, 1 - warmth].map { balance in
      (0...255).map { byte in
        let value = pow(Double(byte) / 255, contrast) * exposure * balance
        return UInt8(min(max(value, 0), 1) * 255)
      }
    }
    grain = sketch.between(2, 9)
  }

  /// Changes `pixels`, `[3, 128, 128]`; the grain of a pixel is the same in all its colours.
  func develop(_ pixels: UnsafeMutablePointer<UInt8>, _ sketch: inout Sketch) {
    let area = DrawnPlaces.drawnSize.width * DrawnPlaces.drawnSize.height
    for place in stride(from: 0, to: area, by: 2) {
      // Two bytes added up make a triangular distribution; a word of four is enough for two pixels.
      let word = sketch.random.next()
      let sums = (Double((word & 255) + (word >> 8 & 255)), Double((word >> 16 & 255) + word >> 24))
      let noise = (Int((sums.0 - 255) / 255 * grain), Int((sums.1 - 255) / 255 * grain))
      for channel in 0..<3 {
        let pixel = pixels + channel * area + place
        pixel[0] = UInt8(clamping: Int(curves[channel][Int(pixel[0])]) + noise.0)
        pixel[1] = UInt8(clamping: Int(curves[channel][Int(pixel[1])]) + noise.1)
      }
    }
  }
}
