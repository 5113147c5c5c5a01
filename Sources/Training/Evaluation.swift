import Datasets
import Networks
import Tensors

/// How well a network does on images that it does not learn from.
public struct Evaluation: Equatable, Sendable {
  /// The loss, as a mean over all images.
  public let loss: Double
  /// How many images were put into their class.
  public let correct: Int
  /// How many images there were.
  public let count: Int

  /// Whether the images were drawings in the place of photographs: then no other number compares with this one.
  public let isDrawn: Bool

  /// What the network said about each image; without rows where only the numbers above are known.
  public let predictions: Predictions

  /// A result; `loss` is a mean.
  public init(
    loss: Double, correct: Int, count: Int, isDrawn: Bool = false,
    predictions: Predictions = Predictions(classCount: 0)
  ) {
    (self.loss, self.correct, self.count, self.isDrawn) = (loss, correct, count, isDrawn)
    self.predictions = predictions
  }

  /// The share of images that were put into their class, from 0 to 1.
  public var accuracy: Double { count == 0 ? 0 : Double(correct) / Double(count) }
}

extension Evaluation: CustomStringConvertible {
  /// The documents' line (000, section 5): `Average loss: 0.3113, Accuracy: 9048/10000 (90%)`; drawn images are named.
  public var description: String {
    let percent = Int((100 * accuracy).rounded())
    return "Average loss: \(loss.fixed(4)), Accuracy: \(correct)/\(count) (\(percent)%)"
      + (isDrawn ? ", on drawn images" : "")
  }
}

/// Lets `model` classify every image of `loader`, without gradients and in evaluation mode; every module has its own
/// mode back afterwards, and random numbers go on as if nobody had looked.
///
/// Losses are added up over images, not over batches, so a smaller last batch does not count more than its share.
///
/// - Parameters:
///   - model: gives logits or log-probabilities, `[batch, classes]`. The loss is the same for both, since the
///     log-softmax of log-probabilities is themselves.
///   - loader: the images, in any order.
///   - afterBatch: called after each batch with the number of images so far; `false` ends the evaluation early.
/// - Returns: the result over the images that were looked at.
public func evaluate(
  _ model: any Layer, on loader: DataLoader, afterBatch: (Int) -> Bool = { _ in true }
) -> Evaluation {
  let modes = model.namedModules().map { ($0.module, $0.module.isTraining) }
  // Parents come before their children, so that each child's own mode is the last that it is given.
  defer { for (module, isTraining) in modes { module.train(isTraining) } }
  // A model may draw random numbers even now, by `dropout(…, training: true)` for instance. Looking at a training must
  // not use up its numbers.
  let (randomness, state) = (Randomness.current, Randomness.current.state)
  defer { randomness.state = state }
  model.evaluate()
  let order = loader.order(ofEpoch: 0)
  var (loss, correct, count) = (0.0, 0, 0)
  var predictions: Predictions?
  for batch in loader.epoch(0) {
    withoutGradients {
      let output = model(batch.images)
      loss += Double(crossEntropy(output, batch.labels, reduction: .sum).item())
      correct += zip(output.argmax(axis: 1), batch.labels).count { $0 == $1 }
      let images = order[count..<count + batch.count].lazy.map(Int.init)
      predictions = predictions ?? Predictions(classCount: output.shape[1])
      predictions?.append(output, labels: batch.labels, images: images)
    }
    count += batch.count
    guard afterBatch(count) else { break }
  }
  return Evaluation(
    loss: count == 0 ? 0 : loss / Double(count), correct: correct, count: count,
    isDrawn: loader.dataset.isDrawn, predictions: predictions ?? Predictions(classCount: 0))
}
