/// Small numbers that an operation keeps for its gradient, a byte each, in the pooled memory of tensors.
struct Bytes {
  private let storage: Storage

  /// Room for `count` bytes, uninitialised.
  init(count: Int) {
    storage = Storage(count: (count + 3) / 4)
    // The pool binds its memory anew whenever it is taken.
    UnsafeMutableRawPointer(storage.values).bindMemory(to: UInt8.self, capacity: count)
  }

  /// The bytes, while this value is alive.
  var pointer: UnsafeMutablePointer<UInt8> {
    UnsafeMutableRawPointer(storage.values).assumingMemoryBound(to: UInt8.self)
  }
}
