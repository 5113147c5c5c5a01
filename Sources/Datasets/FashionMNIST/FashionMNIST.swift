/// Fashion-MNIST: 60,000 training and 10,000 test pictures of garments, 28×28 grey, light on black, in ten
/// classes; or the drawn garments that stand in for it.
public struct FashionMNIST: Sendable {
  /// The class table of document 000; a label is an index into it.
  public static let classNames = [
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
  ]
  /// How many pictures each part holds.
  public static let counts = (training: 60_000, test: 10_000)
  /// The size of every picture.
  public static let imageSize = ImageSize(channels: 1, height: 28, width: 28)
  /// The folder under the data root.
  public static let folderName = "fashion-mnist"

  /// The training pictures.
  public let training: any ImageDataset
  /// The test pictures.
  public let test: any ImageDataset

  /// Where the pictures came from.
  public var source: DataSource { training.source }
  /// "Fashion-MNIST", or "Drawn garments".
  public var name: String { training.name }

  /// Two parts of one data set.
  public init(training: any ImageDataset, test: any ImageDataset) {
    self.training = training
    self.test = test
  }

  /// Reads the four files of `folder`, packed or unpacked.
  ///
  /// - Throws: `DatasetError` for a file that is missing, unreadable, cut, damaged, foreign, longer than it says,
  ///   or does not hold the official number of pictures, for labels outside 0...9, and for pictures whose pixels are
  ///   all alike.
  public init(folder: String) throws(DatasetError) {
    try self.init(folder: folder, source: .folder(folder), counts: Self.counts)
  }

  init(
    folder: String, source: DataSource, counts: (training: Int, test: Int)
  ) throws(DatasetError) {
    training = try Self.read(.trainingImages, .trainingLabels, folder, source, count: counts.training)
    test = try Self.read(.testImages, .testLabels, folder, source, count: counts.test)
  }

  /// The same pictures, both parts treated by `transform` on their way to the network.
  public func transformed(by transform: Compose) -> FashionMNIST {
    FashionMNIST(training: training.transformed(by: transform), test: test.transformed(by: transform))
  }

  private static func read(
    _ imageFile: FashionMNISTFile, _ labelFile: FashionMNISTFile, _ folder: String, _ source: DataSource,
    count: Int
  ) throws(DatasetError) -> StoredImages {
    let imagePath = try find(imageFile, in: folder)
    let labelPath = try find(labelFile, in: folder)
    let images = try IDXFile(path: imagePath, item: [imageSize.height, imageSize.width], maximum: count)
    let labels = try IDXFile(path: labelPath, item: [], maximum: count)
    guard images.count == count else {
      throw .malformed(path: imagePath, offset: 4, expected: "\(count) images", found: "\(images.count)")
    }
    guard images.count == labels.count else {
      throw .countsDisagree(
        images: imagePath, imageCount: images.count, labels: labelPath, labelCount: labels.count)
    }
    if let wrong = labels.bytes.firstIndex(where: { $0 >= classNames.count }) {
      throw .malformed(
        path: labelPath, offset: IDXFile.labelHeaderSize + wrong,
        expected: "a label of 0...\(classNames.count - 1)", found: "\(labels.bytes[wrong])")
    }
    // Pictures of nothing: there is nothing to learn, and no deviation to divide by.
    if let first = images.bytes.first, images.bytes.allSatisfy({ $0 == first }) {
      throw .malformed(
        path: imagePath, offset: IDXFile.imageHeaderSize, expected: "pictures",
        found: "\(images.bytes.count) times the byte \(first)")
    }
    return StoredImages(
      name: "Fashion-MNIST", classNames: classNames, imageSize: imageSize, source: source,
      bytes: images.bytes,
      labels: labels.bytes)
  }

  private static func find(_ file: FashionMNISTFile, in folder: String) throws(DatasetError) -> String {
    if let path = file.path(in: folder) { return path }
    throw .missing(
      path: folder + "/" + file.name, expected: "this file, or the same without .gz",
      advice: "put the official file there, or name no folder at all to have it downloaded")
  }
}

extension FashionMNIST: CustomStringConvertible {
  /// One line: name, counts and source.
  public var description: String { "\(name), \(training.count) + \(test.count) pictures \(source)" }
}
