/// The data that `--dataset` asks for.
public enum DatasetChoice: String, CaseIterable, Sendable {
  /// Fashion-MNIST: 70,000 garments, 28×28, grey.
  case fashionMNIST = "fashion-mnist"

  init(word: String) throws {
    guard let choice = Self(rawValue: word) else { throw ExpectedValue(Self.words) }
    self = choice
  }

  /// All that can be asked for.
  static var words: String { allCases.map(\.rawValue).joined(separator: " or ") }
}
