import Kernels

/// Bytes 0...255 become floats 0...1: each is divided by 255, as torchvision's `ToTensor` does.
public struct ToTensor: ImageTransform {
  /// The conversion.
  public init() {}

  /// Changes the picture in `workspace`.
  public func apply(to workspace: ImageWorkspace, random: inout RandomStream) {
    PixelConversion().apply(to: workspace, random: &random)
  }

  /// As it is written in code.
  public var description: String { "ToTensor()" }
}

/// `ToTensor()`, and a `Normalize` that follows it in the same pass: the same divisions, so the very floats that the two
/// passes would give.
struct PixelConversion: ImageTransform {
  /// What follows the conversion, if anything.
  var normalize: Normalize?

  func apply(to workspace: ImageWorkspace, random: inout RandomStream) {
    let size = workspace.size
    workspace.convert { convert($0, to: $1, size: size) }
  }

  /// One picture, `[channels, height, width]`.
  func convert(_ bytes: UnsafePointer<UInt8>, to floats: UnsafeMutablePointer<Float>, size: ImageSize) {
    // Many divisions at a time are several times faster than looking up each byte's float in a table.
    guard let normalize else {
      for i in 0..<size.count { floats[i] = Float(bytes[i]) / 255 }
      return
    }
    normalize.check(size)
    let plane = size.height * size.width
    for channel in 0..<size.channels {
      let (mean, deviation) = (normalize.mean[channel], normalize.deviation[channel])
      let (source, target) = (bytes + channel * plane, floats + channel * plane)
      for i in 0..<plane { target[i] = (Float(source[i]) / 255 - mean) / deviation }
    }
  }

  var description: String { normalize.map { "ToTensor(), \($0)" } ?? "ToTensor()" }
}
