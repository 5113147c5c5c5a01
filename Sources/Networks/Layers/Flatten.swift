import Tensors

/// Makes one row of numbers of each image, for the dense layers: `[batch, 256, 6, 6]` becomes
/// `[batch, 9216]`. The values stay in their order and nothing is copied.
public final class Flatten: Module, Layer {
  /// `[batch, …]` becomes `[batch, values]`.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    require(input.shape.rank >= 2, input, is: "[batch, channels, height, width]")
    return Trace.scope(self, input) { $0.flattened() }
  }

  /// As PyTorch prints it.
  public override var details: String { "start_dim=1, end_dim=-1" }
}
