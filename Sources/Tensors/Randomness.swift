import Kernels
import Synchronization

/// One seed, and for every purpose how many streams have been taken from it.
///
/// Asking for a stream gives the next lane of that purpose, so two dropout layers never share a mask and a run can be
/// repeated, or resumed from ``state``, to the bit.
public final class Randomness: Sendable {
  /// Where every stream begins.
  public let seed: UInt64

  private let lanes: Mutex<[RandomStream.Purpose: UInt64]>

  /// Nothing taken from this seed yet.
  public init(seed: UInt64) {
    self.seed = seed
    lanes = Mutex([:])
  }

  /// The next stream of this purpose.
  public func stream(_ purpose: RandomStream.Purpose) -> RandomStream {
    let lane = lanes.withLock { lanes in
      let lane = lanes[purpose, default: 0]
      lanes[purpose] = lane + 1
      return lane
    }
    return RandomStream(seed: seed, purpose: purpose, lane: lane)
  }

  /// The stream of this purpose in a lane that the caller chooses: the epoch of a shuffle, the number of an image.
  public func stream(_ purpose: RandomStream.Purpose, lane: UInt64) -> RandomStream {
    RandomStream(seed: seed, purpose: purpose, lane: lane)
  }

  /// How many streams of each purpose were taken: what a checkpoint keeps.
  public var state: [RandomStream.Purpose: UInt64] {
    get { lanes.withLock { $0 } }
    set { lanes.withLock { $0 = newValue } }
  }

  /// What layers and loaders of this task draw from: that of ``withSeed(_:_:)``, or else the process's.
  public static var current: Randomness { override ?? process.withLock { $0 } }

  /// Gives the whole process a new seed, as a chapter does at its start. Networks made before keep what they drew.
  public static func seedProcess(_ seed: UInt64) {
    process.withLock { $0 = Randomness(seed: seed) }
  }

  @TaskLocal fileprivate static var override: Randomness?
  private static let process = Mutex(Randomness(seed: 0))
}

/// Runs `body` with random numbers of its own, from this seed: the same numbers whatever happened before.
public func withSeed<Result>(_ seed: UInt64, _ body: () throws -> Result) rethrows -> Result {
  try Randomness.$override.withValue(Randomness(seed: seed), operation: body)
}
