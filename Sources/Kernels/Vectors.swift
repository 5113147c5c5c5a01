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

/// Sum of a function over the positions in `0..<count`, always added in the same order: 64 interleaved
/// partial sums, so that the additions do not wait for each other and rounding grows with count / 64, then
/// the rest one by one.
@inline(__always)
func laneSum(_ count: Int, vector: (Int) -> Vector, scalar: (Int) -> Float) -> Float {
  var sum0 = Vector.zero
  var sum1 = Vector.zero
  var sum2 = Vector.zero
  var sum3 = Vector.zero
  var index = 0
  while index + 64 <= count {
    sum0 += vector(index)
    sum1 += vector(index + 16)
    sum2 += vector(index + 32)
    sum3 += vector(index + 48)
    index += 64
  }
  while index + 16 <= count {
    sum0 += vector(index)
    index += 16
  }
  var total = ((sum0 + sum1) + (sum2 + sum3)).sum()
  while index < count {
    total += scalar(index)
    index += 1
  }
  return total
}
