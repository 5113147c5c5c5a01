import Kernels

/// How often each of the 256 grey values occurs in a data set; mean and deviation follow from it exactly.
public struct PixelHistogram: Equatable, Sendable {
  /// The number of pixels with value 0, 1, … 255, all channels together.
  public let counts: [Int]

  /// Counts the pixels of all pictures as they are stored, before any transform.
  public init(_ dataset: any ImageDataset) {
    let chunk = 1000
    let size = dataset.imageSize.count
    let parts = (dataset.count + chunk - 1) / chunk
    var counted = [Int](repeating: 0, count: parts * 256)
    counted.withUnsafeMutableBufferPointer { buffer in
      guard let counted = buffer.baseAddress else { return }
      parallelChunks(dataset.count, chunk: chunk) { range in
        let counts = counted + range.lowerBound / chunk * 256
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size) { pixels in
          guard let pixels = pixels.baseAddress else { return }
          for index in range {
            dataset.readPixels(at: index, into: pixels)
            for place in 0..<size { counts[Int(pixels[place])] += 1 }
          }
        }
      }
    }
    counts = (0..<256).map { value in (0..<parts).reduce(0) { $0 + counted[$1 * 256 + value] } }
  }

  /// How many pixels there are.
  public var total: Int { counts.reduce(0, +) }

  /// The smallest and the largest value that occurs; nil without pixels.
  public var range: ClosedRange<Int>? {
    guard let low = counts.firstIndex(where: { $0 > 0 }), let high = counts.lastIndex(where: { $0 > 0 }) else {
      return nil
    }
    return low...high
  }

  /// The mean, on the scale of `ToTensor` where 255 is 1.
  public var mean: Double { moment(1) }

  /// The standard deviation on the same scale, over all pixels.
  public var deviation: Double { (moment(2) - mean * mean).squareRoot() }

  private func moment(_ power: Int) -> Double {
    var sum = 0.0
    for (value, count) in counts.enumerated() {
      let scaled = Double(value) / 255
      sum += Double(count) * (power == 1 ? scaled : scaled * scaled)
    }
    return total == 0 ? 0 : sum / Double(total)
  }
}
