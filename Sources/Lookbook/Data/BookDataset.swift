/// A data set that chapters of the book are written for.
public enum BookDataset: String, CaseIterable, Sendable {
  /// Fashion-MNIST: 70,000 garments in ten classes, 28×28, grey.
  case fashionMNIST = "fashion-mnist"
  /// MiniPlaces: 110,000 places in a hundred classes, 32×32, colour.
  case miniPlaces = "miniplaces"

  /// What it is called.
  public var title: String {
    switch self {
    case .fashionMNIST: "Fashion-MNIST"
    case .miniPlaces: "MiniPlaces"
    }
  }

  /// What a picture of it shows.
  public var thing: String {
    switch self {
    case .fashionMNIST: "garment"
    case .miniPlaces: "place"
    }
  }

  /// The same in the plural.
  public var noun: String { thing + "s" }

  /// The size of its pictures.
  public var imageSize: ImageSize {
    switch self {
    case .fashionMNIST: FashionMNIST.imageSize
    case .miniPlaces: ImageSize(channels: 3, height: 32, width: 32)
    }
  }

  /// The folder under the data root.
  var folderName: String {
    switch self {
    case .fashionMNIST: FashionMNIST.folderName
    case .miniPlaces: MiniPlaces.folderName
    }
  }

  /// How many kinds of them are drawn where there is no data.
  var drawnKinds: String {
    switch self {
    case .fashionMNIST: "ten kinds of garments"
    case .miniPlaces: "a hundred kinds of places"
    }
  }
}
