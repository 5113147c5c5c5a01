import Lookbook

/// Pictures of chance, as many and as large as a chapter's: a loader does not look at what they show.
enum TimedPictures {
  /// Garments for all but LeNet, places for LeNet, with the transforms of their chapter.
  static func training(for network: TimedNetwork) -> any ImageDataset {
    let grey = Normalize(mean: [0.286], deviation: [0.353])
    let coloured = Normalize(mean: [0.46, 0.46, 0.43], deviation: [0.24, 0.23, 0.25])
    return switch network {
    case .dnn, .cnn: garments
    case .lenet: places.transformed(by: Compose([ToTensor(), coloured]))
    case .alexnet: garments.transformed(by: Compose([Resize(227), ToTensor(), grey]))
    }
  }

  private static var garments: StoredImages {
    pictures(60_000, ImageSize(channels: 1, height: 28, width: 28), classes: 10)
  }

  private static var places: StoredImages {
    pictures(20_000, ImageSize(channels: 3, height: 32, width: 32), classes: 100)
  }

  private static func pictures(_ count: Int, _ size: ImageSize, classes: Int) -> StoredImages {
    var random = RandomStream(seed: 1, purpose: .other)
    let bytes = StoredImages.pictureBytes(count: count * size.count) { bytes in
      for place in 0..<count * size.count { bytes[place] = UInt8(truncatingIfNeeded: random.next()) }
    }
    return StoredImages(
      name: "Pictures of chance", classNames: (0..<classes).map { "class \($0)" }, imageSize: size,
      source: .drawn(seed: 1, reason: "a benchmark"), bytes: bytes,
      labels: (0..<count).map { UInt8($0 % classes) })
  }
}
