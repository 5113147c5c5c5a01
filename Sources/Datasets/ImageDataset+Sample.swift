import Kernels
import Tensors

extension ImageDataset {
  /// Picture `index` as the network gets it, `[channels, height, width]`, and its class.
  ///
  /// Random transforms do what they do in epoch 0 of a loader without a seed.
  public subscript(index: Int) -> (image: Tensor, label: Int) {
    var random = RandomStream(seed: 0, purpose: .augmentation, lane: UInt64(originalIndex(of: index)))
    let image = transform.tensor(from: imageSize, random: &random) { readPixels(at: index, into: $0) }
    return (image, label(at: index))
  }
}

extension Compose {
  /// One picture, `[channels, height, width]` bytes, as the network gets it: `[channels, height, width]`.
  public func callAsFunction(_ pixels: [UInt8], size: ImageSize) -> Tensor {
    precondition(pixels.count == size.count, "\(pixels.count) bytes are no picture of \(size)")
    var random = RandomStream(seed: 0, purpose: .augmentation)
    return tensor(from: size, random: &random) { $0.update(from: pixels, count: pixels.count) }
  }

  func tensor(
    from size: ImageSize, random: inout RandomStream, fill: (UnsafeMutablePointer<UInt8>) -> Void
  ) -> Tensor {
    let output = outputSize(for: size)
    let image = Tensor(uninitialized: [output.channels, output.height, output.width])
    ImageWorkspace().run(self, size: size, random: &random, to: image.mutablePointer, fill: fill)
    return image
  }
}
