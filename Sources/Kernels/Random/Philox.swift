/// Random numbers from a counter: Philox 4×32-10.
///
/// Ten rounds of multiplying and exchanging turn a counter of 128 bits into 128 random ones, under a key of 64.
/// There is no state: block number n can be had without the blocks before it, on any thread, in any order.
/// Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 3.3.
public struct Philox: Sendable {
  /// The key: its low half and its high half.
  let key: (UInt32, UInt32)

  /// A generator of its own for each key.
  public init(key: UInt64) {
    self.key = (UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32))
  }

  /// The four random words of this counter (low half first).
  public func block(_ counter: (UInt64, UInt64)) -> SIMD4<UInt32> {
    var x0 = UInt32(truncatingIfNeeded: counter.0)
    var x1 = UInt32(truncatingIfNeeded: counter.0 >> 32)
    var x2 = UInt32(truncatingIfNeeded: counter.1)
    var x3 = UInt32(truncatingIfNeeded: counter.1 >> 32)
    var (k0, k1) = key
    for _ in 0..<Self.rounds {
      let (high0, low0) = Self.multiplier0.multipliedFullWidth(by: x0)
      let (high1, low1) = Self.multiplier1.multipliedFullWidth(by: x2)
      (x0, x1, x2, x3) = (high1 ^ x1 ^ k0, low1, high0 ^ x3 ^ k1, low0)
      k0 &+= Self.keyStep0
      k1 &+= Self.keyStep1
    }
    return SIMD4(x0, x1, x2, x3)
  }

  // The constants of the paper's section 3.3: multipliers found by search, key steps from √3 and the golden ratio.
  static let rounds = 10
  static let multiplier0: UInt32 = 0xD251_1F53
  static let multiplier1: UInt32 = 0xCD9E_8D57
  static let keyStep0: UInt32 = 0x9E37_79B9
  static let keyStep1: UInt32 = 0xBB67_AE85
}
