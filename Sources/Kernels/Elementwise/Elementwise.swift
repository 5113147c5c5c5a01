import Foundation

/// Arithmetic on values side by side. Outputs may be the same memory as inputs.
///
/// The loops are as plain as a reference would be: the compiler turns them into vectors, and memory is what
/// they wait for.
public enum Elementwise {
  /// The fewest values that one task takes: a microsecond or so for a sum, as long as handing it over.
  private static let least = 1 << 13

  /// left + right
  public static func add(
    _ count: Int, _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>,
    output: UnsafeMutablePointer<Float>
  ) {
    parallelRanges(count, least: least) { for index in $0 { output[index] = left[index] + right[index] } }
  }

  /// left − right
  public static func subtract(
    _ count: Int, _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>,
    output: UnsafeMutablePointer<Float>
  ) {
    parallelRanges(count, least: least) { for index in $0 { output[index] = left[index] - right[index] } }
  }

  /// left · right
  public static func multiply(
    _ count: Int, _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>,
    output: UnsafeMutablePointer<Float>
  ) {
    parallelRanges(count, least: least) { for index in $0 { output[index] = left[index] * right[index] } }
  }

  /// left / right
  public static func divide(
    _ count: Int, _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>,
    output: UnsafeMutablePointer<Float>
  ) {
    parallelRanges(count, least: least) { for index in $0 { output[index] = left[index] / right[index] } }
  }

  /// input · scale + shift
  public static func scaleAndShift(
    _ count: Int, _ input: UnsafePointer<Float>, scale: Float, shift: Float,
    output: UnsafeMutablePointer<Float>
  ) {
    parallelRanges(count, least: least) { for index in $0 { output[index] = input[index] * scale + shift } }
  }

  /// exp(input)
  public static func exponential(
    _ count: Int, _ input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>
  ) {
    parallelRanges(count, least: least) { for index in $0 { output[index] = exp(input[index]) } }
  }

  /// The natural logarithm of the input.
  public static func logarithm(
    _ count: Int, _ input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>
  ) {
    parallelRanges(count, least: least) { for index in $0 { output[index] = log(input[index]) } }
  }
}
