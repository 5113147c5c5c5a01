/// How long and how fast a chapter trains, and with how many images; every part has an option that overrides it.
///
/// ```swift
/// let chapter = Chapter("cnn", plan: Plan(epochs: 5, batchSize: 100, learningRate: 1e-3))
/// ```
public struct Plan: Hashable, Sendable {
  /// Passes over the training images: `--epochs`.
  public var epochs: Int
  /// Images a batch, and so a step: `--batch-size`.
  public var batchSize: Int
  /// The optimiser's learning rate, or the highest one of a schedule: `--learning-rate`.
  public var learningRate: Double
  /// The most training images to use, or `nil` for all: `--train-limit`.
  public var trainLimit: Int?
  /// The most test images to use, or `nil` for all: `--test-limit`.
  public var testLimit: Int?

  /// A plan; without limits it uses all images.
  public init(
    epochs: Int = 1, batchSize: Int = 64, learningRate: Double = 1e-3, trainLimit: Int? = nil,
    testLimit: Int? = nil
  ) {
    (self.epochs, self.batchSize, self.learningRate) = (epochs, batchSize, learningRate)
    (self.trainLimit, self.testLimit) = (trainLimit, testLimit)
  }
}
