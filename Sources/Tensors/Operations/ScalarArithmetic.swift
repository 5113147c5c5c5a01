import Kernels

/// A tensor and a number: the number meets every value.
///
///     let standardised = (x - mean) / deviation
extension Tensor {
  /// x + c
  public static func + (left: Tensor, right: Float) -> Tensor { left.scaled(by: 1, plus: right) }
  /// c + x
  public static func + (left: Float, right: Tensor) -> Tensor { right.scaled(by: 1, plus: left) }
  /// x − c
  public static func - (left: Tensor, right: Float) -> Tensor { left.scaled(by: 1, plus: -right) }
  /// c − x
  public static func - (left: Float, right: Tensor) -> Tensor { right.scaled(by: -1, plus: left) }
  /// x · c
  public static func * (left: Tensor, right: Float) -> Tensor { left.scaled(by: right, plus: 0) }
  /// c · x
  public static func * (left: Float, right: Tensor) -> Tensor { right.scaled(by: left, plus: 0) }
  /// x / c
  public static func / (left: Tensor, right: Float) -> Tensor { left.scaled(by: 1 / right, plus: 0) }
  /// −x
  public static prefix func - (tensor: Tensor) -> Tensor { tensor.scaled(by: -1, plus: 0) }

  /// y = s · x + c, so that ∂x = s · ∂y.
  private func scaled(by scale: Float, plus shift: Float) -> Tensor {
    .operation(OperationStep("scale", arithmetic: OperationStep.shapeStays), inputs: [self], shape: shape) {
      output in
      Elementwise.scaleAndShift(count, pointer, scale: scale, shift: shift, output: output.mutablePointer)
    } backward: { _ in
      { gradient in [scale == 1 ? gradient : gradient * scale] }
    }
  }
}
