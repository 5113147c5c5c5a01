import Kernels

/// The square in the middle of a picture, as torchvision's `CenterCrop`; the picture must be at least as large. Before or
/// after `ToTensor()`.
public struct CenterCrop: ImageTransform {
  /// The side of the square.
  public let side: Int

  /// Cuts out `side` × `side` pixels.
  public init(_ side: Int) {
    precondition(side > 0, "CenterCrop: a side of \(side)")
    self.side = side
  }

  /// The size that comes out when `input` goes in.
  public func outputSize(for input: ImageSize) -> ImageSize {
    ImageSize(channels: input.channels, height: side, width: side)
  }

  /// Changes the picture in `workspace`.
  public func apply(to workspace: ImageWorkspace, random: inout RandomStream) {
    let size = workspace.size
    guard size.height != side || size.width != side else { return }
    precondition(
      size.height >= side && size.width >= side,
      "CenterCrop: \(side)×\(side) does not fit into a picture of \(size); place a Resize before it")
    let (top, left) = (Self.margin(size.height - side), Self.margin(size.width - side))
    let output = outputSize(for: size)
    if workspace.isFloat {
      workspace.replaceFloats(output) { crop($0, size, into: $1, side, top, left, zero: 0) }
    } else {
      workspace.replaceBytes(output) { crop($0, size, into: $1, side, top, left, zero: 0) }
    }
  }

  /// Half of what is left over. Of an odd number of pixels Python's `round` gives the even half to this side.
  private static func margin(_ spare: Int) -> Int {
    Int((Double(spare) / 2).rounded(.toNearestOrEven))
  }

  /// As it is written in code.
  public var description: String { "CenterCrop(\(side))" }
}
