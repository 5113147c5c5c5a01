import Foundation
import Tensors

/// Numbers that Python and Swift compute alike, so that a fixture holds results and never inputs: the twin of
/// `Tests/Peers/formula.py`, which says how a name and an element's number become a value.
enum Formula {
  /// Values in [−scale, scale), as a tensor of its own.
  static func tensor(_ name: String, _ shape: Shape, scale: Float = 1) -> Tensor {
    var tensor = Tensor(uninitialized: shape)
    let key = key(name)
    tensor.withMutableValues { values in
      for index in 0..<shape.count { values[index] = value(hash(key, index)) * scale }
    }
    return tensor
  }

  /// The hash modulo the number of classes.
  static func labels(_ name: String, _ count: Int, classes: Int) -> [Int] {
    let key = key(name)
    return (0..<count).map { Int(hash(key, $0) % UInt32(classes)) }
  }

  /// A batch that a network can learn: half the silhouette of its class, in 7 to 8 blocks a side, half noise.
  static func batch(step: Int, _ shape: Shape, classes: Int = 10) -> (images: Tensor, labels: [Int]) {
    let (channels, height, width) = (shape[1], shape[2], shape[3])
    let labels = labels("labels/\(step)", shape[0], classes: classes)
    let block = height / 7
    let blocks: Shape = [channels, (height - 1) / block + 1, (width - 1) / block + 1]
    let silhouettes = (0..<classes).map { tensor("class/\($0)", blocks).values() }
    var images = tensor("images/\(step)", shape)
    images.withMutableValues { values in
      var pixel = 0
      for label in labels {
        for channel in 0..<channels {
          for y in 0..<height {
            let row = (channel * blocks[1] + y / block) * blocks[2]
            for x in 0..<width {
              values[pixel] = (silhouettes[label][row + x / block] + values[pixel]) * 0.5
              pixel += 1
            }
          }
        }
      }
    }
    return (images, labels)
  }

  /// FNV-1a, 32 bits.
  private static func key(_ name: String) -> UInt32 {
    name.utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }

  /// The finaliser of MurmurHash3.
  private static func hash(_ key: UInt32, _ index: Int) -> UInt32 {
    var x = UInt32(truncatingIfNeeded: index) &* 0x9E37_79B9 &+ key
    x ^= x >> 16
    x = x &* 0x85EB_CA6B
    x ^= x >> 13
    x = x &* 0xC2B2_AE35
    return x ^ (x >> 16)
  }

  /// A multiple of 2⁻²³ in [−1, 1), exact in single precision.
  private static func value(_ hash: UInt32) -> Float { Float(hash >> 8) * 0x1p-23 - 1 }
}
