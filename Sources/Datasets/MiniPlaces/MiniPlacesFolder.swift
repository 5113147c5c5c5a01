import Foundation
import Kernels

/// A folder that holds MiniPlaces' lists and pictures as they were published.
struct MiniPlacesFolder {
  let path: String
  let source: DataSource

  /// Where the pictures are.
  enum Storage {
    /// `data.tar.gz`, or the same unpacked by hand to `data.tar`.
    case archive(String)
    /// What was in the archive, as `images/…`.
    case images(String)
  }

  /// What the folder has, the archive before the unpacked pictures.
  var storage: Storage? {
    for name in [MiniPlacesFile.archive.name, String(MiniPlacesFile.archive.name.dropLast(".gz".count))]
    where exists(path + "/" + name) {
      return .archive(path + "/" + name)
    }
    return isFolder(path + "/images") ? .images(path + "/images") : nil
  }

  /// The prepared pictures: those that an earlier start has kept if they are still right, else made anew.
  func open(_ request: MiniPlacesRequest) throws(DatasetError) -> MiniPlaces {
    let texts = try MiniPlacesListTexts(folder: path)
    guard let storage else {
      throw .missing(
        path: path + "/" + MiniPlacesFile.archive.name,
        expected: "the official archive, or a folder images/ beside it",
        advice: "get it from \(MiniPlacesFile.archive.address) and put it there")
    }
    switch storage {
    case .archive(let archive): return try open(request, texts, archive: archive)
    case .images(let images): return try open(request, texts, images: images)
    }
  }

  private func open(
    _ request: MiniPlacesRequest, _ texts: MiniPlacesListTexts, archive: String
  ) throws(DatasetError) -> MiniPlaces {
    let file = try InputFile(path: archive)
    var stamp = SourceStamp(lists: try texts.digest(), byteCount: file.size, modified: file.modified)
    let kept = try kept(request, stamp) { () throws(DatasetError) in try Digest.sha256(ofFile: archive) }
    if let kept { return miniPlaces(kept) }
    let lists = try MiniPlacesLists(texts)
    file.digest = try Digest(.sha256)
    let pictures = try ArchivePictures(file, names: lists.all.map { "images/" + $0.name })
    return try prepare(request, lists, pictures) {
      stamp.sha256 = file.digest?.finish() ?? ""
      return stamp
    }
  }

  private func open(
    _ request: MiniPlacesRequest, _ texts: MiniPlacesListTexts, images: String
  ) throws(DatasetError) -> MiniPlaces {
    let lists = try MiniPlacesLists(texts)
    let pictures = FolderPictures(folder: images, names: lists.all.map(\.name))
    let stamp = SourceStamp(lists: try texts.digest() + " " + pictures.digest())
    if let kept = try kept(request, stamp, digest: { "" }) { return miniPlaces(kept) }
    return try prepare(request, lists, pictures) { stamp }
  }

  private func kept(
    _ request: MiniPlacesRequest, _ stamp: SourceStamp, digest: () throws(DatasetError) -> String
  ) throws(DatasetError) -> PreparedPictures? {
    guard let kept = PreparedPictures(path: try preparedPath(request)),
      kept.header.imageSize == preparation(request).imageSize, kept.details.parts.count == 2,
      try stamp.matches(kept.details.source, digest: digest)
    else { return nil }
    return kept
  }

  /// The largest pictures of MiniPlaces have 128×128 pixels; room is left for whoever replaces them by larger ones.
  private func preparation(_ request: MiniPlacesRequest) -> PicturePreparation {
    PicturePreparation(side: request.side, pixelLimit: 1 << 22)
  }

  /// Every folder has a file of its own, so that two of them do not take turns in replacing it.
  private func preparedPath(_ request: MiniPlacesRequest) throws(DatasetError) -> String {
    let hash = try Digest(.sha256)
    let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    Array(resolved.utf8).withUnsafeBytes { hash.update($0) }
    return "\(request.preparedFolder)/miniplaces-\(request.side)-\(hash.finish().prefix(16)).pictures"
  }

  private func prepare(
    _ request: MiniPlacesRequest, _ lists: MiniPlacesLists, _ pictures: any PictureSource,
    stamp: () -> SourceStamp
  ) throws(DatasetError) -> MiniPlaces {
    let preparation = preparation(request)
    let count = lists.training.count + lists.validation.count
    let damage = AllowedDamage(name: path, count: count, share: request.allowedDamage)
    let pipeline = try PicturePipeline(preparation, damage: damage, onPrepared: request.onPrepared)
    let writer = try PreparedWriter(path: preparedPath(request), count: count, size: preparation.imageSize)
    let skipped = try pipeline.run(pictures, to: writer)
    var labels = lists.all.map(\.label)
    for picture in skipped { labels[picture.slot] = PreparedFormat.leftOut }
    let details = PreparedDetails(
      source: stamp(), classNames: lists.classNames, parts: [lists.training.count, lists.validation.count],
      skipped: skipped.map(\.error.description))
    return miniPlaces(
      try writer.finish(labels: labels, details: details), reasonNotKept: writer.reasonNotKept)
  }

  private func miniPlaces(_ pictures: PreparedPictures, reasonNotKept: String? = nil) -> MiniPlaces {
    MiniPlaces(
      training: pictures.part(0, name: "MiniPlaces", source: source),
      validation: pictures.part(1, name: "MiniPlaces", source: source), skipped: pictures.details.skipped,
      reasonNotKept: reasonNotKept)
  }
}
