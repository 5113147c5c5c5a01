import Kernels

/// Sets each value to zero with the given probability and multiplies what is left by 1 / (1 − p) (AlexNet
/// paper, §4.2).
///
/// Not in training, x comes back as it is. PyTorch's `F.dropout(x)` leaves `training` out and means true,
/// which has kept dropout running in many a test, documents 000 and 001 among them; here it must be said.
///
/// The mask is a function of the seed and of how many dropouts came before (``Randomness/current``); the
/// backward pass makes it again, and nothing is kept.
public func dropout(_ x: Tensor, _ probability: Double = 0.5, training: Bool) -> Tensor {
  masked(x, "dropout", probability, training: training) { stream, input, output in
    DropoutMask.apply(x.count, probability: probability, stream: stream, input: input, output: output)
  }
}

/// Dropout of whole channels: neighbouring pixels say nearly the same, so dropping single ones hides little.
///
/// Each `[height, width]` plane of `[batch, channels, height, width]` is kept or dropped as one. On a matrix
/// every value is a plane of its own, and this is plain ``dropout(_:_:training:)``.
public func dropout2d(_ x: Tensor, _ probability: Double = 0.5, training: Bool) -> Tensor {
  requireShapes(
    x.shape.rank == 4 || x.shape.rank == 2, of: [x],
    "dropout2d drops channels of [batch, channels, height, width], found \(x.shape)")
  let planes = x.shape[0] * x.shape[1]
  if x.shape.rank == 2 {
    return masked(x, "dropout2d", probability, training: training) { stream, input, output in
      DropoutMask.apply(planes, probability: probability, stream: stream, input: input, output: output)
    }
  }
  let plane = x.shape[2] * x.shape[3]
  return masked(x, "dropout2d", probability, training: training) { stream, input, output in
    DropoutMask.applyToPlanes(
      planes, of: plane, probability: probability, stream: stream, input: input, output: output)
  }
}

/// Multiplies by a mask; the gradient is multiplied by the same one.
private func masked(
  _ x: Tensor, _ name: String, _ probability: Double, training: Bool,
  apply: @escaping (RandomStream, UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
) -> Tensor {
  precondition(
    (0...1).contains(probability), "\(name) of \(x.shape): a probability lies in 0...1, found \(probability)")
  let dropsNothing = !training || probability == 0
  let step = OperationStep(name, arithmetic: OperationStep.shapeStays, sharesMemory: dropsNothing)
  if dropsNothing || x.isAbstract {
    var output = x
    output.source = Trace.record(step, inputs: [x], output: x.shape)
    return output
  }
  let stream = Randomness.current.stream(.dropout)
  return .operation(step, inputs: [x], shape: x.shape) { output in
    apply(stream, x.pointer, output.mutablePointer)
  } backward: { _ in
    { gradient in
      let inputGradient = Tensor(uninitialized: gradient.shape)
      apply(stream, gradient.pointer, inputGradient.mutablePointer)
      return [inputGradient]
    }
  }
}
