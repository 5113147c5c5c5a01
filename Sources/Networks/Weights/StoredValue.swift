import Tensors

/// What weight files and checkpoints hold under a name: numbers to compute with, or whole numbers that count
/// something.
public enum StoredValue: Sendable {
  /// 32-bit floating-point numbers, "F32" in a file.
  case tensor(Tensor)
  /// 64-bit whole numbers in rows, "I64" in a file.
  case integers([Int64], shape: Shape)

  /// One whole number.
  public static func integer(_ value: Int) -> StoredValue { .integers([Int64(value)], shape: []) }

  /// The lengths of the axes.
  public var shape: Shape {
    switch self {
    case .tensor(let tensor): tensor.shape
    case .integers(_, let shape): shape
    }
  }

  /// The kind of number.
  public var type: NumberType {
    switch self {
    case .tensor: .float32
    case .integers: .int64
    }
  }

  /// Kind and shape as messages show them: `F32 [96, 1, 11, 11]`.
  var layout: String { "\(type.rawValue) \(shape)" }

  func hasLayout(of other: StoredValue) -> Bool { type == other.type && shape == other.shape }
}

/// The kinds of number that Lookbook reads and writes, under the names that safetensors gives them.
public enum NumberType: String, Sendable {
  /// 32-bit floating point.
  case float32 = "F32"
  /// 64-bit whole numbers.
  case int64 = "I64"

  /// In the order in which a file holds them.
  static let longestFirst: [NumberType] = [.int64, .float32]

  /// How many bytes one number takes.
  public var byteCount: Int {
    switch self {
    case .float32: 4
    case .int64: 8
    }
  }
}
