import Drawing

extension MiniPlaces {
  /// Whether the photographs are on this machine: then opening them needs no network.
  public static func isAtHand(_ request: MiniPlacesRequest) -> Bool {
    guard let folder = try? request.location.folder(folderName) else { return false }
    return MiniPlacesFolder(path: folder, source: .folder(folder)).storage != nil
  }

  /// The annotations of all annotated pictures that are there, 3,873 in the whole data set, in the order of their names.
  ///
  /// MiniPlaces must be there already, see ``open(_:)``. The archive is read once from beginning to end for this.
  ///
  /// - Throws: `DatasetError` as ``open(_:)`` does; `.malformed` for an annotation that cannot be read.
  public static func annotations(_ request: MiniPlacesRequest) throws(DatasetError) -> [SceneAnnotation] {
    try MiniPlacesScenes(request).annotations()
  }

  /// Pictures as they were published, 128×128 in colour, in the order of `names`, which are the lists' names.
  ///
  /// The archive is read until all are found.
  ///
  /// - Throws: `DatasetError` as ``open(_:)`` does; `.missingPictures`, `.undecodable`.
  public static func originals(
    _ names: [String], _ request: MiniPlacesRequest
  ) throws(DatasetError) -> [Picture] {
    try MiniPlacesScenes(request).originals(names)
  }
}
