import Tensors

/// In training, sets each value to zero with the given probability and multiplies what is left by
/// 1 / (1 − p), so that the expected value stays; in evaluation does nothing. AlexNet paper, §4.2.
///
/// Documents 000 and 001 call `F.dropout(out, 0.5)` instead, which stays on in evaluation: a layer knows in
/// which mode it is.
public final class Dropout: Module, Layer {
  /// p, how likely a value is to be dropped.
  public let probability: Double

  /// Drops values with this probability, 0…1.
  public init(_ probability: Double = 0.5) {
    requireProbability(probability, "Dropout")
    self.probability = probability
  }

  /// The shape stays.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    Trace.scope(self, input) { dropout($0, probability, training: isTraining) }
  }

  /// As PyTorch prints it.
  public override var details: String { "p=\(probability), inplace=False" }
}

/// Dropout of whole channels of `[batch, channels, height, width]`: neighbouring pixels say nearly the same,
/// so that dropping single ones hides little (Tompson et al. 2015).
///
/// Document 003 puts it between dense layers. On a matrix `[batch, values]` it is plain ``Dropout``, with the
/// same result.
public final class Dropout2d: Module, Layer {
  /// p, how likely a channel is to be dropped.
  public let probability: Double

  /// Drops channels with this probability, 0…1.
  public init(_ probability: Double = 0.5) {
    requireProbability(probability, "Dropout2d")
    self.probability = probability
  }

  /// The shape stays.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    require(
      input.shape.rank == 4 || input.shape.rank == 2, input,
      is: "[batch, channels, height, width] or [batch, values]")
    return Trace.scope(self, input) { dropout2d($0, probability, training: isTraining) }
  }

  /// As PyTorch prints it.
  public override var details: String { "p=\(probability), inplace=False" }
}

private func requireProbability(_ probability: Double, _ layer: String) {
  precondition((0...1).contains(probability), "\(layer): a probability lies in 0...1, found \(probability)")
}
