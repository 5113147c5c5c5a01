/// The sizes of a softmax over one axis of a tensor seen as `[outer, classes, inner]`.
///
/// A matrix `[batch, classes]` over its last axis is `[batch, classes, 1]`; an image over its channels
/// `[batch, channels, height · width]`.
public struct SoftmaxGeometry: Hashable, Sendable {
  /// The product of the axes before the one that is normalised.
  public let outer: Int
  /// The length of the axis that is normalised.
  public let classes: Int
  /// The product of the axes after it.
  public let inner: Int

  /// The sizes of `[outer, classes, inner]`.
  public init(outer: Int, classes: Int, inner: Int = 1) {
    self.outer = outer
    self.classes = classes
    self.inner = inner
  }

  /// How many separate distributions there are.
  var rows: Int { outer * inner }
  /// Where the first class of a row lies; the others follow at distances of `inner`.
  @inline(__always)
  func start(ofRow row: Int) -> Int { row / inner * classes * inner + row % inner }
  /// Rows that one task takes: about five hundred exponentials, some microseconds.
  var rowsPerTask: Int { max(1, 512 / max(classes, 1)) }
}
