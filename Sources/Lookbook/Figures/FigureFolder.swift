import Foundation

/// Whether figures can be written before anything is trained for them.
enum FigureFolder {
  /// Finds out whether `path` is a folder that can be written, or can be made one.
  ///
  /// - Throws: ``DrawingError/unwritable(path:reason:)``. Passing is no promise: a disk may fill up meanwhile.
  static func check(_ path: String) throws(DrawingError) {
    var place = URL(fileURLWithPath: path).standardizedFileURL
    var isFolder: ObjCBool = false
    while !FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder), place.path != "/" {
      place.deleteLastPathComponent()
    }
    guard isFolder.boolValue else {
      throw .unwritable(path: path, reason: "\(place.path) is a file, and a folder is needed")
    }
    guard access(place.path, W_OK | X_OK) == 0 else {
      throw .unwritable(path: path, reason: "nothing may be written into \(place.path)")
    }
  }
}
