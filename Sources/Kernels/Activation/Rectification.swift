/// The rectified linear unit, y = max(0, x) (AlexNet paper, §3.1), and its gradient.
///
/// The gradient passes where x was positive, which is where y is: so the backward pass reads the output, and
/// nobody needs to keep the input. A NaN stays a NaN, so that a broken training is seen.
public enum Rectification {
  /// The fewest values that one task takes: a microsecond or so, as long as handing it over.
  private static let least = 1 << 13

  /// y = max(0, x)
  public static func forward(_ count: Int, input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>) {
    parallelRanges(count, least: least) { forward(in: $0, input: input, output: output) }
  }

  /// ∂x = ∂y where y > 0, and 0 elsewhere.
  ///
  /// - Parameters:
  ///   - output: what `forward` wrote
  ///   - gradient: the loss by `output`
  ///   - inputGradient: the loss by `input`; may be the same memory as `gradient`
  public static func backward(
    _ count: Int, output: UnsafePointer<Float>, gradient: UnsafePointer<Float>,
    inputGradient: UnsafeMutablePointer<Float>
  ) {
    parallelRanges(count, least: least) {
      backward(in: $0, output: output, gradient: gradient, inputGradient: inputGradient)
    }
  }

  /// The part of `forward` that one task does.
  @inline(__always)
  static func forward(
    in range: Range<Int>, input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>
  ) {
    forEachVector(in: range) { index in
      let x = input.vector(at: index)
      output.store(x.replacing(with: 0, where: x .< Vector.zero), at: index)
    } scalar: { index in
      output[index] = input[index] < 0 ? 0 : input[index]
    }
  }

  /// The part of `backward` that one task does.
  @inline(__always)
  static func backward(
    in range: Range<Int>, output: UnsafePointer<Float>, gradient: UnsafePointer<Float>,
    inputGradient: UnsafeMutablePointer<Float>
  ) {
    forEachVector(in: range) { index in
      let dy = gradient.vector(at: index)
      inputGradient.store(dy.replacing(with: 0, where: output.vector(at: index) .<= Vector.zero), at: index)
    } scalar: { index in
      inputGradient[index] = output[index] <= 0 ? 0 : gradient[index]
    }
  }

  /// The same, written to be read.
  public enum Reference {
    /// See ``Rectification/forward(_:input:output:)``.
    public static func forward<Scalar: BinaryFloatingPoint>(
      _ count: Int, input: UnsafePointer<Scalar>, output: UnsafeMutablePointer<Scalar>
    ) {
      for index in 0..<count { output[index] = input[index] < 0 ? 0 : input[index] }
    }

    /// See ``Rectification/backward(_:output:gradient:inputGradient:)``.
    public static func backward<Scalar: BinaryFloatingPoint>(
      _ count: Int, output: UnsafePointer<Scalar>, gradient: UnsafePointer<Scalar>,
      inputGradient: UnsafeMutablePointer<Scalar>
    ) {
      for index in 0..<count { inputGradient[index] = output[index] <= 0 ? 0 : gradient[index] }
    }
  }
}
