/// Sixteen floats, one AVX-512 register or four NEON ones: the width in which the fast kernels think.
typealias Vector = SIMD16<Float>

extension UnsafePointer<Float> {
  /// The sixteen values from `index` on, at any alignment.
  @inline(__always)
  func vector(at index: Int) -> Vector {
    UnsafeRawPointer(self + index).loadUnaligned(as: Vector.self)
  }
}

extension UnsafeMutablePointer<Float> {
  /// The sixteen values from `index` on, at any alignment.
  @inline(__always)
  func vector(at index: Int) -> Vector {
    UnsafeRawPointer(self + index).loadUnaligned(as: Vector.self)
  }

  /// Writes sixteen values from `index` on, at any alignment.
  @inline(__always)
  func store(_ vector: Vector, at index: Int) {
    UnsafeMutableRawPointer(self + index).storeBytes(of: vector, as: Vector.self)
  }

  /// Writes the first `count` of sixteen values from `index` on.
  @inline(__always)
  func store(_ vector: Vector, at index: Int, count: Int) {
    for lane in 0..<count { self[index + lane] = vector[lane] }
  }
}

/// Runs `vector` on every whole group of sixteen positions in `range`, then `scalar` on the few that are
/// left.
@inline(__always)
func forEachVector(in range: Range<Int>, vector: (Int) -> Void, scalar: (Int) -> Void) {
  var index = range.lowerBound
  while index + 16 <= range.upperBound {
    vector(index)
    index += 16
  }
  while index < range.upperBound {
    scalar(index)
    index += 1
  }
}

/// Sum of a function over the positions in `0..<count`, always added in the same order: sixteen interleaved partial
/// sums, whose rounding grows with count / 16, then the rest one by one.
///
/// One running vector keeps up with the second cache level, and with a single call each the closures are inlined.
@inline(__always)
func laneSum(_ count: Int, vector: (Int) -> Vector, scalar: (Int) -> Float) -> Float {
  var lanes = Vector.zero
  var rest: Float = 0
  forEachVector(in: 0..<count) {
    lanes += vector($0)
  } scalar: {
    rest += scalar($0)
  }
  return lanes.sum() + rest
}

/// Calls `body` with the beginnings of runs of `length` that cover 0..<count together; the last one ends at the end and
/// overlaps the one before it. `count` is at least `length`.
@inline(__always)
func forEachOverlappingRun(of length: Int, in count: Int, _ body: (Int) -> Void) {
  var start = 0
  while start < count {
    body(min(start, count - length))
    start += length
  }
}
