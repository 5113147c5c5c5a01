import Kernels

/// Numbers in rows: `Float` values under a ``Shape``, contiguous, the last axis running fastest.
///
/// A batch of images has the shape `[batch, channels, height, width]`. A tensor is a value: whoever holds one never sees it
/// change. Inside, copies share memory until one of them is written to.
///
///     let x = Tensor([1, 2, 3, 4], shape: [2, 2])
///     let y = (x * 2 + 1).sum()      // 24
public struct Tensor: @unchecked Sendable {
  /// The lengths of the axes.
  public let shape: Shape

  /// The values; nil for a tensor that has a shape and nothing else.
  private(set) var storage: Storage?

  /// Where this tensor came from, if a gradient is to flow back there.
  var node: Node?

  /// Where the shape came from, in a ``Trace`` walk.
  var source: Trace.Source

  init(shape: Shape, storage: Storage?, node: Node? = nil, source: Trace.Source = .outside) {
    self.shape = shape
    self.storage = storage
    self.node = node
    self.source = source
  }

  /// Room for values that the caller writes next through ``mutablePointer``.
  public init(uninitialized shape: Shape) {
    self.init(shape: shape, storage: Storage(count: shape.count))
  }

  /// These values, in rows. There must be as many as the shape holds.
  public init(_ values: [Float], shape: Shape) {
    precondition(values.count == shape.count, "\(values.count) values do not fill the shape \(shape)")
    self.init(uninitialized: shape)
    values.withUnsafeBufferPointer {
      if let source = $0.baseAddress { mutablePointer.update(from: source, count: values.count) }
    }
  }

  /// The same value everywhere.
  public init(repeating value: Float, shape: Shape) {
    self.init(uninitialized: shape)
    mutablePointer.update(repeating: value, count: shape.count)
  }

  /// Zeros.
  public static func zeros(_ shape: Shape) -> Tensor { Tensor(repeating: 0, shape: shape) }

  /// A shape without values. Operations on it give shapes without values: that is how a network is traced for free.
  public init(abstract shape: Shape) {
    self.init(abstract: shape, source: .outside)
  }

  init(abstract shape: Shape, source: Trace.Source) {
    self.init(shape: shape, storage: nil, source: source)
  }

  /// Whether there is a shape but no values.
  public var isAbstract: Bool { storage == nil }

  /// Whether a gradient will flow back through this tensor.
  public var requiresGradient: Bool { node != nil }

  /// How many values there are.
  public var count: Int { shape.count }

  /// The same values, cut off from where they came from: no gradient flows back through the result.
  public func detached() -> Tensor { Tensor(shape: shape, storage: storage, source: source) }
}

// MARK: - Reading and writing

extension Tensor {
  /// The values, to be read while this tensor is alive.
  public var pointer: UnsafePointer<Float> { UnsafePointer(existingStorage.values) }

  /// The values of a tensor that was just made and that nobody else holds yet, to be written.
  public var mutablePointer: UnsafeMutablePointer<Float> { existingStorage.values }

  /// All values, in rows.
  public func values() -> [Float] {
    Array(UnsafeBufferPointer(start: pointer, count: count))
  }

  /// The value of a tensor that holds exactly one.
  public func item() -> Float {
    precondition(count == 1, "item() needs a tensor with one value, found the shape \(shape)")
    return pointer[0]
  }

  /// Lets `body` change the values. If other tensors share them, this one gets a copy first.
  public mutating func withMutableValues<Result>(_ body: (UnsafeMutablePointer<Float>) -> Result) -> Result {
    if !isKnownUniquelyReferenced(&storage) {
      let copy = Storage(count: count)
      copy.values.update(from: existingStorage.values, count: count)
      storage = copy
    }
    return body(existingStorage.values)
  }

  private var existingStorage: Storage {
    guard let storage else { preconditionFailure("a traced tensor of shape \(shape) has no values to read") }
    return storage
  }
}

extension Tensor: CustomStringConvertible {
  /// The shape and the first values.
  public var description: String {
    if isAbstract { return "Tensor(shape: \(shape))" }
    let shown = UnsafeBufferPointer(start: pointer, count: min(count, 8)).map { "\($0)" }.joined(
      separator: ", ")
    return "Tensor(shape: \(shape), values: [\(shown)\(count > 8 ? ", …" : "")])"
  }
}
