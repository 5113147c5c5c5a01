/// The copy of MiniPlaces in the user's cache folder, completed by downloads.
struct MiniPlacesCache {
  let folder: String
  var request: MiniPlacesRequest
  var archive = MiniPlacesFile.archive.remote
  var lists = MiniPlacesFile.lists.map(\.remote)
  /// Throws `DatasetError.libraryMissing` unless the archive could be read.
  var requireLibraries: () throws(DatasetError) -> Void = { () throws(DatasetError) in
    _ = (try TurboJPEG.shared.get(), try LibArchive.shared.get())
  }

  /// Opens the cache after downloading what it lacks. What is there is taken as it is: it may have been put there by hand.
  ///
  /// - Throws: `DatasetError.mustBePlaced` where the archive cannot be had, `.unreachable` or `.wrongAnswer` for the lists;
  ///   `.libraryMissing` before anything is downloaded.
  func open() throws(DatasetError) -> MiniPlaces {
    let place = MiniPlacesFolder(path: folder, source: .cache(folder))
    let lacking = lists.filter { !exists(folder + "/" + $0.name) }
    let hasPictures = place.storage != nil
    // The names of outlined objects are for the viewing of scenes alone.
    let isComplete = hasPictures && lacking.allSatisfy { $0.name == MiniPlacesFile.objects.name }
    guard !isComplete else { return try place.open(request) }
    guard !request.offline else {
      throw mustBePlaced(hasPictures ? lacking[0] : archive, attempts: ["nothing may be downloaded"])
    }
    // What nobody could read is not downloaded.
    if !hasPictures { try requireLibraries() }
    var mirror = ""
    if !lacking.isEmpty { mirror = try downloader(request.listMirrors).fetch(lacking, into: folder) }
    if !hasPictures {
      do throws(DatasetError) {
        mirror = try downloader(request.archiveMirrors).fetch([archive], into: folder)
      } catch {
        switch error {
        case .unreachable(_, let attempts), .wrongAnswer(_, let attempts):
          throw mustBePlaced(archive, attempts: attempts)
        default: throw error
        }
      }
    }
    return try MiniPlacesFolder(path: folder, source: .downloaded(folder: folder, mirror: mirror)).open(
      request)
  }

  private func downloader(_ mirrors: [String]) -> Downloader {
    Downloader(mirrors: mirrors, patience: request.patience, onProgress: request.onProgress)
  }

  private func mustBePlaced(_ file: RemoteFile, attempts: [String]) -> DatasetError {
    let mirrors = file == archive ? request.archiveMirrors : request.listMirrors
    return .mustBePlaced(
      file: file.name, place: folder + "/" + file.name, address: (mirrors.first ?? "") + file.name,
      digest: file.checksum, attempts: attempts)
  }
}
