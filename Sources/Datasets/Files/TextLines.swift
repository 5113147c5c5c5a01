/// The lines of a small text file.
enum TextLines {
  /// More bytes than any list has: the official one of 100,000 pictures has 3.5 million.
  static let largest = 64 << 20

  /// The content of `path`.
  ///
  /// - Throws: `DatasetError.unreadable`, or `.tooLarge` before memory is reserved.
  static func content(of path: String) throws(DatasetError) -> [UInt8] {
    let file = try InputFile(path: path)
    guard file.size <= largest else {
      throw .tooLarge(path: path, found: "\(file.size) bytes", limit: "\(largest) bytes")
    }
    return try file.content()
  }

  /// The lines that are not empty, without the blanks around them, each with its number from 1.
  static func lines(of content: [UInt8]) -> [(number: Int, text: ArraySlice<UInt8>)] {
    let lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.enumerated().compactMap { index, line in
      let text = line.drop(while: isBlank)
      guard let last = text.lastIndex(where: { !isBlank($0) }) else { return nil }
      return (index + 1, text[...last])
    }
  }

  /// Whether a byte is a blank: a space, a tab, or what Windows writes before the end of a line.
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
