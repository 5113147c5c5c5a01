/// The copy of Fashion-MNIST in the user's cache folder, completed and repaired by downloads.
struct FashionMNISTCache {
  let folder: String
  let request: FashionMNISTRequest
  var files = FashionMNISTFile.all
  var counts = FashionMNIST.counts

  /// Reads the cache after downloading what it lacks; where no mirror can be asked or reached for that, the
  /// drawn garments take its place.
  func open() throws(DatasetError) -> FashionMNIST {
    let missing = files.filter { $0.path(in: folder) == nil }
    guard let first = missing.first else { return try readRepairing(.cache(folder)) }
    if request.offline {
      return FashionMNIST.draw(
        request, because: "the cache lacks \(first.name), and nothing may be downloaded")
    }
    let source: DataSource
    do throws(DatasetError) {
      source = try download(missing)
    } catch DatasetError.unreachable {
      return FashionMNIST.draw(request, because: "no mirror could be reached")
    }
    return try readRepairing(source)
  }

  /// Reads the complete cache. If any of it is found damaged, all files that are not the official ones are downloaded
  /// anew, once.
  private func readRepairing(_ source: DataSource) throws(DatasetError) -> FashionMNIST {
    let damage: DatasetError
    do throws(DatasetError) {
      return try read(source)
    } catch {
      damage = error
    }
    switch damage {
    case .malformed, .countsDisagree: break
    default: throw damage
    }
    guard !request.offline else { throw damage }
    var damaged: [FashionMNISTFile] = []
    for file in files where try !file.isOfficial(in: folder) { damaged.append(file) }
    guard !damaged.isEmpty else { throw damage }
    let repaired: DataSource
    do throws(DatasetError) {
      repaired = try download(damaged)
    } catch DatasetError.unreachable {
      throw damage
    }
    return try read(repaired)
  }

  private func download(_ files: [FashionMNISTFile]) throws(DatasetError) -> DataSource {
    let downloader = Downloader(
      mirrors: request.mirrors, patience: request.patience, onProgress: request.onProgress)
    return .downloaded(folder: folder, mirror: try downloader.fetch(files.map(\.remote), into: folder))
  }

  private func read(_ source: DataSource) throws(DatasetError) -> FashionMNIST {
    try FashionMNIST(folder: folder, source: source, counts: counts)
  }
}
