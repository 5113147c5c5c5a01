import Kernels

/// Each channel less its mean, divided by its standard deviation, as torchvision's `Normalize`.
public struct Normalize: ImageTransform {
  /// What is subtracted, one number a channel.
  public let mean: [Float]
  /// What is divided by, one number a channel.
  public let deviation: [Float]

  /// A normalisation by numbers measured beforehand on the training pictures, in units of 0...1.
  public init(mean: [Float], deviation: [Float]) {
    precondition(
      mean.count == deviation.count && !mean.isEmpty,
      "Normalize: \(mean.count) means and \(deviation.count) deviations; one of each a channel is needed")
    precondition(
      deviation.allSatisfy { $0 > 0 && $0.isFinite },
      "Normalize: deviations must be positive, found \(deviation)")
    self.mean = mean
    self.deviation = deviation
  }

  /// Changes the picture in `workspace`.
  public func apply(to workspace: ImageWorkspace, random: inout RandomStream) {
    check(workspace.size)
    let plane = workspace.size.height * workspace.size.width
    let pixels = workspace.floatPixels
    for channel in mean.indices {
      for i in channel * plane..<(channel + 1) * plane {
        pixels[i] = (pixels[i] - mean[channel]) / deviation[channel]
      }
    }
  }

  func check(_ size: ImageSize) {
    precondition(
      size.channels == mean.count,
      "Normalize: means of \(mean.count) channels do not fit a picture of \(size)")
  }

  /// As it is written in code, with four decimals at most: a mean that was measured has many.
  public var description: String {
    "Normalize(mean: \(Self.words(mean)), deviation: \(Self.words(deviation)))"
  }

  private static func words(_ numbers: [Float]) -> String {
    "\(numbers.map { (Double($0) * 1e4).rounded() / 1e4 })"
  }
}
