import Foundation

/// The pictures of a folder, in the order of their names' list; the threads that prepare them read them.
final class FolderPictures: PictureSource {
  private let folder: String
  private let names: [String]
  private var slot = 0

  /// The files `names` in `folder`.
  init(folder: String, names: [String]) { (self.folder, self.names) = (folder, names) }

  /// The next picture.
  ///
  /// - Throws: `DatasetError.missingPictures`, before the first.
  func next() throws(DatasetError) -> PictureTask? {
    if slot == 0 { try requireAll() }
    guard slot < names.count else { return nil }
    defer { slot += 1 }
    return PictureTask(slot: slot, path: folder + "/" + names[slot], content: .file)
  }

  private func requireAll() throws(DatasetError) {
    let missing = names.filter { access(folder + "/" + $0, F_OK) != 0 }
    if let first = missing.first {
      throw .missingPictures(path: folder, count: missing.count, total: names.count, first: first)
    }
  }

  /// By what the folder is known again without looking at every file: the folders in it that hold the pictures, and when a
  /// file was last added to them, taken from them or renamed.
  func digest() -> String {
    Set(names.map { ($0 as NSString).deletingLastPathComponent }).sorted().map { name in
      var status = stat()
      return stat(folder + "/" + name, &status) == 0 ? String(nanoseconds(of: status), radix: 36) : "-"
    }.joined(separator: " ")
  }
}
