/// The size of an image in memory: `[channels, height, width]`.
public struct ImageSize: Hashable, Sendable, CustomStringConvertible {
  /// Colour planes: 1 for grey, 3 for red, green and blue.
  public var channels: Int
  /// Rows.
  public var height: Int
  /// Columns.
  public var width: Int

  /// A size of `channels` planes of `height` rows and `width` columns.
  public init(channels: Int, height: Int, width: Int) {
    self.channels = channels
    self.height = height
    self.width = width
  }

  /// Values in one image.
  public var count: Int { channels * height * width }

  /// For instance "1×28×28".
  public var description: String { "\(channels)×\(height)×\(width)" }
}

/// Labelled pictures of one size, any of which can be read at any time and from any thread.
///
/// Reading cannot fail: whoever opens a data set checks it then, and throws a `DatasetError`.
public protocol ImageDataset: Sendable {
  /// What the data set is called in a chapter's output, for instance "Fashion-MNIST".
  var name: String { get }
  /// The name of each class; a label is an index into it.
  var classNames: [String] { get }
  /// How many pictures there are.
  var count: Int { get }
  /// The size of every picture as it is stored, before any transform.
  var imageSize: ImageSize { get }
  /// Where the pictures came from.
  var source: DataSource { get }
  /// What `DataLoader` does to each picture; `ToTensor()` alone unless `transformed(by:)` says more.
  var transform: Compose { get }
  /// The class of picture `index`, in `0..<classNames.count`.
  func label(at index: Int) -> Int
  /// Copies picture `index`, `[channels, height, width]` bytes, to `pixels`.
  func readPixels(at index: Int, into pixels: UnsafeMutablePointer<UInt8>)
  /// Copies the pictures at `indices`, each in `0..<count` and in any order, to `pixels`: `[indices.count, channels,
  /// height, width]` bytes.
  ///
  /// `DataLoader` reads this way, with a part of an epoch's order. Unless a collection brings its own, each picture is
  /// read by itself. One whose pictures lie in memory should bring its own: then they are waited for together.
  func readPixels(at indices: ArraySlice<Int32>, into pixels: UnsafeMutablePointer<UInt8>)
  /// The position of picture `index` in the collection that this one was cut from: random transforms hang on
  /// it, so a picture is treated the same whichever part it is met in.
  func originalIndex(of index: Int) -> Int
}

extension ImageDataset {
  /// Whether the pictures were drawn because the real ones were not at hand (or not wanted).
  public var isDrawn: Bool { source.isDrawn }

  /// Bytes become values in 0...1, nothing else.
  public var transform: Compose { Compose([ToTensor()]) }

  /// An uncut collection is its own original.
  public func originalIndex(of index: Int) -> Int { index }

  /// Copies one after the other.
  public func readPixels(at indices: ArraySlice<Int32>, into pixels: UnsafeMutablePointer<UInt8>) {
    for (place, index) in indices.enumerated() {
      readPixels(at: Int(index), into: pixels + place * imageSize.count)
    }
  }

  /// The bytes of picture `index`, `[channels, height, width]`.
  public func pixels(at index: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: imageSize.count) { buffer, count in
      if let base = buffer.baseAddress { readPixels(at: index, into: base) }
      count = imageSize.count
    }
  }

  /// The class of every picture in order.
  public var labels: [Int] { (0..<count).map(label(at:)) }
}
