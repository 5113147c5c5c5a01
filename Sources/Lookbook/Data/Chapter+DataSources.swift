import Foundation

/// How each kind of data is opened: with progress on the screen, and with what there is to know about it.
extension Chapter {
  /// Of the reader's own pictures every fifth tests.
  private static let testShare = 0.2
  /// Not that of `--seed`: results of two seeds are about the same test.
  private static let splitSeed: UInt64 = 0
  /// How many of the reader's own pictures may be impossible to read: of fifty a few, since the others are still worth
  /// learning from.
  private static let allowedDamage = 0.1
  /// How many pictures that cannot be read are named.
  private static let namedPictures = 3

  func fashionMNISTData() throws(DatasetError) -> ChapterData {
    var request = FashionMNISTRequest(location: DataLocation(option: options.data.data))
    (request.drawn, request.offline) = (options.data.drawn, options.data.offline)
    (request.trainingLimit, request.testLimit) = (plan.trainLimit, plan.testLimit)
    request.onProgress = downloadProgress()
    let drawing = progress("Drawing", of: "garments")
    request.onDrawn = { drawing.update(done: $0, total: $1) }
    let fashion = try FashionMNIST.open(request)
    drawing.finish()
    return ChapterData(training: fashion.training, test: fashion.test, book: .fashionMNIST)
  }

  func miniPlacesData() throws(DatasetError) -> ChapterData {
    var request = MiniPlacesRequest(location: DataLocation(option: options.data.data))
    (request.drawn, request.offline) = (options.data.drawn, options.data.offline)
    (request.trainingLimit, request.validationLimit) = (plan.trainLimit, plan.testLimit)
    request.side = BookDataset.miniPlaces.imageSize.width
    request.onProgress = downloadProgress()
    let (drawing, preparing) = (progress("Drawing", of: "places"), progress("Preparing", of: "images"))
    request.onDrawn = { drawing.update(done: $0, total: $1) }
    request.onPrepared = { preparing.update(done: $0, total: $1) }
    let places = try MiniPlaces.open(request)
    drawing.finish()
    preparing.finish()
    var remarks = Self.remarks(skipped: places.skipped, reasonNotKept: places.reasonNotKept)
    if let obstacle = places.whyDrawn {
      remarks.append(
        Self.adviceForPhotographs(after: obstacle, folder: try request.location.folder(MiniPlaces.folderName))
      )
    }
    return ChapterData(
      training: places.training, test: places.validation, book: .miniPlaces, remarks: remarks)
  }

  func ownPictures(in path: String, size: ImageSize) throws(DatasetError) -> ChapterData {
    precondition(size.height == size.width, "own pictures become squares: found a size of \(size)")
    var request = ImageFolder.Request(path, channels: size.channels, side: size.height)
    let preparing = progress("Preparing", of: "pictures")
    request.onPrepared = { preparing.update(done: $0, total: $1) }
    request.allowedDamage = Self.allowedDamage
    let folder = try ImageFolder.open(request)
    preparing.finish()
    var remarks = Self.remarks(skipped: folder.skipped, reasonNotKept: folder.reasonNotKept)
    if let others = Self.remark(onOtherKinds: folder.otherKinds) { remarks.append(others) }
    let parts = try folder.pictures.split(testShare: Self.testShare, seed: Self.splitSeed)
    return ChapterData(
      training: parts.training.limited(to: plan.trainLimit), test: parts.test.limited(to: plan.testLimit),
      book: nil, remarks: remarks,
      fingerprint: folder.fingerprint)
  }

  /// `3 files of other kinds (.gif, .heic) are left out: convert them to JPEG or PNG.`
  static func remark(onOtherKinds kinds: [String: Int]) -> String? {
    let count = kinds.values.reduce(0, +)
    guard count > 0 else { return nil }
    let endings = kinds.keys.sorted().joined(separator: ", ")
    return count == 1
      ? "1 file of another kind (\(endings)) is left out: convert it to JPEG or PNG."
      : "\(count.grouped) files of other kinds (\(endings)) are left out: convert them to JPEG or PNG."
  }

  /// What to do in order to have photographs of places the next time.
  ///
  /// - Parameters:
  ///   - obstacle: what kept them away.
  ///   - folder: where they would be found.
  static func adviceForPhotographs(after obstacle: DatasetError, folder: String) -> String {
    if case .libraryMissing = obstacle { return "For photographs: \(obstacle)" }
    // Whoever was not asked and whoever did not answer: in both cases the files are what helps.
    return """
      For photographs put data.tar.gz, train.txt, val.txt and categories.txt
      into \(folder)
      (data.tar.gz from \(MiniPlacesFile.archive.address),
      \(MiniPlacesFile.archive.checksum), the lists from
      \(MiniPlacesFile.listMirrors[0])).
      """
  }

  /// What there is to say about pictures that were prepared.
  ///
  /// - Parameters:
  ///   - skipped: a line for each that could not be read.
  ///   - reasonNotKept: why they will be prepared again at the next start.
  static func remarks(skipped: [String], reasonNotKept: String?) -> [String] {
    var remarks: [String] = []
    if !skipped.isEmpty {
      let pictures = skipped.count == 1 ? "1 picture" : "\(skipped.count.grouped) pictures"
      remarks.append("\(pictures) could not be read and \(skipped.count == 1 ? "is" : "are") left out:")
      remarks += skipped.prefix(namedPictures).map { "  \($0)" }
      let rest = skipped.count - namedPictures
      if rest > 0 { remarks.append("  and \(rest.grouped) more") }
    }
    if let reasonNotKept {
      remarks.append(
        "The prepared pictures could not be kept (\(reasonNotKept)): the next start prepares them again.")
    }
    return remarks
  }
}
