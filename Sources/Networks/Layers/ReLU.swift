import Tensors

/// The rectified linear unit, y = max(0, x): the shape stays. AlexNet paper, §3.1.
public final class ReLU: Module, Layer {
  /// Negative values become 0.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    Trace.scope(self, input) { relu($0) }
  }
}
