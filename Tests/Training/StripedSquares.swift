import Datasets
import Networks
import Tensors

/// Pictures of 4×4 with a bright row, column or diagonal and some noise: three classes that a tiny network can learn.
struct StripedSquares: ImageDataset {
  let name = "Striped squares"
  let classNames = ["row", "column", "diagonal"]
  let imageSize = ImageSize(channels: 1, height: 4, width: 4)
  let source = DataSource.drawn(seed: 0, reason: "for a test")
  let count: Int

  func label(at index: Int) -> Int { index % 3 }

  func readPixels(at index: Int, into pixels: UnsafeMutablePointer<UInt8>) {
    for row in 0..<4 {
      for column in 0..<4 {
        let isStripe = [row == index % 4, column == index % 4, row == column][label(at: index)]
        let noise = UInt8(truncatingIfNeeded: (index &* 31 &+ row &* 17 &+ column &* 7) % 100)
        pixels[4 * row + column] = isStripe ? 155 + noise : noise
      }
    }
  }
}

/// Everything that a checkpoint has to keep: weights, running statistics, dropout.
final class TinyNetwork: Module, Layer {
  let conv = Conv2d(1, 4, kernelSize: 3, padding: 1)
  let norm = BatchNorm2d(4)
  let drop = Dropout(0.25)
  let fc: Linear

  init(classes: Int = 3) {
    fc = Linear(4 * 4 * 4, classes)
    super.init()
  }

  func callAsFunction(_ images: Tensor) -> Tensor {
    let features = relu(norm(conv(images)))
    return fc(drop(features.reshaped([-1, 64])))
  }

  /// Every weight and every running statistic, to the bit.
  var bits: [UInt32] {
    namedParameters().flatMap { $0.parameter.value.values().map(\.bitPattern) }
      + [norm.runningMean, norm.runningVariance].flatMap { $0.tensor.values().map(\.bitPattern) }
  }
}
