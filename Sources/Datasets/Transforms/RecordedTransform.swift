/// A transform in a form that can be written to a file and made again from it.
public enum RecordedTransform: Codable, Equatable, Sendable {
  /// `Resize(side)`.
  case resize(shorterSide: Int)
  /// `Resize(height:width:)`.
  case resizeTo(height: Int, width: Int)
  /// `CenterCrop(side)`.
  case centerCrop(side: Int)
  /// `ToTensor()`.
  case toTensor
  /// `Normalize(mean:deviation:)`.
  case normalize(mean: [Float], deviation: [Float])

  /// No side of a picture may become longer than this by a record: far more than any network of the book takes.
  private static let longestSide = 4096

  /// The transform.
  public var transform: any ImageTransform {
    switch self {
    case .resize(let side): Resize(side)
    case .resizeTo(let height, let width): Resize(height: height, width: width)
    case .centerCrop(let side): CenterCrop(side)
    case .toTensor: ToTensor()
    case .normalize(let mean, let deviation): Normalize(mean: mean, deviation: deviation)
    }
  }

  /// The size that comes out when `input` goes in; `nil` if the transforms, which may come from a file, are not such as
  /// take a picture of this size and make floats of it.
  public static func outputSize(of transforms: [RecordedTransform], for input: ImageSize) -> ImageSize? {
    var size = input
    var isFloat = false
    for transform in transforms {
      switch transform {
      case .resize(let side):
        guard !isFloat, (1...longestSide).contains(side) else { return nil }
      case .resizeTo(let height, let width):
        guard !isFloat, min(height, width) > 0, max(height, width) <= longestSide else { return nil }
      case .centerCrop(let side):
        guard (1...min(size.height, size.width)).contains(side) else { return nil }
      case .toTensor:
        guard !isFloat else { return nil }
        isFloat = true
      case .normalize(let mean, let deviation):
        guard isFloat, mean.count == size.channels, deviation.count == size.channels,
          mean.allSatisfy(\.isFinite), deviation.allSatisfy({ $0.isFinite && $0 > 0 })
        else { return nil }
      }
      size = transform.transform.outputSize(for: size)
    }
    return isFloat && max(size.height, size.width) <= longestSide ? size : nil
  }
}

extension Compose {
  /// The same transforms as they can be written down. What is left to chance leaves its mean: a random crop becomes the
  /// crop of the middle, a random flip nothing. `nil` if there is a transform of another kind among them.
  public var recorded: [RecordedTransform]? {
    var records: [RecordedTransform] = []
    for transform in transforms {
      switch transform {
      case let resize as Resize: records.append(resize.recorded)
      case let crop as CenterCrop: records.append(.centerCrop(side: crop.side))
      case let crop as RandomCrop: records.append(.centerCrop(side: crop.side))
      case is RandomHorizontalFlip: continue
      case is ToTensor: records.append(.toTensor)
      case let normalize as Normalize:
        records.append(.normalize(mean: normalize.mean, deviation: normalize.deviation))
      default: return nil
      }
    }
    return records
  }
}
