import Foundation

/// Where the prepared pictures of a source are kept.
struct PreparedPlace {
  /// The folder for prepared pictures.
  let folder: String
  /// What the file's name begins with.
  let kind: String
  /// The path of what they are made from. Each has a file of its own, so that two do not take turns in replacing it.
  let source: String
  let preparation: PicturePreparation
  /// The share of pictures that may be impossible to read.
  let allowedDamage: Double

  /// Prepared pictures, and why they could not be kept.
  typealias Prepared = (pictures: PreparedPictures, reasonNotKept: String?)

  /// The pictures that an earlier start has kept there; `nil` unless they are sound and still right.
  ///
  /// - Parameter digest: SHA-256 of the source, taken if it has another date than then.
  func kept(
    parts: Int, stamp: SourceStamp, digest: () throws(DatasetError) -> String = { "" }
  ) throws(DatasetError) -> Prepared? {
    guard let kept = PreparedPictures(path: try path()), kept.header.imageSize == preparation.imageSize,
      kept.details.parts.count == parts, kept.details.skipped.count <= damage(kept.header.count).allowed,
      try stamp.matches(kept.details.source, digest: digest)
    else { return nil }
    return (kept, nil)
  }

  /// Prepares all pictures of `pictures`, whose labels these are, and keeps them there.
  ///
  /// - Parameter details: asked for when all pictures were read.
  func prepare(
    _ pictures: any PictureSource, labels: [UInt16],
    onPrepared: @escaping @Sendable (_ done: Int, _ total: Int) -> Void, details: () -> PreparedDetails
  ) throws(DatasetError) -> Prepared {
    let pipeline = try PicturePipeline(preparation, damage: damage(labels.count), onPrepared: onPrepared)
    let writer = try PreparedWriter(path: path(), count: labels.count, size: preparation.imageSize)
    let skipped = try pipeline.run(pictures, to: writer)
    return (try writer.finish(labels: labels, skipped: skipped, details()), writer.reasonNotKept)
  }

  private func damage(_ count: Int) -> AllowedDamage {
    AllowedDamage(name: source, count: count, share: allowedDamage)
  }

  private func path() throws(DatasetError) -> String {
    let hash = try Digest(.sha256)
    let resolved = URL(fileURLWithPath: source).resolvingSymlinksInPath().path
    Array(resolved.utf8).withUnsafeBytes { hash.update($0) }
    let size = "\(preparation.channels)x\(preparation.side)"
    return "\(folder)/\(kind)-\(size)-\(hash.finish().prefix(16)).pictures"
  }
}
