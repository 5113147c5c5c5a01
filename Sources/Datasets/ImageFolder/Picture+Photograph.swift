import Drawing

extension Picture {
  /// Reads a picture of the reader's own, a JPEG or PNG file: upright as the camera says, laid on white where it is
  /// transparent; grey with one channel if it is a PNG file and grey, else RGB.
  ///
  /// - Throws: `DatasetError.unreadable`, `.folder`, `.otherPicture`, `.undecodable`, `.tooLarge`, or for a JPEG file `.libraryMissing` without libturbojpeg.
  public init(photograph path: String) throws(DatasetError) {
    self = try PictureFile.picture(
      at: path, decoder: { () throws(DatasetError) in try JPEGDecoder() }, upright: true,
      limit: PictureFile.mostPixels)
  }
}
