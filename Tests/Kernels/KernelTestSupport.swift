import Kernels
import Testing

/// `count` numbers from −1 to 1 that depend on nothing but the seed.
func randomValues(_ count: Int, seed: UInt64) -> [Float] {
  var stream = RandomStream(seed: seed, purpose: .other)
  return (0..<count).map { _ in stream.nextUniform(-1, 1) }
}

extension [Float] {
  /// The same values in double precision, in which a reference is as good as exact.
  var exact: [Double] { map(Double.init) }
}

/// Root mean square: the size of a typical value, against which errors of values near zero are measured.
func rootMeanSquare(_ values: [Double]) -> Double {
  (values.reduce(0) { $0 + $1 * $1 } / Double(max(values.count, 1))).squareRoot()
}

/// Holds a fast kernel's values to those of its reference in double precision. An error may be `tolerance`
/// times the value or, where sums cancel to nearly zero, times the size of a typical value.
func expectClose(
  _ actual: [Float], _ expected: [Double], within tolerance: Double, _ name: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(actual.count == expected.count, sourceLocation: sourceLocation)
  let typical = rootMeanSquare(expected)
  for index in actual.indices {
    let error = abs(Double(actual[index]) - expected[index])
    guard error <= tolerance * max(abs(expected[index]), typical) else {
      Issue.record(
        "\(name)[\(index)] is \(actual[index]), should be \(expected[index]); typical size \(typical)",
        sourceLocation: sourceLocation)
      return
    }
  }
}

/// Holds a gradient to what it means: how much the loss moves when one value moves a little, up and down.
///
/// A central difference with step h is off by h²/6 times the third derivative, here about 10⁻⁹, and by the
/// rounding of the loss divided by h, here about 10⁻¹²; 10⁻⁶ of the gradient's typical size leaves room for
/// neither to matter.
func expectGradient(
  _ gradient: [Double], of loss: ([Double]) -> Double, at point: [Double], _ name: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let step = 1e-4
  let typical = rootMeanSquare(gradient)
  for index in point.indices {
    var (above, below) = (point, point)
    above[index] += step
    below[index] -= step
    let difference = (loss(above) - loss(below)) / (above[index] - below[index])
    guard abs(difference - gradient[index]) <= 1e-6 * max(abs(gradient[index]), typical) else {
      Issue.record(
        "\(name)[\(index)] is \(gradient[index]), by differences \(difference)",
        sourceLocation: sourceLocation)
      return
    }
  }
}

/// Σ output · weights: turns a kernel's output into one number, whose gradient by the output is `weights`.
func weighted(_ output: [Double], _ weights: [Double]) -> Double {
  zip(output, weights).reduce(0) { $0 + $1.0 * $1.1 }
}
