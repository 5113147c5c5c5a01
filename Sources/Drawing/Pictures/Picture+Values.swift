extension Picture {
  /// A picture of numbers.
  ///
  /// - Parameters:
  ///   - values: `[height, width]`, one number a pixel. What is no number is drawn magenta, which no map has.
  ///   - range: the numbers of the first and the last colour; those outside count as the nearest. An empty range
  ///     is drawn as its lower end.
  public static func values(
    _ values: [Float], width: Int, height: Int, map: ColorMap = .grey, range: ClosedRange<Float>
  ) -> Picture {
    let (low, span) = (Double(range.lowerBound), Double(range.upperBound) - Double(range.lowerBound))
    let steps = values.map { value -> UInt8 in
      let fraction = span > 0 ? (Double(value) - low) / span : 0
      return UInt8(map.step(fraction))
    }
    let grey = Picture(pixels: steps, width: width, height: height, channels: 1)
    guard values.contains(where: \.isNaN) else { return grey.coloured(by: map) }
    let pixels = zip(steps, values).flatMap { step, value in
      value.isNaN ? notANumber : Array(map.bytes[Int(step) * 3..<Int(step) * 3 + 3])
    }
    return Picture(pixels: pixels, width: width, height: height, channels: 3)
  }

  /// A picture of numbers in three planes, which become red, green and blue.
  ///
  /// - Parameters:
  ///   - planes: `[3, height, width]`. A pixel with a part that is no number is drawn magenta.
  ///   - range: the numbers that are dark and bright.
  static func rgb(_ planes: [Float], width: Int, height: Int, range: ClosedRange<Float>) -> Picture {
    let grey = values(planes.map { $0.isNaN ? 0 : $0 }, width: width, height: 3 * height, range: range)
    var pixels = Picture(planes: grey.pixels, channels: 3, height: height, width: width).pixels
    for (index, value) in planes.enumerated() where value.isNaN {
      let pixel = index % (width * height)
      pixels.replaceSubrange(pixel * 3..<pixel * 3 + 3, with: notANumber)
    }
    return Picture(pixels: pixels, width: width, height: height, channels: 3)
  }

  private static let notANumber: [UInt8] = [0xE0, 0x00, 0xC0]

  /// A grey picture with every grey replaced by the map's colour for it; other pictures stay as they are.
  public func coloured(by map: ColorMap) -> Picture {
    guard channels == 1, map != .grey else { return self }
    let colored = [UInt8](unsafeUninitializedCapacity: pixels.count * 3) { buffer, count in
      for (pixel, grey) in pixels.enumerated() {
        for channel in 0..<3 { buffer[pixel * 3 + channel] = map.bytes[Int(grey) * 3 + channel] }
      }
      count = pixels.count * 3
    }
    return Picture(pixels: colored, width: width, height: height, channels: 3)
  }
}
