/// The pictures of an archive that the lists name, in the archive's order. Everything else in it is passed over, whatever
/// it is called and whatever it is.
final class ArchivePictures: PictureSource {
  /// The largest file that is taken for one of MiniPlaces' pictures, of which the largest has 20 KB.
  static let largest = 16 << 20

  private let reader: ArchiveReader
  private let names: [String]
  private let slots: [String: Int]
  private var isThere: [Bool]

  /// Of `names`, each is a name in the archive, and its place is the slot.
  init(_ file: InputFile, names: [String]) throws(DatasetError) {
    reader = try ArchiveReader(file)
    self.names = names
    slots = Dictionary(zip(names, names.indices)) { first, _ in first }
    isThere = [Bool](repeating: false, count: names.count)
  }

  /// The next picture.
  ///
  /// - Throws: `DatasetError.malformed` for a damaged archive, a name that occurs twice, a link; `.tooLarge` for an entry
  ///   that claims to be; at the end `.missingPictures`.
  func next() throws(DatasetError) -> PictureTask? {
    while let entry = try reader.next() {
      guard let slot = slots[entry.name] else { continue }
      guard entry.kind == .file else {
        throw reader.malformed(
          expected: "the picture \(entry.name)", found: "a link or a folder of this name")
      }
      guard !isThere[slot] else {
        throw reader.malformed(expected: "each picture once", found: "\(entry.name) again")
      }
      isThere[slot] = true
      let content = try reader.content(of: entry, limit: Self.largest)
      return PictureTask(slot: slot, path: "\(entry.name) in \(reader.path)", content: .bytes(content))
    }
    if let first = isThere.firstIndex(of: false) {
      throw .missingPictures(
        path: reader.path, count: isThere.count { !$0 }, total: names.count, first: names[first])
    }
    return nil
  }
}
