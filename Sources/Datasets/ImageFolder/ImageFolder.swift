import Foundation
import Kernels

/// Pictures of the reader's own: a folder that holds a folder for each class, as torchvision's `ImageFolder`.
///
///     birds/heron/river.jpg
///     birds/heron/spring/early.png
///     birds/swift/IMG_0007.JPG
///
/// Classes are numbered in the order of their folders' names. The middle square of each picture is scaled to one size.
public struct ImageFolder: Sendable {
  /// All pictures, class after class. ``ImageDataset/split(testShare:seed:)`` holds some of each class out.
  public let pictures: any ImageDataset
  /// Which pictures could not be read and are left out, a line for each that says why.
  public let skipped: [String]
  /// How many pictures of kinds that are not read are there and left out, by the ending of their names: `[".heic": 3]`.
  public let otherKinds: [String: Int]
  /// Why the prepared pictures could not be kept, so that the next start prepares them again; `nil` if they are kept.
  public let reasonNotKept: String?
  /// By what the same pictures are known again: a checksum over the prepared ones, whatever their files' dates.
  public let fingerprint: UInt32

  /// What is wanted of a folder.
  public struct Request: Sendable {
    /// The folder.
    public var path: String
    /// 1 for grey, 3 for colour.
    public var channels: Int
    /// The side of the square that each picture becomes, in pixels.
    public var side: Int
    /// The folder in which prepared pictures are kept.
    public var preparedFolder = DataLocation.preparedFolder()
    /// The share of pictures that may be impossible to read. They are left out and named; more of them are an error.
    public var allowedDamage = 0.01
    /// Called from any thread while pictures are prepared, with how many are done and how many there will be.
    public var onPrepared: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }

    /// The pictures of `path` as squares of `side` × `side` pixels with 1 channel or 3.
    public init(_ path: String, channels: Int, side: Int) {
      precondition(
        [1, 3].contains(channels) && side > 0, "ImageFolder: pictures of \(channels)×\(side)×\(side)")
      (self.path, self.channels, self.side) = (path, channels, side)
    }
  }

  /// Finds the pictures of a folder: JPEG and PNG of any size, grey and colour, stood upright as the camera says.
  ///
  /// They are prepared by the first call and kept in the cache; a later one maps them into memory, unless a picture was
  /// added, taken away or changed.
  ///
  /// - Throws: `DatasetError`: `.missing` for a folder that is not there, or a class without pictures; `.tooFewClasses`; `.tooMuchDamage`; for JPEG files `.libraryMissing` without libturbojpeg.
  public static func open(_ request: Request) throws(DatasetError) -> ImageFolder {
    let listing = try ImageFolderListing(request.path)
    let place = PreparedPlace(
      folder: request.preparedFolder, kind: "folder", source: request.path,
      preparation: PicturePreparation(
        channels: request.channels, side: request.side, isForPhotographs: true,
        pixelLimit: PictureFile.mostPixels), allowedDamage: request.allowedDamage)
    let stamp = SourceStamp(lists: try listing.digest())
    if let kept = try place.kept(parts: 1, stamp: stamp) { return ImageFolder(kept, listing, request) }
    let prepared = try place.prepare(
      FolderPictures(folder: request.path, names: listing.pictures.map(\.name)),
      labels: listing.pictures.map(\.label), onPrepared: request.onPrepared
    ) {
      PreparedDetails(source: stamp, classNames: listing.classNames, parts: [listing.pictures.count])
    }
    return ImageFolder(prepared, listing, request)
  }

  private init(_ prepared: PreparedPlace.Prepared, _ listing: ImageFolderListing, _ request: Request) {
    let name = URL(fileURLWithPath: request.path).standardizedFileURL.lastPathComponent
    pictures = prepared.pictures.part(0, name: name, source: .folder(request.path))
    (skipped, reasonNotKept) = (prepared.pictures.details.skipped, prepared.reasonNotKept)
    otherKinds = listing.otherKinds
    fingerprint = prepared.pictures.fingerprint
  }
}
