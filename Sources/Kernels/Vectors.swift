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

  /// Writes zeros to whole vectors of sixteen values.
  @inline(__always)
  func clear(vectors: Int) {
    for vector in 0..<vectors { store(.zero, at: 16 * vector) }
  }
}

/// The even and the odd lanes of two vectors in a row.
///
/// Written out, since the standard library's even and odd halves are not always inlined.
@inline(__always)
func unzip(_ first: Vector, _ second: Vector) -> (even: Vector, odd: Vector) {
  let even = Vector(
    first[0], first[2], first[4], first[6], first[8], first[10], first[12], first[14],
    second[0], second[2], second[4], second[6], second[8], second[10], second[12], second[14])
  let odd = Vector(
    first[1], first[3], first[5], first[7], first[9], first[11], first[13], first[15],
    second[1], second[3], second[5], second[7], second[9], second[11], second[13], second[15])
  return (even, odd)
}

/// The way back from ``unzip(_:_:)``.
@inline(__always)
func interleave(even: Vector, odd: Vector) -> (first: Vector, second: Vector) {
  let first = Vector(
    even[0], odd[0], even[1], odd[1], even[2], odd[2], even[3], odd[3],
    even[4], odd[4], even[5], odd[5], even[6], odd[6], even[7], odd[7])
  let second = Vector(
    even[8], odd[8], even[9], odd[9], even[10], odd[10], even[11], odd[11],
    even[12], odd[12], even[13], odd[13], even[14], odd[14], even[15], odd[15])
  return (first, second)
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
