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
    precondition((0..<count).contains(index), "\(name): picture \(index) of \(count)")
    pixels.update(from: pictures.pixels(Int(slots[index])), count: imageSize.count)
  }
}

extension PreparedPart: CustomStringConvertible {
  var description: String { "\(name): \(count) pictures of \(imageSize) \(source)" }
}
