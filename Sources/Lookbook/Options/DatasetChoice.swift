/// The data that `--dataset` asks for.
public enum DatasetChoice: Hashable, Sendable, CustomStringConvertible {
  /// Fashion-MNIST: 70,000 garments, 28×28, grey.
  case fashionMNIST
  /// MiniPlaces: 110,000 scenes, 128×128, colour.
  case miniPlaces
  /// A folder with one folder of pictures for each class.
  case folder(String)

  init(word: String) throws {
    switch word {
    case "fashion-mnist": self = .fashionMNIST
    case "miniplaces": self = .miniPlaces
    default:
      guard let folder = try? OptionValues.existingFolder(word) else {
        throw ExpectedValue("fashion-mnist, miniplaces or a folder that exists")
      }
      self = .folder(folder)
    }
  }

  /// The word on the command line.
  public var description: String {
    switch self {
    case .fashionMNIST: "fashion-mnist"
    case .miniPlaces: "miniplaces"
    case .folder(let path): path
    }
  }
}
