import Foundation
import Kernels

/// A folder that holds MiniPlaces' lists and pictures as they were published.
struct MiniPlacesFolder {
  let path: String
  let source: DataSource

  /// The most pixels that a picture may have. MiniPlaces' have 128×128; room is left for whoever replaces them by larger
  /// ones.
  static let mostPixels = 1 << 22

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

  /// - Throws: `DatasetError.missing` if the folder has neither.
  func requireStorage() throws(DatasetError) -> Storage {
    if let storage { return storage }
    throw .missing(
      path: path + "/" + MiniPlacesFile.archive.name,
      expected: "the official archive, or a folder images/ beside it",
      advice: "get it from \(MiniPlacesFile.archive.address) and put it there")
  }

  /// The prepared pictures: those that an earlier start has kept if they are still right, else made anew.
  func open(_ request: MiniPlacesRequest) throws(DatasetError) -> MiniPlaces {
    let texts = try MiniPlacesListTexts(folder: path)
    switch try requireStorage() {
    case .archive(let archive): return try open(request, texts, archive: archive)
    case .images(let images): return try open(request, texts, images: images)
    }
  }

  private func open(
    _ request: MiniPlacesRequest, _ texts: MiniPlacesListTexts, archive: String
  ) throws(DatasetError) -> MiniPlaces {
    let file = try InputFile(path: archive)
    var stamp = SourceStamp(lists: try texts.digest(), byteCount: file.size, modified: file.modified)
    let kept = try place(request).kept(parts: 2, stamp: stamp) { () throws(DatasetError) in
      try Digest.sha256(ofFile: archive)
    }
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
    if let kept = try place(request).kept(parts: 2, stamp: stamp) { return miniPlaces(kept) }
    return try prepare(request, lists, pictures) { stamp }
  }

  /// What is done to the pictures.
  func preparation(side: Int) -> PicturePreparation {
    PicturePreparation(side: side, pixelLimit: Self.mostPixels)
  }

  private func place(_ request: MiniPlacesRequest) -> PreparedPlace {
    PreparedPlace(
      folder: request.preparedFolder, kind: "miniplaces", source: path,
      preparation: preparation(side: request.side),
      allowedDamage: request.allowedDamage)
  }

  private func prepare(
    _ request: MiniPlacesRequest, _ lists: MiniPlacesLists, _ pictures: any PictureSource,
    stamp: () -> SourceStamp
  ) throws(DatasetError) -> MiniPlaces {
    let prepared = try place(request).prepare(
      pictures, labels: lists.all.map(\.label), onPrepared: request.onPrepared
    ) {
      PreparedDetails(
        source: stamp(), classNames: lists.classNames, parts: [lists.training.count, lists.validation.count])
    }
    return miniPlaces(prepared)
  }

  private func miniPlaces(_ prepared: PreparedPlace.Prepared) -> MiniPlaces {
    let pictures = prepared.pictures
    return MiniPlaces(
      training: pictures.part(0, name: "MiniPlaces", source: source),
      validation: pictures.part(1, name: "MiniPlaces", source: source), skipped: pictures.details.skipped,
      reasonNotKept: prepared.reasonNotKept)
  }
}
