import Kernels

/// Cuts a square out of a picture at a random place, after surrounding the picture with zeros: with the
/// picture's own size and a padding of 2, the garment moves by up to two pixels each way. Before or after
/// `ToTensor()`.
public struct RandomCrop: ImageTransform {
  /// The side of the square.
  public let side: Int
  /// Zeros added on each of the four sides beforehand.
  public let padding: Int

  /// Cuts out `side` × `side` pixels.
  public init(_ side: Int, padding: Int = 0) {
    precondition(side > 0 && padding >= 0, "RandomCrop: a side of \(side), a padding of \(padding)")
    self.side = side
    self.padding = padding
  }

  /// The size that comes out when `input` goes in.
  public func outputSize(for input: ImageSize) -> ImageSize {
    ImageSize(channels: input.channels, height: side, width: side)
  }

  /// Changes the picture in `workspace`.
  public func apply(to workspace: ImageWorkspace, random: inout RandomStream) {
    let size = workspace.size
    let (spareRows, spareColumns) = (size.height + 2 * padding - side, size.width + 2 * padding - side)
    precondition(
      spareRows >= 0 && spareColumns >= 0,
      "RandomCrop: \(side)×\(side) does not fit into a picture of \(size) with a padding of \(padding)")
    let top = random.below(spareRows + 1) - padding
    let left = random.below(spareColumns + 1) - padding
    let output = outputSize(for: size)
    if workspace.isFloat {
      workspace.replaceFloats(output) { crop($0, size, into: $1, side, top, left, zero: 0) }
    } else {
      workspace.replaceBytes(output) { crop($0, size, into: $1, side, top, left, zero: 0) }
    }
  }

  /// As it is written in code.
  public var description: String { "RandomCrop(\(side), padding: \(padding))" }
}

/// Copies the square whose corner lies at (`top`, `left`), which may be outside; outside there are zeros.
func crop<Pixel>(
  _ input: UnsafePointer<Pixel>, _ size: ImageSize, into output: UnsafeMutablePointer<Pixel>, _ side: Int,
  _ top: Int, _ left: Int, zero: Pixel
) {
  let columns = max(0, left)..<max(max(0, left), min(size.width, left + side))
  for channel in 0..<size.channels {
    for row in 0..<side {
      let target = output + (channel * side + row) * side
      target.update(repeating: zero, count: side)
      guard (0..<size.height).contains(top + row), !columns.isEmpty else { continue }
      let source = input + (channel * size.height + top + row) * size.width
      (target + columns.lowerBound - left).update(from: source + columns.lowerBound, count: columns.count)
    }
  }
}
