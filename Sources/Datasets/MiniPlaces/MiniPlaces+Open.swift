/// Which MiniPlaces is wanted, and how far it may be looked for.
public struct MiniPlacesRequest: Sendable {
  /// The root that holds `miniplaces/`.
  public var location: DataLocation
  /// The folder in which prepared pictures are kept.
  public var preparedFolder = DataLocation.preparedFolder()
  /// Whether the drawn places are wanted whatever is at hand.
  public var drawn = false
  /// The seed of the drawn places.
  public var seed: UInt64 = 0
  /// Whether the network must be left alone.
  public var offline = false
  /// The side of the pictures in pixels: document 002 scales them to 32×32.
  public var side = 32
  /// How many training pictures are needed: as many of each category as there are.
  public var trainingLimit: Int?
  /// How many validation pictures are needed, shared out likewise.
  public var validationLimit: Int?
  /// The share of pictures that may be impossible to read. They are left out and named; more of them are an error.
  public var allowedDamage = 0.01
  /// Where the archive is downloaded from; each address ends in a slash.
  public var archiveMirrors = MiniPlacesFile.archiveMirrors
  /// Where the lists are downloaded from.
  public var listMirrors = MiniPlacesFile.listMirrors
  /// How long each mirror is waited for.
  public var patience = Patience()
  /// Called from another thread while files arrive.
  public var onProgress: @Sendable (DownloadProgress) -> Void = { _ in }
  /// Called from any thread while pictures are prepared, with how many are done and how many there will be.
  public var onPrepared: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  /// Called while an archive is looked through for scenes, with the bytes that were read and those of the file.
  public var onRead: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  /// Called from any thread while places are drawn, with how many are done and how many there will be.
  public var onDrawn: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }

  /// A request with nothing limited and everything allowed.
  public init(location: DataLocation = DataLocation()) { self.location = location }
}

extension MiniPlaces {
  /// Finds MiniPlaces: in the folder the user named; else in the cache, downloading what it lacks; else, where that
  /// cannot be had, the drawn places take its place, `source` says why and `whyDrawn` what to do about it.
  ///
  /// The pictures are prepared by the first call, at thousands a second, and kept; a later one maps them into memory.
  ///
  /// - Throws: `DatasetError` for whatever is broken, for what is missing in a folder the user named, for a cache that
  ///   cannot be written, and for libraries that are not installed.
  public static func open(_ request: MiniPlacesRequest) throws(DatasetError) -> MiniPlaces {
    let found = request.drawn ? draw(request, because: "as asked") : try find(request)
    return MiniPlaces(
      training: found.training.limited(fairlyTo: request.trainingLimit),
      validation: found.validation.limited(fairlyTo: request.validationLimit), skipped: found.skipped,
      reasonNotKept: found.reasonNotKept, whyDrawn: found.whyDrawn)
  }

  private static func find(_ request: MiniPlacesRequest) throws(DatasetError) -> MiniPlaces {
    let folder = try request.location.folder(folderName)
    if request.location.isAuthoritative {
      return try MiniPlacesFolder(path: folder, source: .folder(folder)).open(request)
    }
    return try orDrawn(MiniPlacesCache(folder: folder, request: request))
  }

  /// What the cache has or can get, or the drawn places where photographs cannot be had.
  static func orDrawn(_ cache: MiniPlacesCache) throws(DatasetError) -> MiniPlaces {
    do throws(DatasetError) {
      return try cache.open()
    } catch {
      switch error {
      case .mustBePlaced(let file, _, _, _, _), .unreachable(let file, _):
        let hindrance = cache.request.offline ? "nothing may be downloaded" : "it could not be downloaded"
        return draw(cache.request, because: "the cache lacks \(file), and \(hindrance)", obstacle: error)
      case .libraryMissing(let library, _, _)
      where MiniPlacesFolder(path: cache.folder, source: .cache(cache.folder)).storage == nil:
        let file = MiniPlacesFile.archive.name
        return draw(
          cache.request, because: "the cache lacks \(file), and \(library) to read it is not installed",
          obstacle: error)
      default: throw error
      }
    }
  }
}
