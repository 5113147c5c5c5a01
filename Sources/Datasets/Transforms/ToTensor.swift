import Kernels

/// Bytes 0...255 become floats 0...1: each is divided by 255, as torchvision's `ToTensor` does.
public struct ToTensor: ImageTransform {
  /// The conversion.
  public init() {}

  /// Changes the picture in `workspace`.
  public func apply(to workspace: ImageWorkspace, random: inout RandomStream) {
    let count = workspace.size.count
    // Eight divisions at a time are several times faster than looking up each byte's float in a table.
    workspace.convert { bytes, floats in
      for i in 0..<count { floats[i] = Float(bytes[i]) / 255 }
    }
  }

  /// As it is written in code.
  public var description: String { "ToTensor()" }
}

/// `ToTensor()` and `Normalize` in one pass: the same divisions, so the very floats that the two passes would give.
struct ToTensorNormalized: ImageTransform {
  let normalize: Normalize

  init(_ normalize: Normalize) { self.normalize = normalize }

  func apply(to workspace: ImageWorkspace, random: inout RandomStream) {
    normalize.check(workspace.size)
    let plane = workspace.size.height * workspace.size.width
    workspace.convert { bytes, floats in
      for (channel, (mean, deviation)) in zip(normalize.mean, normalize.deviation).enumerated() {
        let (source, target) = (bytes + channel * plane, floats + channel * plane)
        for i in 0..<plane { target[i] = (Float(source[i]) / 255 - mean) / deviation }
      }
    }
  }

  var description: String { "ToTensor(), \(normalize)" }
}
