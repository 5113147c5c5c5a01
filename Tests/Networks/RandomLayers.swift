import Kernels
import Networks
import Tensors

/// Layers of random sizes that fit the images that they are made for, odd ones among them.
struct RandomLayers {
  private var stream: RandomStream

  init(seed: UInt64) { stream = RandomStream(seed: seed, purpose: .other) }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(stream.next()) % range.count
  }

  mutating func pair(_ range: ClosedRange<Int>) -> Pair { Pair(number(range), number(range)) }

  mutating func flag() -> Bool { number(0...1) == 1 }

  /// `[batch, channels, height, width]`
  mutating func images(side: ClosedRange<Int> = 1...20) -> Shape {
    [number(1...3), number(1...6), number(side), number(side)]
  }

  /// Any layer that takes images.
  mutating func layer(for images: Shape) -> any Layer {
    switch number(0...9) {
    case 0...3: convolution(for: images)
    case 4: MaxPool2d(kernelSize: kernel(for: images), stride: flag() ? pair(1...4) : nil)
    case 5: paddedPooling(for: images)
    case 6: BatchNorm2d(images[1], affine: flag())
    case 7: flag() ? ReLU() : Dropout2d(0.25)
    case 8: LocalResponseNorm(number(1...5))
    default: Dropout(0.5)
    }
  }

  mutating func convolution(for images: Shape) -> Conv2d {
    let divisors = (1...images[1]).filter { images[1] % $0 == 0 }
    let groups = divisors[number(0...divisors.count - 1)]
    let padding = pair(0...3)
    let room = Pair(images[2] + 2 * padding.height, images[3] + 2 * padding.width)
    let (height, width) = (window(in: room.height), window(in: room.width))
    return Conv2d(
      images[1], groups * number(1...3), kernelSize: Pair(height.kernel, width.kernel), stride: pair(1...4),
      padding: padding, dilation: Pair(height.dilation, width.dilation), groups: groups, bias: flag())
  }

  /// A kernel and a dilation that fit into a side: dilation · (kernel − 1) + 1 ≤ room.
  private mutating func window(in room: Int) -> (kernel: Int, dilation: Int) {
    let kernel = number(1...min(room, 5))
    return (kernel, kernel == 1 ? number(1...3) : number(1...min((room - 1) / (kernel - 1), 3)))
  }

  private mutating func kernel(for images: Shape) -> Pair {
    Pair(number(1...min(images[2], 4)), number(1...min(images[3], 4)))
  }

  private mutating func paddedPooling(for images: Shape) -> any Layer {
    let kernel = kernel(for: images)
    let padding = Pair(number(0...kernel.height / 2), number(0...kernel.width / 2))
    let stride = pair(1...4)
    return flag()
      ? MaxPool2d(kernelSize: kernel, stride: stride, padding: padding)
      : AvgPool2d(kernelSize: kernel, stride: stride, padding: padding)
  }
}
