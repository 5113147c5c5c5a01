import Kernels

/// Labelled pictures held in memory as bytes.
public struct StoredImages: ImageDataset {
  /// What the data set is called.
  public let name: String
  /// The name of each class.
  public let classNames: [String]
  /// The size of every picture.
  public let imageSize: ImageSize
  /// Where the pictures came from.
  public let source: DataSource
  /// Every picture in order, `[count, channels, height, width]`.
  public let bytes: [UInt8]
  /// The class of every picture as the file holds it.
  public let byteLabels: [UInt8]

  /// Pictures of `imageSize` whose values lie in `bytes` and whose classes lie in `labels`.
  public init(
    name: String, classNames: [String], imageSize: ImageSize, source: DataSource, bytes: [UInt8],
    labels: [UInt8]
  ) {
    precondition(
      bytes.count == labels.count * imageSize.count,
      "StoredImages: \(bytes.count) bytes are not \(labels.count) pictures of \(imageSize)")
    self.name = name
    self.classNames = classNames
    self.imageSize = imageSize
    self.source = source
    self.bytes = bytes
    byteLabels = labels
  }

  /// `count` bytes for many pictures, all of which `body` writes.
  ///
  /// In large pages, if the system has any: a batch takes its pictures from anywhere, and with pages of 4 KB finding one
  /// of Fashion-MNIST took as long as copying it.
  package static func pictureBytes(
    count: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Void
  ) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = count
      guard let base = buffer.baseAddress else { return }
      Memory.preferLargePages(base, byteCount: count)
      body(base)
    }
  }

  /// How many pictures there are.
  public var count: Int { byteLabels.count }

  /// The class of picture `index`.
  public func label(at index: Int) -> Int { Int(byteLabels[index]) }

  /// Copies picture `index`, `[channels, height, width]` bytes, to `pixels`.
  public func readPixels(at index: Int, into pixels: UnsafeMutablePointer<UInt8>) {
    readPixels(at: [Int32(clamping: index)], into: pixels)
  }

  /// Copies the pictures at `indices` to `pixels`, one after the other.
  ///
  /// Nothing but copying happens between two of them. Counting a reference, say, would make the processor wait until
  /// the picture before has come from memory.
  public func readPixels(at indices: ArraySlice<Int32>, into pixels: UnsafeMutablePointer<UInt8>) {
    let (count, size) = (count, imageSize.count)
    bytes.withUnsafeBufferPointer { buffer in
      var target = pixels
      for index in indices {
        guard (0..<count).contains(Int(index)), let base = buffer.baseAddress else {
          preconditionFailure("\(name): picture \(index) of \(count)")
        }
        target.update(from: base + Int(index) * size, count: size)
        target += size
      }
    }
  }
}

extension StoredImages: CustomStringConvertible {
  /// One line in the place of millions of bytes: "Fashion-MNIST: 60000 pictures of 1×28×28 from the folder
  /// /data".
  public var description: String { "\(name): \(count) pictures of \(imageSize) \(source)" }
}
