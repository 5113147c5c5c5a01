import Kernels

/// One thing that is done to a picture on its way to the network.
///
/// Whatever a transform leaves to chance comes from `random`, the stream of this picture in this epoch: what
/// happens to a picture depends neither on the pictures beside it nor on the number of threads.
public protocol ImageTransform: Sendable, CustomStringConvertible {
  /// The size that comes out when `input` goes in.
  func outputSize(for input: ImageSize) -> ImageSize
  /// Changes the picture in `workspace`.
  func apply(to workspace: ImageWorkspace, random: inout RandomStream)
}

extension ImageTransform {
  /// Most transforms keep the size.
  public func outputSize(for input: ImageSize) -> ImageSize { input }
}

/// Transforms one after the other, as torchvision's `Compose`.
///
///     let transform = Compose([Resize(227), ToTensor(), Normalize(mean: [0.286], deviation: [0.353])])
///     print(transform)    // Compose(Resize(227), ToTensor(), Normalize(mean: [0.286], deviation: [0.353]))
public struct Compose: ImageTransform {
  /// The transforms in their order.
  public let transforms: [any ImageTransform]

  /// What is really done: the conversion to floats and a normalisation right after it are one pass.
  private let steps: [any ImageTransform]

  /// The one thing that is done if that is turning bytes to floats: as many come out as went in, and chance has no part.
  let conversion: PixelConversion?

  /// `transforms` in this order. A picture is bytes before `ToTensor()` and floats after it.
  public init(_ transforms: [any ImageTransform]) {
    self.transforms = transforms
    var steps: [any ImageTransform] = []
    for transform in transforms {
      if transform is ToTensor {
        steps.append(PixelConversion())
      } else if let normalize = transform as? Normalize,
        let conversion = steps.last as? PixelConversion, conversion.normalize == nil
      {
        steps[steps.count - 1] = PixelConversion(normalize: normalize)
      } else {
        steps.append(transform)
      }
    }
    self.steps = steps
    conversion = steps.count == 1 ? steps[0] as? PixelConversion : nil
  }

  /// The size that comes out when `input` goes in.
  public func outputSize(for input: ImageSize) -> ImageSize {
    transforms.reduce(input) { $1.outputSize(for: $0) }
  }

  /// Changes the picture in `workspace`.
  public func apply(to workspace: ImageWorkspace, random: inout RandomStream) {
    for step in steps { step.apply(to: workspace, random: &random) }
  }

  /// As it is written in code.
  public var description: String { "Compose(\(transforms.map(\.description).joined(separator: ", ")))" }
}
