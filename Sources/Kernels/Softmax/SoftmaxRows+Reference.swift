import Foundation

extension SoftmaxRows {
  /// Softmax written to be read; exponentials and logarithms in double precision.
  public enum Reference {
    /// See ``SoftmaxRows/forward(_:input:output:)``.
    public static func forward<Scalar: BinaryFloatingPoint>(
      _ g: SoftmaxGeometry, input: UnsafePointer<Scalar>, output: UnsafeMutablePointer<Scalar>
    ) {
      logForward(g, input: input, output: output)
      for index in 0..<g.rows * g.classes { output[index] = Scalar(exp(Double(output[index]))) }
    }

    /// See ``SoftmaxRows/backward(_:output:gradient:inputGradient:)``.
    public static func backward<Scalar: BinaryFloatingPoint>(
      _ g: SoftmaxGeometry, output: UnsafePointer<Scalar>, gradient: UnsafePointer<Scalar>,
      inputGradient: UnsafeMutablePointer<Scalar>
    ) {
      for row in 0..<g.rows {
        let places = places(g, row)
        let sum = places.reduce(0) { $0 + gradient[$1] * output[$1] }
        for place in places { inputGradient[place] = output[place] * (gradient[place] - sum) }
      }
    }

    /// See ``SoftmaxRows/logForward(_:input:output:)``.
    public static func logForward<Scalar: BinaryFloatingPoint>(
      _ g: SoftmaxGeometry, input: UnsafePointer<Scalar>, output: UnsafeMutablePointer<Scalar>
    ) {
      for row in 0..<g.rows {
        let places = places(g, row)
        let largest = places.map { input[$0] }.max() ?? 0
        let sum = places.reduce(0.0) { $0 + exp(Double(input[$1] - largest)) }
        for place in places { output[place] = input[place] - largest - Scalar(log(sum)) }
      }
    }

    /// See ``SoftmaxRows/logBackward(_:output:gradient:inputGradient:)``.
    public static func logBackward<Scalar: BinaryFloatingPoint>(
      _ g: SoftmaxGeometry, output: UnsafePointer<Scalar>, gradient: UnsafePointer<Scalar>,
      inputGradient: UnsafeMutablePointer<Scalar>
    ) {
      for row in 0..<g.rows {
        let places = places(g, row)
        let sum = places.reduce(0) { $0 + gradient[$1] }
        for place in places {
          inputGradient[place] = gradient[place] - Scalar(exp(Double(output[place]))) * sum
        }
      }
    }

    /// The places of one row's classes.
    private static func places(_ g: SoftmaxGeometry, _ row: Int) -> [Int] {
      (0..<g.classes).map { g.start(ofRow: row) + $0 * g.inner }
    }
  }
}
