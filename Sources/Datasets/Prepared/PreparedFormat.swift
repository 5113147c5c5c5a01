import Foundation

/// The file in which prepared pictures are kept:
///
///     a page of 4,096 bytes     PreparedHeader in JSON, filled up with blanks
///     count × size bytes        the pictures, each [channels, height, width]
///     count × 4 bytes           the CRC-32 of each picture, little-endian
///     count × 2 bytes           the label of each picture, little-endian; 65,535 for one that is left out
///     the rest                  PreparedDetails in JSON
///
/// The header holds the checksum of everything behind the pictures, so a file that is cut off or altered anywhere is
/// known by it. It is written last.
enum PreparedFormat {
  /// What a header begins with.
  static let name = "Lookbook prepared pictures"
  /// Counts up whenever the layout, or what is done to pictures, changes: older files are then made anew.
  static let version = 1
  /// Bytes before the first picture: a page of memory, so that pictures begin on one.
  static let headerSize = 4096
  /// The label of a picture that could not be read.
  static let leftOut = UInt16.max
  /// Bytes of the checksum and the label of a picture.
  static let indexSize = 4 + 2
}

/// The first page.
struct PreparedHeader: Codable {
  var format = PreparedFormat.name
  var version = PreparedFormat.version
  /// Bytes of the whole file.
  let byteCount: Int
  /// How many pictures there is room for.
  let count: Int
  let channels: Int
  let height: Int
  let width: Int
  /// CRC-32 of everything behind the pictures.
  let checksum: UInt32

  var imageSize: ImageSize { ImageSize(channels: channels, height: height, width: width) }
  /// Where the checksums begin.
  var indexOffset: Int { PreparedFormat.headerSize + count * imageSize.count }
  /// Where the details begin.
  var detailsOffset: Int { indexOffset + count * PreparedFormat.indexSize }

  /// Reads a page; `nil` unless it is of this version, and its numbers belong to a file of `byteCount` bytes.
  static func read(_ page: [UInt8], byteCount: Int) -> PreparedHeader? {
    guard let header = try? JSONDecoder().decode(PreparedHeader.self, from: Data(page)),
      header.format == PreparedFormat.name, header.version == PreparedFormat.version,
      header.byteCount == byteCount,
      // None of the products below may overflow: each factor is small, and the file is as large as they say.
      (1...byteCount).contains(header.count), (1...4).contains(header.channels),
      (1...1 << 15).contains(header.height), (1...1 << 15).contains(header.width),
      !header.count.multipliedReportingOverflow(by: header.imageSize.count).overflow,
      header.indexOffset <= byteCount, header.detailsOffset <= byteCount
    else { return nil }
    return header
  }

  /// The page.
  func page() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = [UInt8](try encoder.encode(self))
    return text + [UInt8](repeating: UInt8(ascii: " "), count: PreparedFormat.headerSize - text.count - 1)
      + [UInt8(ascii: "\n")]
  }
}

/// What is known of the pictures beside their pixels.
struct PreparedDetails: Codable {
  /// What they were made from.
  let source: SourceStamp
  let classNames: [String]
  /// How many pictures each part has room for, training and validation for instance.
  let parts: [Int]
  /// Which pictures could not be read and why, a line for each.
  var skipped: [String] = []
}
