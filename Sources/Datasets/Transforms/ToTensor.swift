import Kernels

/// Bytes 0...255 become floats 0...1: each is divided by 255, as torchvision's `ToTensor` does.
public struct ToTensor: ImageTransform {
  /// The conversion.
  public init() {}

  /// Changes the picture in `workspace`.
  public func apply(to workspace: ImageWorkspace, random: inout RandomStream) {
    workspace.convert { bytes, floats in look(up: Self.table, bytes, floats, count: workspace.size.count) }
  }

  /// As it is written in code.
  public var description: String { "ToTensor()" }

  /// The 256 values that can come out.
  static let table = (0..<256).map { Float($0) / 255 }
}

/// `ToTensor()` and `Normalize` in one pass: a byte has 256 values, so each channel needs a table of 256
/// results, which are the very floats that the two passes would give.
struct ToTensorNormalized: ImageTransform {
  let normalize: Normalize
  private let tables: [[Float]]

  init(_ normalize: Normalize) {
    self.normalize = normalize
    tables = zip(normalize.mean, normalize.deviation).map { mean, deviation in
      ToTensor.table.map { ($0 - mean) / deviation }
    }
  }

  func apply(to workspace: ImageWorkspace, random: inout RandomStream) {
    normalize.check(workspace.size)
    let plane = workspace.size.height * workspace.size.width
    workspace.convert { bytes, floats in
      for (channel, table) in tables.enumerated() {
        look(up: table, bytes + channel * plane, floats + channel * plane, count: plane)
      }
    }
  }

  var description: String { "ToTensor(), \(normalize)" }
}

/// Writes `table[byte]` for each byte.
private func look(
  up table: [Float], _ bytes: UnsafePointer<UInt8>, _ floats: UnsafeMutablePointer<Float>, count: Int
) {
  table.withUnsafeBufferPointer { table in
    guard let values = table.baseAddress else { return }
    for i in 0..<count { floats[i] = values[Int(bytes[i])] }
  }
}
