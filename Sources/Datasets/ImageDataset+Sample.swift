import Kernels
import Tensors

extension ImageDataset {
  /// Picture `index` as the network gets it, `[channels, height, width]`, and its class.
  ///
  /// Random transforms do what they do in epoch 0 of a loader without a seed.
  public subscript(index: Int) -> (image: Tensor, label: Int) { (image(at: index), label(at: index)) }

  /// Picture `index` as the network gets it in `epoch`, counted from 0, of a loader without a seed:
  /// `[channels, height, width]`. Only random transforms make a difference between epochs.
  public func image(at index: Int, epoch: Int = 0) -> Tensor {
    // The lane that the loader takes: an epoch in the high half and a picture in the low half.
    let lane = UInt64(epoch) << 32 | UInt64(originalIndex(of: index))
    var random = RandomStream(seed: 0, purpose: .augmentation, lane: lane)
    return transform.tensor(from: imageSize, random: &random) { readPixels(at: index, into: $0) }
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
    ImageWorkspace().run(
      self, from: size, to: output, random: &random, to: image.mutablePointer, fill: fill)
    return image
  }
}
