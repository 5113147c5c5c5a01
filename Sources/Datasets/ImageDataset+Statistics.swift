import Kernels

/// What can be said of a whole collection before anything is learned from it.
public struct PixelStatistics: Hashable, Sendable {
  /// The smallest byte of any picture.
  public let minimum: UInt8
  /// The largest.
  public let maximum: UInt8
  /// The mean of each channel, where a byte counts as 0...1: what `Normalize` subtracts.
  public let mean: [Float]
  /// The standard deviation of each channel in the same unit: what `Normalize` divides by.
  public let deviation: [Float]

  /// Sets the mean of each channel to 0 and its deviation to 1. A channel that is the same everywhere, such as the blue
  /// of yellow drawings, has no deviation to divide by and stays undivided.
  public var normalization: Normalize {
    Normalize(mean: mean, deviation: deviation.map { $0 > 0 ? $0 : 1 })
  }
}

extension ImageDataset {
  /// How many pictures each class has.
  public var labelHistogram: [Int] {
    (0..<count).reduce(into: [Int](repeating: 0, count: classNames.count)) { $0[label(at: $1)] += 1 }
  }

  /// Whether there is nothing to be seen in any picture: all pixels of all channels have one value.
  public var isBlank: Bool {
    var pixels = [UInt8](repeating: 0, count: imageSize.count)
    var first: UInt8?
    for index in 0..<count {
      readPixels(at: index, into: &pixels)
      guard let value = first ?? pixels.first, pixels.allSatisfy({ $0 == value }) else { return false }
      first = value
    }
    return true
  }

  /// How often each of the 256 values occurs in each channel, before any transform: `[channel][value]`.
  public var pixelFrequencies: [[Int]] {
    let plane = imageSize.height * imageSize.width
    var frequencies = [[Int]](repeating: [Int](repeating: 0, count: 256), count: imageSize.channels)
    var pixels = [UInt8](repeating: 0, count: imageSize.count)
    for index in 0..<count {
      readPixels(at: index, into: &pixels)
      for channel in frequencies.indices {
        for place in channel * plane..<(channel + 1) * plane { frequencies[channel][Int(pixels[place])] += 1 }
      }
    }
    return frequencies
  }

  /// Value range, mean and standard deviation of all pixels, before any transform.
  ///
  /// Computed from how often each of the 256 values occurs, in whole numbers: nothing is rounded before the end.
  public var pixelStatistics: PixelStatistics {
    let frequency = pixelFrequencies
    let total = Double(max(1, count * imageSize.height * imageSize.width))
    let moments = frequency.map { times -> (mean: Double, deviation: Double) in
      let sum = times.enumerated().reduce(0) { $0 + $1.offset * $1.element }
      let squares = times.enumerated().reduce(0) { $0 + $1.offset * $1.offset * $1.element }
      let mean = Double(sum) / total
      return (mean / 255, (Double(squares) / total - mean * mean).squareRoot() / 255)
    }
    let values = (0..<256).filter { value in frequency.contains { $0[value] > 0 } }
    return PixelStatistics(
      minimum: UInt8(values.first ?? 0), maximum: UInt8(values.last ?? 0),
      mean: moments.map { Float($0.mean) },
      deviation: moments.map { Float($0.deviation) })
  }
}
