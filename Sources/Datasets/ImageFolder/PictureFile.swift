import Drawing

/// A picture file of the reader's own, JPEG or PNG.
enum PictureFile {
  /// The largest file that is read, in bytes: as for PNG.
  static let largest = Picture.largestPNGFile
  /// The most pixels that a picture may have: as for PNG, 8,192 × 8,192.
  static let mostPixels = Picture.mostPNGPixels

  /// Reads the picture at `path`, whatever its name ends in: grey with one channel if it is a PNG file and grey, else RGB.
  ///
  /// Transparent pictures are laid on white. Those that a camera took are stood upright if `upright`.
  ///
  /// - Parameter decoder: asked for if it is a JPEG file.
  /// - Throws: `DatasetError.unreadable`, `.folder`, `.otherPicture`, `.undecodable`, `.tooLarge`, or what `decoder` throws.
  static func picture(
    at path: String, decoder: () throws(DatasetError) -> JPEGDecoder, upright: Bool, limit: Int
  ) throws(DatasetError) -> Picture {
    guard !isFolder(path) else { throw .folder(path: path) }
    let file = try InputFile(path: path)
    guard file.size <= largest else {
      throw .tooLarge(path: path, found: "\(file.size) bytes", limit: "\(largest) bytes")
    }
    if let kind = FileBeginning.otherPicture(file.beginning(FileBeginning.pictureBytes)) {
      throw .otherPicture(path: path, kind: kind)
    }
    guard JPEGSegments.areIn(file.beginning(3)) else { return try png(file, limit) }
    let bytes = try file.content()
    let picture = try decoder().picture(bytes, path: path, limit: limit)
    return upright ? Orientation(exif: JPEGSegments(bytes).exif).applied(to: picture) : picture
  }

  private static func png(_ file: InputFile, _ limit: Int) throws(DatasetError) -> Picture {
    let picture: Picture
    do throws(DrawingError) {
      picture = try Picture(readingPNG: file.path)
    } catch {
      switch error {
      case .unreadable(let path, let reason): throw .unreadable(path: path, reason: reason)
      case .tooLarge(let path, let found, let limit): throw .tooLarge(path: path, found: found, limit: limit)
      case .damagedPNG(let path, let offset, let expected, let found):
        let place = offset.map { "at byte \($0) " } ?? ""
        throw .undecodable(path: path, expected: place + expected, found: found)
      default:
        throw .undecodable(
          path: file.path, expected: "a JPEG or PNG picture",
          found: FileBeginning.words(for: file.beginning(4)))
      }
    }
    guard picture.width * picture.height <= limit else {
      throw .tooLarge(
        path: file.path, found: "\(picture.width)×\(picture.height) pixels", limit: "\(limit) pixels")
    }
    return picture.composed(over: .white)
  }
}
