import Tensors

/// A module that turns one tensor into another: what ``Sequential`` is made of.
///
/// A layer of your own runs its operations inside `Trace.scope(self, input) { … }` if it is to be named in the
/// ``ShapeTrace`` and to have a row in the ``Summary``; inside a ``Sequential`` it does anyway.
public protocol Layer: Module {
  /// The forward pass.
  func callAsFunction(_ input: Tensor) -> Tensor
}
