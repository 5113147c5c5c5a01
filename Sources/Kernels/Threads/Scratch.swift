/// Working memory of a kernel: each thread keeps its own and uses it again, so that no step allocates.
///
/// Which turns of a loop a thread gets is left to chance, and turns differ in what they need. So that chance decides
/// nothing about memory, the largest turn of all sets what every thread of the pool gets: after the first step of
/// each batch size nothing more is reserved.
public enum Scratch {
  /// The bytes that all threads together hold in reserve; a test watches that it stops growing.
  public static var reservedBytes: Int { ScratchBlock.reservedBytes.load(ordering: .relaxed) }

  /// Lends `count` uninitialised floats, aligned to a cache line, to `body` on the calling thread.
  ///
  /// Calls nest: the inner one gets other memory.
  public static func withFloats<Result>(
    _ count: Int, _ body: (UnsafeMutablePointer<Float>) throws -> Result
  ) rethrows -> Result {
    let context = ThreadContext.current
    let byteCount = count * MemoryLayout<Float>.stride
    if context.isInsideParallelLoop {
      let memory = context.turnScratch.push(byteCount: byteCount)
      defer { context.turnScratch.pop() }
      return try body(memory.assumingMemoryBound(to: Float.self))
    }
    let memory = context.scratch.push(byteCount: byteCount)
    defer { context.scratch.pop() }
    return try body(memory.assumingMemoryBound(to: Float.self))
  }
}
