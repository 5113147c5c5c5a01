import Tensors

/// A layer that can be computed together with some that come after it, to the same numbers in less time and memory.
protocol JoiningLayer: Layer {
  /// What this layer and then the first of `next` make of `input`, those removed; nil, and nothing removed, if it can
  /// not be computed together with them.
  func joined(with next: inout ArraySlice<any Layer>, _ input: Tensor) -> Tensor?
}

extension ReLU: JoiningLayer {
  /// With a pooling: see `rectifiedMaxPool2d`.
  func joined(with next: inout ArraySlice<any Layer>, _ input: Tensor) -> Tensor? {
    guard let pooling = next.first as? MaxPool2d else { return nil }
    next.removeFirst()
    return pooling.rectified(input)
  }
}

extension BatchNorm2d: JoiningLayer {
  /// With a pooling, or with a ReLU and a pooling: see `pooledBatchNorm`.
  func joined(with next: inout ArraySlice<any Layer>, _ input: Tensor) -> Tensor? {
    let isRectified = next.first is ReLU
    guard let pooling = next.dropFirst(isRectified ? 1 : 0).first as? MaxPool2d else { return nil }
    next.removeFirst(isRectified ? 2 : 1)
    return pooled(input, by: pooling, isRectified: isRectified)
  }
}
