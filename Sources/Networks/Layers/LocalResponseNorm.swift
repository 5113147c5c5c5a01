import Tensors

/// Local response normalisation: a value is damped by the squares of the channels around it. AlexNet paper,
/// §3.3.
///
///     y = x / (k + α/n · Σ x²)^β, the sum over n neighbouring channels
///
/// PyTorch divides α by n and the paper does not: the paper's k = 2, n = 5, α = 10⁻⁴, β = 0.75 is
/// `LocalResponseNorm(5, alpha: 5e-4, beta: 0.75, k: 2)`.
///
/// Input and output have the same shape, `[batch, channels, height, width]`; nothing is learned.
public final class LocalResponseNorm: Module, Layer {
  /// n, how many neighbouring channels count.
  public let size: Int
  /// α, how strongly they damp.
  public let alpha: Double
  /// β, the exponent.
  public let beta: Double
  /// k, what keeps the division finite.
  public let k: Double

  /// A normalisation over `size` channels with PyTorch's defaults.
  public init(_ size: Int, alpha: Double = 1e-4, beta: Double = 0.75, k: Double = 1) {
    precondition(size > 0, "LocalResponseNorm: a size is at least 1, found \(size)")
    self.size = size
    self.alpha = alpha
    self.beta = beta
    self.k = k
  }

  /// The shape stays.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    require(input.shape.rank >= 2, input, is: "[batch, channels, height, width]")
    return Trace.scope(self, input) { localResponseNorm($0, size, alpha: alpha, beta: beta, k: k) }
  }

  /// As PyTorch prints it.
  public override var details: String { "\(size), alpha=\(alpha), beta=\(beta), k=\(k)" }
}
