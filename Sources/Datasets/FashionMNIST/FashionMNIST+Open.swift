/// Which Fashion-MNIST is wanted, and how far it may be looked for.
public struct FashionMNISTRequest: Sendable {
  /// The root that holds `fashion-mnist/`.
  public var location: DataLocation
  /// Whether the drawn garments are wanted whatever is at hand.
  public var drawn = false
  /// Whether the network must be left alone.
  public var offline = false
  /// The seed of the drawn garments.
  public var seed: UInt64 = 0
  /// How many training pictures are needed; drawing makes no more.
  public var trainingLimit: Int?
  /// How many test pictures are needed.
  public var testLimit: Int?
  /// Where missing files are downloaded from, in this order; each address ends in a slash.
  public var mirrors = FashionMNISTFile.mirrors
  /// How long each mirror is waited for.
  public var patience = Patience()
  /// Called from another thread while files arrive.
  public var onProgress: @Sendable (DownloadProgress) -> Void = { _ in }
  /// Called from any thread while garments are drawn, with how many are done and how many there will be.
  public var onDrawn: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }

  /// A request with nothing limited and everything allowed.
  public init(location: DataLocation = DataLocation()) { self.location = location }
}

extension FashionMNIST {
  /// Finds Fashion-MNIST: in the folder the user named; else in the cache, downloading what it lacks; else,
  /// where no mirror can be reached or asked, the drawn garments take its place and `source` says why.
  ///
  /// - Throws: `DatasetError` for whatever is missing or broken in a folder the user named, for a cache that cannot
  ///   be written, and for mirrors that are there and do not give the data.
  public static func open(_ request: FashionMNISTRequest) throws(DatasetError) -> FashionMNIST {
    let found = request.drawn ? draw(request, because: "as asked") : try find(request)
    return FashionMNIST(
      training: found.training.limited(to: request.trainingLimit),
      test: found.test.limited(to: request.testLimit))
  }

  private static func find(_ request: FashionMNISTRequest) throws(DatasetError) -> FashionMNIST {
    let folder = try request.location.folder(folderName)
    if request.location.isAuthoritative { return try FashionMNIST(folder: folder) }
    return try FashionMNISTCache(folder: folder, request: request).open()
  }

  static func draw(_ request: FashionMNISTRequest, because reason: String) -> FashionMNIST {
    drawn(
      seed: request.seed, trainingLimit: request.trainingLimit, testLimit: request.testLimit, because: reason,
      onDrawn: request.onDrawn)
  }
}
