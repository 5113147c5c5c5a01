/// The copy of Fashion-MNIST in the user's cache folder, completed and repaired by downloads.
struct FashionMNISTCache {
  let folder: String
  let request: FashionMNISTRequest
  var files = FashionMNISTFile.all
  var counts = FashionMNIST.counts

  /// Reads the cache after downloading what it lacks; where no mirror can be asked or reached for that, the
  /// drawn garments take its place.
  func open() throws(DatasetError) -> FashionMNIST {
    guard let missing = files.first(where: { $0.path(in: folder) == nil }) else { return try readRepairing() }
    if request.offline {
      return FashionMNIST.draw(
        request, because: "\(folder) lacks \(missing.name), and --offline forbids fetching it")
    }
    do throws(DatasetError) {
      return try download(files.filter { $0.path(in: folder) == nil })
    } catch DatasetError.unreachable {
      return FashionMNIST.draw(request, because: "no mirror could be reached")
    }
  }

  /// Reads the complete cache; a file found damaged is downloaded anew, once.
  private func readRepairing() throws(DatasetError) -> FashionMNIST {
    do throws(DatasetError) {
      return try read(.cache(folder))
    } catch let damage {
      guard case .malformed(let path, _, _, _) = damage, !request.offline else { throw damage }
      do throws(DatasetError) {
        return try download(files.filter { $0.path(in: folder) == path })
      } catch DatasetError.unreachable {
        throw damage
      }
    }
  }

  private func download(_ files: [FashionMNISTFile]) throws(DatasetError) -> FashionMNIST {
    let downloader = Downloader(
      mirrors: request.mirrors, patience: request.patience, onProgress: request.onProgress)
    let mirror = try downloader.fetch(files, into: folder)
    return try read(.downloaded(folder: folder, mirror: mirror))
  }

  private func read(_ source: DataSource) throws(DatasetError) -> FashionMNIST {
    try FashionMNIST(folder: folder, source: source, counts: counts)
  }
}
