import Foundation
import Kernels

/// Which pictures lie in a folder that holds a folder for each class.
struct ImageFolderListing {
  struct Picture {
    /// The path under the folder.
    let name: String
    let label: UInt16
    let size: Int
    let modified: Int
  }

  /// Names of files that are taken for pictures end in one of these, in letters of any size.
  static let endings = [".jpg", ".jpeg", ".png"]
  /// Pictures of these kinds are left out, and counted, so that nobody takes them for learned from.
  static let otherEndings = [".avif", ".bmp", ".gif", ".heic", ".heif", ".jxl", ".tif", ".tiff", ".webp"]

  private let folder: String
  /// The names of the class folders, in order.
  private(set) var classNames: [String] = []
  /// Class after class, in the order of their names.
  private(set) var pictures: [Picture] = []
  /// How many pictures of other kinds there are, by the ending of their names.
  private(set) var otherKinds: [String: Int] = [:]
  /// Folders that were entered, so that links which lead in a circle come to an end.
  private var entered: Set<FolderNumber> = []

  private struct FolderNumber: Hashable {
    let device, number: UInt64
  }

  /// Looks through `folder`. Names that begin with a dot are passed over, and what macOS puts into its zip files.
  ///
  /// - Throws: `DatasetError.missing`, `.tooFewClasses`, or `.unreadable` for a folder that the system does not let us look into.
  init(_ folder: String) throws(DatasetError) {
    self.folder = folder
    guard isFolder(folder) else {
      throw .missing(
        path: folder, expected: "a folder that holds a folder of pictures for each class",
        advice: "check the path")
    }
    classNames = try Self.names(in: folder).filter { isFolder(folder + "/" + $0) }
    guard (2..<Int(PreparedFormat.leftOut)).contains(classNames.count) else {
      throw .tooFewClasses(path: folder, found: classNames.count)
    }
    for (label, name) in classNames.enumerated() {
      let (before, others) = (pictures.count, otherKinds.values.reduce(0, +))
      try collect(name, label: UInt16(label))
      guard pictures.count > before else {
        throw .missing(
          path: folder + "/" + name,
          expected: "pictures whose names end in \(Self.endings.joined(separator: ", "))",
          advice: otherKinds.values.reduce(0, +) > others
            ? "convert those of other kinds, or remove the folder" : "put some there, or remove the folder")
      }
    }
  }

  /// By what the same pictures are known again: their names, sizes and dates, not their contents.
  func digest() throws(DatasetError) -> String {
    let hash = try Digest(.sha256)
    for picture in pictures {
      let line = "\(picture.name)\0\(picture.label) \(picture.size) \(picture.modified)\n"
      Array(line.utf8).withUnsafeBytes { hash.update($0) }
    }
    return hash.finish()
  }

  /// Adds the pictures of a folder, then those of the folders in it.
  private mutating func collect(_ name: String, label: UInt16) throws(DatasetError) {
    var inner: [String] = []
    for file in try Self.names(in: folder + "/" + name) {
      let path = name + "/" + file
      var status = stat()
      guard stat(folder + "/" + path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        let number = FolderNumber(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
        if entered.insert(number).inserted { inner.append(path) }
        continue
      }
      guard status.st_mode & S_IFMT == S_IFREG else { continue }
      let lowercased = file.lowercased()
      if let ending = Self.otherEndings.first(where: lowercased.hasSuffix) {
        otherKinds[ending, default: 0] += 1
      } else if Self.endings.contains(where: lowercased.hasSuffix) {
        pictures.append(
          Picture(name: path, label: label, size: Int(status.st_size), modified: nanoseconds(of: status)))
      }
    }
    for path in inner { try collect(path, label: label) }
  }

  /// What lies in a folder, in the order of the letters' numbers, as Python sorts.
  private static func names(in folder: String) throws(DatasetError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { !$0.hasPrefix(".") && $0 != "__MACOSX" }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    } catch {
      throw .unreadable(path: folder, reason: "it cannot be looked into")
    }
  }
}
