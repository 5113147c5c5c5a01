import Kernels

/// A picture while transforms change it: bytes at first, floats from `ToTensor()` on, `[channels, height,
/// width]`.
///
/// The memory is kept from picture to picture. One thread at a time may use a workspace.
public final class ImageWorkspace {
  /// The present size.
  public private(set) var size = ImageSize(channels: 0, height: 0, width: 0)
  /// Whether the picture is floats already.
  public var isFloat: Bool { currentFloats != nil }

  private let bytes = AlternatingBuffers<UInt8>()
  private let floats = AlternatingBuffers<Float>()
  private var currentBytes: UnsafeMutablePointer<UInt8>?
  private var currentFloats: UnsafeMutablePointer<Float>?
  private var destination: (pixels: UnsafeMutablePointer<Float>, size: ImageSize)?

  /// The picture's bytes, to be changed in place. Only before `ToTensor()`.
  public var bytePixels: UnsafeMutablePointer<UInt8> {
    guard let currentBytes, !isFloat else {
      preconditionFailure("a transform that works on bytes stands after ToTensor(): place it before")
    }
    return currentBytes
  }

  /// The picture's values, to be changed in place. Only after `ToTensor()`.
  public var floatPixels: UnsafeMutablePointer<Float> {
    guard let currentFloats else {
      preconditionFailure("a transform that works on floats stands before ToTensor(): place it after")
    }
    return currentFloats
  }

  /// Makes a picture of another size from the bytes at hand: `body` gets the old pixels and the place of the
  /// new.
  public func replaceBytes(
    _ newSize: ImageSize, _ body: (UnsafePointer<UInt8>, UnsafeMutablePointer<UInt8>) -> Void
  ) {
    let (old, new) = (bytePixels, bytes.next(newSize.count))
    body(old, new)
    currentBytes = new
    size = newSize
  }

  /// Makes a picture of another size from the floats at hand: `body` gets the old pixels and the place of the
  /// new.
  public func replaceFloats(
    _ newSize: ImageSize, _ body: (UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
  ) {
    let (old, new) = (floatPixels, floats.next(newSize.count))
    body(old, new)
    currentFloats = new
    size = newSize
  }

  /// Turns bytes into floats: `body` gets the bytes and the place of the floats.
  public func convert(_ body: (UnsafePointer<UInt8>, UnsafeMutablePointer<Float>) -> Void) {
    // Hardly ever does the size change after this: then the floats go straight to where they are wanted.
    let new = destination.flatMap { $0.size == size ? $0.pixels : nil } ?? floats.next(size.count)
    body(bytePixels, new)
    currentFloats = new
  }

  /// Runs a picture of `size`, whose bytes `fill` writes, through `transform` and leaves the result, of the size that
  /// the transform gives, in `output`.
  func run(
    _ transform: Compose, from size: ImageSize, to outputSize: ImageSize, random: inout RandomStream,
    to output: UnsafeMutablePointer<Float>, fill: (UnsafeMutablePointer<UInt8>) -> Void
  ) {
    begin(size, fill: fill)
    destination = (output, outputSize)
    transform.apply(to: self, random: &random)
    precondition(isFloat, "\(transform) ends with bytes: a network needs floats, so add ToTensor()")
    precondition(
      self.size == outputSize, "\(transform) promised a picture of \(outputSize) and made one of \(self.size)"
    )
    if floatPixels != output { output.update(from: floatPixels, count: outputSize.count) }
    destination = nil
  }

  /// Runs a picture of `size`, whose bytes `fill` writes, through transforms that leave nothing to chance and give bytes,
  /// and lends the result until the workspace is used again.
  func bytes(
    _ transform: Compose, size: ImageSize, fill: (UnsafeMutablePointer<UInt8>) -> Void
  ) -> UnsafePointer<UInt8> {
    begin(size, fill: fill)
    var random = RandomStream(seed: 0, purpose: .augmentation)
    transform.apply(to: self, random: &random)
    return UnsafePointer(bytePixels)
  }

  private func begin(_ size: ImageSize, fill: (UnsafeMutablePointer<UInt8>) -> Void) {
    let start = bytes.next(size.count)
    fill(start)
    self.size = size
    (currentBytes, currentFloats, destination) = (start, nil, nil)
  }
}

/// Two pieces of memory used in turn: while one is read, the next picture is written to the other.
private final class AlternatingBuffers<Element: BitwiseCopyable> {
  private struct Buffer {
    let start: UnsafeMutablePointer<Element>
    let count: Int
    var byteCount: Int { count * MemoryLayout<Element>.stride }

    init(count: Int) {
      self.count = count
      let memory = Memory.reserve(byteCount: count * MemoryLayout<Element>.stride)
      start = memory.bindMemory(to: Element.self, capacity: count)
    }

    func release() { Memory.release(start, byteCount: byteCount) }
  }

  private var buffers: [Buffer?] = [nil, nil]
  private var current = 0

  deinit { for buffer in buffers { buffer?.release() } }

  /// Room for `count` elements in the buffer whose turn it is; the one before keeps what it holds.
  func next(_ count: Int) -> UnsafeMutablePointer<Element> {
    current = 1 - current
    if let buffer = buffers[current], buffer.count >= count { return buffer.start }
    buffers[current]?.release()
    let buffer = Buffer(count: count)
    buffers[current] = buffer
    return buffer.start
  }
}
