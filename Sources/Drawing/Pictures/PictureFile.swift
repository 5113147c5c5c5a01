import Foundation
import Kernels

/// Puts pictures, and what is said about them, on the disk.
package enum PictureFile {
  /// Writes `bytes` beside `path` and renames them when they are complete. Folders that are missing are made.
  package static func write(_ bytes: [UInt8], to path: String) throws(DrawingError) {
    makeFolder(of: path)
    do {
      let file = try ReplacedFile(replacing: path)
      try file.write(bytes)
      try file.finish()
    } catch { throw .unwritable(path: path, reason: error.reason) }
  }

  /// Makes the folder of `path` and those above it, as far as the system allows; what it refuses shows when the file
  /// is opened.
  private static func makeFolder(of path: String) {
    var end = path.startIndex
    while let slash = path[end...].firstIndex(of: "/") {
      mkdir(String(path[..<slash]), 0o777)
      end = path.index(after: slash)
    }
  }
}
