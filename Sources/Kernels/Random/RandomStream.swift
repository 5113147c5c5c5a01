/// The random numbers of one purpose: a pure function of seed, purpose, lane and position.
///
/// Each purpose has a stream of its own, so that drawing one more number for augmentation leaves dropout as it was.
/// A *lane* separates uses of one purpose: the parameter, the epoch, the call, the image. A stream is a value: a copy
/// goes on where the original stood.
///
///     var stream = RandomStream(seed: 7, purpose: .shuffling, lane: 2)   // the order of epoch 2
///     let order = stream.permutation(60_000)
public struct RandomStream: Sendable {
  /// What random numbers are for.
  public enum Purpose: UInt8, CaseIterable, Sendable {
    /// First values of weights.
    case initialisation = 1
    /// Which units are dropped.
    case dropout = 2
    /// The order of the training images.
    case shuffling = 3
    /// Flips and crops.
    case augmentation = 4
    /// Pictures drawn where there is no data.
    case drawing = 5
    /// Which training images are held out.
    case splitting = 6
    /// Whatever else, a reader's own experiments for instance.
    case other = 7
  }

  let generator: Philox
  let high: UInt64
  private var position: UInt64 = 0
  private var buffer = SIMD4<UInt32>()

  /// The stream of this seed, purpose and lane (at most 2⁵⁶ − 1), at its beginning.
  public init(seed: UInt64, purpose: Purpose, lane: UInt64 = 0) {
    generator = Philox(key: seed)
    high = lane << 8 | UInt64(purpose.rawValue)
  }

  /// The next 32 random bits.
  public mutating func next() -> UInt32 {
    let word = Int(position % 4)
    if word == 0 { buffer = generator.block((position / 4, high)) }
    position += 1
    return buffer[word]
  }

  /// The next number in [0, 1), a multiple of 2⁻²⁴: every one of them is exact in a `Float`.
  public mutating func nextUniform() -> Float {
    Float(next() >> 8) * 0x1p-24
  }

  /// The next number in [low, high).
  public mutating func nextUniform(_ low: Float, _ high: Float) -> Float {
    low + (high - low) * nextUniform()
  }

  /// The next number from the normal distribution of mean 0 and deviation 1 (Box and Muller's method).
  public mutating func nextNormal() -> Float {
    let radius = next()
    let angle = next()
    return normalPair(radius, angle).0
  }

  /// The next whole number in 0..<bound, each with exactly the same probability.
  ///
  /// Lemire's multiplication: the few values that would favour some results are drawn again.
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0 && bound <= Int(UInt32.max), "a bound lies in 1...2³²−1, found \(bound)")
    let range = UInt32(bound)
    var (high, low) = next().multipliedFullWidth(by: range)
    if low < range {
      let threshold = (0 &- range) % range
      while low < threshold { (high, low) = next().multipliedFullWidth(by: range) }
    }
    return Int(high)
  }

  /// The numbers 0..<count in random order, every order equally likely (Fisher and Yates' shuffle).
  public mutating func permutation(_ count: Int) -> [Int32] {
    var order = [Int32](0..<Int32(count))
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, below(last + 1))
    }
    return order
  }
}
