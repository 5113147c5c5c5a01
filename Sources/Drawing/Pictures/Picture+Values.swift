extension Picture {
  /// A picture of numbers.
  ///
  /// - Parameters:
  ///   - values: `[height, width]`, one number a pixel. What is no number is drawn as the smallest.
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
    return Picture(pixels: steps, width: width, height: height, channels: 1).coloured(by: map)
  }

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
