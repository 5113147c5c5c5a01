import Kernels

/// A part of prepared pictures: training or validation.
struct PreparedPart: ImageDataset {
  let name: String
  let source: DataSource
  let pictures: PreparedPictures
  let slots: [Int32]

  var classNames: [String] { pictures.details.classNames }
  var count: Int { slots.count }
  var imageSize: ImageSize { pictures.header.imageSize }

  func label(at index: Int) -> Int { Int(pictures.labels[Int(slots[index])]) }

  func readPixels(at index: Int, into pixels: UnsafeMutablePointer<UInt8>) {
    readPixels(at: [Int32(clamping: index)], into: pixels)
  }

  /// Nothing but copying happens between two pictures, as in `StoredImages`.
  func readPixels(at indices: ArraySlice<Int32>, into pixels: UnsafeMutablePointer<UInt8>) {
    let (first, size, count) = (pictures.pixels(0), imageSize.count, count)
    slots.withUnsafeBufferPointer { slots in
      var target = pixels
      for index in indices {
        precondition((0..<count).contains(Int(index)), "\(name): picture \(index) of \(count)")
        target.update(from: first + Int(slots[Int(index)]) * size, count: size)
        target += size
      }
    }
  }
}

extension PreparedPart: CustomStringConvertible {
  var description: String { "\(name): \(count) pictures of \(imageSize) \(source)" }
}
