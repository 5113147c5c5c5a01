#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What belongs to one thread: whether it is inside a parallel loop, and its scratch memory.
final class ThreadContext {
  var isInsideParallelLoop = false
  /// Working memory outside of loops, which follows from the program alone.
  var scratch = ScratchArena()
  /// Working memory of turns.
  var turnScratch = ScratchArena(from: .shared)

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key) { pointer in
      #if canImport(Glibc)
        guard let pointer else { return }
      #endif
      Unmanaged<ThreadContext>.fromOpaque(pointer).release()
    }
    return key
  }()

  /// The calling thread's own; made when first asked for, released when the thread ends.
  static var current: ThreadContext {
    if let pointer = pthread_getspecific(key) {
      return Unmanaged<ThreadContext>.fromOpaque(pointer).takeUnretainedValue()
    }
    let context = ThreadContext()
    pthread_setspecific(key, Unmanaged.passRetained(context).toOpaque())
    return context
  }
}
