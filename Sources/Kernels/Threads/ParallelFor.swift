/// Calls `body(0)`, `body(1)`, … `body(count - 1)`, shared among the threads of the pool, and returns when all have ended.
///
/// Which thread takes which turn is left to chance, so results stay the same at any number of threads only if every
/// turn writes to a place of its own and `count` follows from the problem, never from ``ThreadPool/threadCount``.
/// A loop inside a loop runs on its caller alone.
public func parallelFor(_ count: Int, _ body: (Int) -> Void) {
  ThreadPool.shared.run(count, body)
}

/// Cuts `0..<total` into ranges of `chunk` (the last may be shorter) and calls `body` with each, as ``parallelFor(_:_:)`` does.
///
///     parallelChunks(10, chunk: 4) { range in … }   // 0..<4, 4..<8, 8..<10
public func parallelChunks(_ total: Int, chunk: Int, _ body: (Range<Int>) -> Void) {
  precondition(chunk > 0, "a chunk holds at least one element, found \(chunk)")
  parallelFor((total + chunk - 1) / chunk) { index in
    body(index * chunk..<min(total, (index + 1) * chunk))
  }
}

/// Cuts `0..<total` into ranges of a multiple of 64 and equal but for the last, and calls `body` with each, as
/// ``parallelFor(_:_:)`` does.
///
/// Sixteen ranges are an even share for two threads as for sixteen. There are fewer where they would be shorter than `least`,
/// so little work that handing it over takes as long, and more where they would be longer than 65,536.
public func parallelRanges(_ total: Int, least: Int, _ body: (Range<Int>) -> Void) {
  let even = max((total + 15) / 16, least)
  parallelChunks(total, chunk: min((even + 63) / 64 * 64, 1 << 16), body)
}

/// The part with the given number when `total` things are shared out as evenly as they can be.
func part(_ index: Int, of parts: Int, _ total: Int) -> Range<Int> {
  total * index / parts..<total * (index + 1) / parts
}
