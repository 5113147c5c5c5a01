/// The lists as they lie there: their digest tells whether they have changed, without reading a line.
struct MiniPlacesListTexts {
  struct Text {
    let path: String
    let content: [UInt8]
  }

  let categories, training, validation: Text

  /// Reads the lists of `folder`.
  ///
  /// - Throws: `DatasetError.missing`, `.unreadable` or `.tooLarge`.
  init(folder: String) throws(DatasetError) {
    categories = try Self.text(.categories, in: folder)
    training = try Self.text(.training, in: folder)
    validation = try Self.text(.validation, in: folder)
  }

  /// Reads one list of `folder`.
  static func text(_ file: MiniPlacesFile, in folder: String) throws(DatasetError) -> Text {
    let path = folder + "/" + file.name
    guard exists(path) else {
      throw .missing(
        path: path, expected: "this list of MiniPlaces",
        advice: "put it there from \(file.address), or name no folder at all to have it downloaded")
    }
    return Text(path: path, content: try TextLines.content(of: path))
  }

  /// SHA-256 of all three, told apart by their lengths.
  func digest() throws(DatasetError) -> String {
    let hash = try Digest(.sha256)
    for text in [categories, training, validation] {
      Array("\(text.content.count) ".utf8).withUnsafeBytes { hash.update($0) }
      text.content.withUnsafeBytes { hash.update($0) }
    }
    return hash.finish()
  }
}
