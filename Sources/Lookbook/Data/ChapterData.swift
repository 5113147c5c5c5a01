/// What a chapter learns from and is tested on: its own data set, the drawings in its place, or the reader's pictures.
///
/// ```swift
/// let data = chapter.data(.fashionMNIST)
/// let training = DataLoader(data.training, batchSize: 100, shuffle: chapter.seed)
/// ```
public struct ChapterData: Sendable {
  /// The pictures to learn from.
  public let training: any ImageDataset
  /// The pictures that the result is measured on; the network never learns from them.
  public let test: any ImageDataset
  /// The data set of the book, or `nil` for pictures of the reader's own.
  public let book: BookDataset?
  /// What there is to know about how the pictures were found, a sentence each.
  let remarks: [String]
  /// By what the same pictures of the reader's own are known again.
  let fingerprint: UInt32?

  init(
    training: any ImageDataset, test: any ImageDataset, book: BookDataset?, remarks: [String] = [],
    fingerprint: UInt32? = nil
  ) {
    (self.training, self.test, self.book) = (training, test, book)
    (self.remarks, self.fingerprint) = (remarks, fingerprint)
  }

  /// "Fashion-MNIST", "Drawn places", or what the reader's folder is called.
  public var name: String { training.name }
  /// The name of each class; a label is an index into it.
  public var classNames: [String] { training.classNames }
  /// The size of every picture before any transform.
  public var imageSize: ImageSize { training.imageSize }
  /// Whether the pictures are the reader's own.
  public var isOwn: Bool { book == nil }
  /// Whether the pictures were drawn because the real ones were not at hand, or not wanted.
  public var isDrawn: Bool { training.isDrawn }
  /// What a picture shows: a garment, a place, or just a picture.
  public var thing: String { book?.thing ?? "picture" }
  /// The same in the plural.
  public var noun: String { thing + "s" }

  /// What a figure or a result made from drawings says of itself, and `nil` of all others: "drawn garments, not" that
  /// data set.
  var drawnInPlaceOf: String? {
    guard isDrawn, let book else { return nil }
    return book.title
  }

  /// The words of the data line.
  var announcement: String {
    let (training, test) = (training.count.grouped, test.count.grouped)
    let counts =
      switch book {
      case .fashionMNIST: "\(training) training and \(test) test images"
      case .miniPlaces: "\(training) training and \(test) validation images,\nwhich are the test here"
      case nil:
        "\(classNames.count.grouped) classes of your own pictures,\n\(training) to learn from and \(test) held out to test"
      }
    return "\(name), \(counts),\n\(self.training.source)"
  }

  private var pictures: String? { fingerprint.map { "pictures \(String($0, radix: 16))" } }

  /// Whether `identity` was that of the same folder of the reader's own, with other pictures in it.
  func hasChanged(since identity: String) -> Bool {
    guard let pictures else { return false }
    return identity.hasPrefix(name + " ") && identity.contains(", pictures ")
      && !identity.contains(", \(pictures),")
  }

  /// What it is, for the checkpoint: its name, its counts and a fingerprint of its labels, by which two folders with
  /// equally many pictures are told apart; of the reader's own pictures one of the pixels as well.
  var identity: String {
    var words = "\(name) \(training.count)+\(test.count)"
    if let pictures { words += ", \(pictures)" }
    guard let hash = try? Digest(.sha256) else { return words }
    for part in [training, test] { part.labels.withUnsafeBytes { hash.update($0) } }
    return "\(words), labels \(hash.finish().prefix(8))"
  }
}
