import Tensors

/// What a module keeps but does not learn, such as the running statistics of ``BatchNorm2d``. It goes into
/// weight files.
public final class Buffer {
  /// The name in weight files where it differs from the property's: PyTorch's, as in `running_mean`.
  public let name: String?

  /// What is kept.
  public var value: StoredValue {
    willSet {
      precondition(
        newValue.hasLayout(of: value),
        "buffer \(name ?? ""): \(newValue.layout) cannot take the place of \(value.layout)")
    }
  }

  /// A buffer that holds `value` and will hold values of that shape and kind.
  public init(_ value: StoredValue, name: String? = nil) {
    self.name = name
    self.value = value
  }

  /// The values of a buffer that holds a tensor.
  public var tensor: Tensor {
    get {
      guard case .tensor(let tensor) = value else {
        preconditionFailure("buffer \(name ?? ""): holds \(value.layout), not a tensor")
      }
      return tensor
    }
    set { value = .tensor(newValue) }
  }

  /// The number in a buffer that holds one whole number.
  public var integer: Int {
    get {
      guard case .integers(let integers, _) = value, integers.count == 1 else {
        preconditionFailure("buffer \(name ?? ""): holds \(value.layout), not a whole number")
      }
      return Int(integers[0])
    }
    set { value = .integer(newValue) }
  }
}
