/// What a training went through: the loss of every step and the result of every evaluation, in their order.
public struct History: Equatable, Sendable {
  /// The mean loss of each step's batch; `losses[0]` is that of step 1.
  public private(set) var losses: [Float]
  /// The evaluations, the first one first.
  public private(set) var evaluations: [Evaluation]

  /// One look at how well the network does on images that it does not learn from.
  public struct Evaluation: Codable, Equatable, Sendable {
    /// The epoch in which it happened, from 1.
    public var epoch: Int
    /// How many steps had been taken.
    public var step: Int
    /// What was evaluated on: `test` or `validation`.
    public var part: String
    /// The loss, as a mean over all images.
    public var loss: Double
    /// The share of images that were put into their class, from 0 to 1.
    public var accuracy: Double

    /// A record of an evaluation.
    public init(epoch: Int, step: Int, part: String, loss: Double, accuracy: Double) {
      (self.epoch, self.step, self.part) = (epoch, step, part)
      (self.loss, self.accuracy) = (loss, accuracy)
    }
  }

  /// A history, by default of nothing.
  public init(losses: [Float] = [], evaluations: [Evaluation] = []) {
    (self.losses, self.evaluations) = (losses, evaluations)
  }

  /// How many steps were taken.
  public var steps: Int { losses.count }

  /// Notes the loss of the next step.
  public mutating func record(loss: Float) { losses.append(loss) }

  /// Notes an evaluation.
  public mutating func record(_ evaluation: Evaluation) { evaluations.append(evaluation) }

  /// The evaluation with the lowest loss, if it is not the last one: since then the network got worse on images that it
  /// does not learn from, which is *over-fitting*. `nil` as long as every look is better than all before.
  public var turn: Evaluation? {
    guard let lowest = evaluations.min(by: { $0.loss < $1.loss }), let last = evaluations.last,
      lowest.step < last.step, lowest.loss < last.loss
    else { return nil }
    return lowest
  }

  /// The mean of the last `count` losses, or of as many as there are; `nil` before the first.
  public func meanLoss(ofLast count: Int) -> Float? {
    let last = losses.suffix(count)
    return last.isEmpty ? nil : Float(last.reduce(0.0) { $0 + Double($1) } / Double(last.count))
  }
}
