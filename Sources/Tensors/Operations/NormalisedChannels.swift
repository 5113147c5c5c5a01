import Kernels

/// What batch normalisation has in common whether a pooling follows it or not: sizes that fit, the statistics that are
/// used, and the running ones that follow them.
struct NormalisedChannels {
  /// The sizes.
  let geometry: BatchNormalisationGeometry
  /// The mean that the forward pass writes in training and reads in evaluation, `[channels]`.
  let mean: Tensor
  /// The biased variance, likewise.
  let variance: Tensor

  /// Whether the forward pass writes the statistics.
  private let areMeasured: Bool
  private let shape: Shape
  /// Whether x, γ and β require a gradient; nil for one that is not there.
  private let required: [Bool?]

  /// Checks the shapes; the parameters are those of `batchNorm`.
  init(
    of x: Tensor, _ runningMean: Tensor, _ runningVariance: Tensor, _ weight: Tensor?, _ bias: Tensor?,
    training: Bool
  ) {
    requireShapes(
      x.shape.rank == 4 || x.shape.rank == 2, of: [x],
      "batch_norm normalises [batch, channels, height, width] or [batch, channels], found \(x.shape)")
    let channels: Shape = [x.shape[1]]
    for (name, shape) in [
      ("running mean", runningMean.shape), ("running variance", runningVariance.shape),
      ("weight", weight?.shape ?? channels), ("bias", bias?.shape ?? channels),
    ] {
      requireShapes(
        shape == channels, of: [x],
        "batch_norm: a \(name) of shape \(shape) does not fit an input of \(x.shape)")
    }
    shape = x.shape
    geometry = BatchNormalisationGeometry(
      batch: x.shape[0], channels: x.shape[1], plane: x.shape.dimensions[2...].reduce(1, *))
    required = [x.requiresGradient, weight?.requiresGradient, bias?.requiresGradient]
    // A shape without values has no statistics.
    areMeasured = training && ![x, weight, bias].contains { $0?.isAbstract ?? false }
    if areMeasured {
      requireShapes(
        geometry.valuesPerChannel > 1, of: [x],
        "batch_norm: training needs more than one value in a channel, found the shape \(x.shape)")
      (mean, variance) = (Tensor(uninitialized: channels), Tensor(uninitialized: channels))
    } else {
      (mean, variance) = (runningMean, runningVariance)
    }
  }

  /// Room for those gradients by x, γ and β that are required, filled by `body`; nil where none is.
  func gradients(
    _ body: (
      _ input: UnsafeMutablePointer<Float>?, _ weight: UnsafeMutablePointer<Float>?,
      _ bias: UnsafeMutablePointer<Float>?
    ) -> Void
  ) -> [Tensor?] {
    let gradients = zip(required, [shape, mean.shape, mean.shape]).map { isRequired, shape in
      isRequired == true ? Tensor(uninitialized: shape) : nil
    }
    body(gradients[0]?.mutablePointer, gradients[1]?.mutablePointer, gradients[2]?.mutablePointer)
    return zip(gradients, required).filter { $0.1 != nil }.map(\.0)
  }

  /// Lets the running statistics follow those of the batch, if it had any. The variance is divided by m − 1 there.
  func move(_ runningMean: inout Tensor, _ runningVariance: inout Tensor, momentum: Double) {
    guard areMeasured else { return }
    let unbiased = Float(geometry.valuesPerChannel) / Float(geometry.valuesPerChannel - 1)
    runningMean.follow(mean, scale: 1, momentum: Float(momentum))
    runningVariance.follow(variance, scale: unbiased, momentum: Float(momentum))
  }
}

extension Tensor {
  /// self ← (1 − momentum) · self + momentum · scale · target
  fileprivate mutating func follow(_ target: Tensor, scale: Float, momentum: Float) {
    let count = count
    withMutableValues { values in
      for index in 0..<count {
        values[index] = (1 - momentum) * values[index] + momentum * (scale * target.pointer[index])
      }
    }
  }
}
