import Foundation
import Kernels

/// Writes prepared pictures in any order; the file has its name only when all is written.
final class PreparedWriter {
  private let file: PreparedFile
  private let size: ImageSize
  private var checksums: [UInt32]

  /// A file at `path` with room for `count` pictures of `size`.
  ///
  /// - Throws: `DatasetError.unwritable`.
  init(path: String, count: Int, size: ImageSize) throws(DatasetError) {
    file = try PreparedFile(path: path)
    self.size = size
    checksums = [UInt32](repeating: 0, count: count)
  }

  /// Why the file cannot be kept for the next start, and goes with the program; `nil` if it is kept.
  var reasonNotKept: String? { file.reasonNotKept }

  /// Writes pictures that lie one after the other at `pixels` to `slots`, and keeps their checksums.
  func write(_ pixels: UnsafePointer<UInt8>, checksums new: [UInt32], to slots: Range<Int>)
    throws(DatasetError)
  {
    checksums.replaceSubrange(slots, with: new)
    let bytes = UnsafeRawBufferPointer(start: pixels, count: slots.count * size.count)
    try file.write(bytes, at: PreparedFormat.headerSize + slots.lowerBound * size.count)
  }

  /// Writes everything but the pictures, gives the file its name, and opens it.
  ///
  /// - Parameters:
  ///   - labels: of all pictures.
  ///   - skipped: which of them could not be read.
  func finish(
    labels: [UInt16], skipped: PicturePipeline.Skipped, _ details: PreparedDetails
  ) throws(DatasetError) -> PreparedPictures {
    var (labels, details) = (labels, details)
    for picture in skipped { labels[picture.slot] = PreparedFormat.leftOut }
    details.skipped = skipped.map(\.error.description)
    let index =
      checksums.flatMap { withUnsafeBytes(of: $0.littleEndian, Array.init) }
      + labels.flatMap { withUnsafeBytes(of: $0.littleEndian, Array.init) }
    guard let text = try? JSONEncoder().encode(details) else {
      throw .unwritable(path: file.path, reason: "the names of its classes cannot be written as JSON")
    }
    let end = index + [UInt8](text)
    let indexOffset = PreparedFormat.headerSize + labels.count * size.count
    let header = PreparedHeader(
      byteCount: indexOffset + end.count, count: labels.count, channels: size.channels, height: size.height,
      width: size.width, checksum: Checksum.of(end))
    guard let page = try? header.page() else {
      throw .unwritable(path: file.path, reason: "its header cannot be written as JSON")
    }
    try file.write(end, at: indexOffset)
    try file.write(page, at: 0)
    let descriptor = try file.finish()
    defer { close(descriptor) }
    guard let pictures = PreparedPictures(descriptor: descriptor) else {
      throw .unwritable(path: file.path, reason: "what was written is not what is read back")
    }
    return pictures
  }
}
