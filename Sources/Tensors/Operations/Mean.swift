extension Tensor {
  /// The mean of all values, a tensor without axes.
  public func mean() -> Tensor { sum() / Float(count) }

  /// The means along one axis, which disappears: `[64, 10]` over axis 0 is `[10]`.
  ///
  /// - Parameter axis: negative numbers count from the last
  public func mean(axis: Int) -> Tensor { sum(axis: axis) / Float(shape.split(at: axis, "mean").length) }
}
