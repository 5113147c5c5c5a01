import Kernels
import Synchronization

/// A picture of another size, bilinear, with antialiasing when it shrinks: the bytes are those that
/// torchvision's `Resize` makes of a PIL image. Before `ToTensor()`.
public final class Resize: ImageTransform {
  private enum Target: Hashable, Sendable {
    case shorterSide(Int)
    case exactly(height: Int, width: Int)
  }

  private let target: Target
  /// The geometry of each size met so far; there is hardly ever more than one.
  private let geometries = Mutex<[ImageSize: ResizeGeometry]>([:])

  /// The shorter side becomes `side`, the longer one keeps the proportion, rounded down.
  public init(_ side: Int) {
    precondition(side > 0, "Resize: a side of \(side)")
    target = .shorterSide(side)
  }

  /// Whatever the proportion, `height` × `width` comes out.
  public init(height: Int, width: Int) {
    precondition(height > 0 && width > 0, "Resize: \(height)×\(width)")
    target = .exactly(height: height, width: width)
  }

  var recorded: RecordedTransform {
    switch target {
    case .shorterSide(let side): .resize(shorterSide: side)
    case .exactly(let height, let width): .resizeTo(height: height, width: width)
    }
  }

  /// The size that comes out when `input` goes in.
  public func outputSize(for input: ImageSize) -> ImageSize {
    switch target {
    case .exactly(let height, let width):
      return ImageSize(channels: input.channels, height: height, width: width)
    case .shorterSide(let side):
      let (short, long) = (min(input.height, input.width), max(input.height, input.width))
      let stretched = side * long / short
      return input.height <= input.width
        ? ImageSize(channels: input.channels, height: side, width: stretched)
        : ImageSize(channels: input.channels, height: stretched, width: side)
    }
  }

  /// Changes the picture in `workspace`.
  public func apply(to workspace: ImageWorkspace, random: inout RandomStream) {
    let output = outputSize(for: workspace.size)
    guard output != workspace.size else { return }
    let geometry = geometry(from: workspace.size, to: output)
    workspace.replaceBytes(output) { old, new in BilinearResize.apply(geometry, input: old, output: new) }
  }

  private func geometry(from input: ImageSize, to output: ImageSize) -> ResizeGeometry {
    geometries.withLock { known in
      if let geometry = known[input] { return geometry }
      let geometry = ResizeGeometry(
        channels: input.channels, height: input.height, width: input.width,
        outputHeight: output.height, outputWidth: output.width)
      known[input] = geometry
      return geometry
    }
  }

  /// As it is written in code.
  public var description: String {
    switch target {
    case .shorterSide(let side): "Resize(\(side))"
    case .exactly(let height, let width): "Resize(height: \(height), width: \(width))"
    }
  }
}
