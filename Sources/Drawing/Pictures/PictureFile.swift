import Foundation
import Kernels

/// Puts pictures, and what is said about them, on the disk.
package enum PictureFile {
  /// Writes `bytes` beside `path` and renames them when they are complete. Folders that are missing are made.
  package static func write(_ bytes: [UInt8], to path: String) throws(DrawingError) {
    makeFolder(of: path)
    do {
      let file = try open(path)
      try file.write(bytes)
      try file.finish()
    } catch { throw .unwritable(path: path, reason: error.reason) }
  }

  /// The file to write. If another program is just writing the same one, as a second run of a chapter may be, its
  /// turn comes first; writing a figure takes milliseconds.
  private static func open(_ path: String) throws(ReplacedFileError) -> ReplacedFile {
    for _ in 0..<Self.patience {
      do {
        return try ReplacedFile(replacing: path)
      } catch ReplacedFileError.inUse {
        usleep(20_000)
      }
    }
    return try ReplacedFile(replacing: path)
  }

  /// Attempts, two seconds of them in all.
  private static let patience = 100

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
