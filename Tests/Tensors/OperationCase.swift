import Kernels
import Testing

@testable import Tensors

/// One differentiable operation as the tests meet it: the operation itself, and its definition in double
/// precision.
struct OperationCase: Sendable, CustomTestStringConvertible {
  let name: String
  /// Small inputs, whose gradients are checked one value at a time.
  let shapes: [Shape]
  /// Inputs large enough to be shared among threads, of sizes that no vector divides.
  let largeShapes: [Shape]
  /// Turns random numbers from −1 to 1 into values that the operation is defined for, away from corners.
  var prepare: @Sendable (Float) -> Float = { $0 }
  /// The operation.
  let operation: @Sendable ([Tensor]) -> Tensor
  /// Its definition, from the inputs' values and shapes.
  let definition: @Sendable ([[Double]], [Shape]) -> [Double]

  var testDescription: String { name }

  /// The same inputs whenever it is asked.
  func inputs(_ shapes: [Shape]) -> [Tensor] {
    shapes.enumerated().map { index, shape in
      var stream = RandomStream(seed: 3, purpose: .other, lane: UInt64(index))
      return Tensor((0..<shape.count).map { _ in prepare(stream.nextUniform(-1, 1)) }, shape: shape)
    }
  }

  /// The output, and the gradient of Σ output · weights by every input; dropout always draws the same mask.
  func run(_ inputs: [Tensor]) -> (output: Tensor, gradients: [Tensor?]) {
    withSeed(7) {
      let parameters = inputs.map { Parameter($0) }
      let output = operation(parameters.map(\.value))
      (output * Self.weights(output.shape)).sum().backward()
      return (output.detached(), parameters.map(\.gradient))
    }
  }

  static func weights(_ shape: Shape) -> Tensor {
    var stream = RandomStream(seed: 4, purpose: .other)
    return Tensor((0..<shape.count).map { _ in stream.nextUniform(-1, 1) }, shape: shape)
  }
}

/// A definition that fills an output of so many values through a pointer, as the kernels' references do.
func filled(_ count: Int, _ body: (UnsafeMutablePointer<Double>) -> Void) -> [Double] {
  [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
    if let base = buffer.baseAddress {
      base.initialize(repeating: .nan, count: count)
      body(base)
    }
    initialized = count
  }
}
