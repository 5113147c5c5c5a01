/// How far a training is, between two steps.
public struct Position: Codable, Equatable, Sendable {
  /// The epoch in progress, from 1; one more than there are when all is done.
  public var epoch = 1
  /// How many batches of this epoch the network has learned from.
  public var batch = 0
  /// How many images those were.
  public var images = 0

  /// The beginning of a training.
  public init() {}

  /// Whether a training can stand here.
  var isPossible: Bool { epoch >= 1 && batch >= 0 && images >= 0 }

  /// The beginning of the epoch after this one.
  public var nextEpoch: Position {
    var next = Position()
    next.epoch = epoch + 1
    return next
  }
}
