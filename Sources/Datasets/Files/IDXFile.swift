/// A file of unsigned bytes in the IDX format of the MNIST family.
///
/// Layout, every number big-endian: two zero bytes, the type of the values (8 = unsigned byte), the number of
/// dimensions, one 32-bit size a dimension, then the values, the last dimension running fastest
/// (Yann LeCun's page on MNIST, "The IDX file format").
struct IDXFile {
  /// Bytes before the first value of a file of labels: the magic number and one size.
  static let labelHeaderSize = 8
  /// Before that of a file of images: the magic number and three sizes.
  static let imageHeaderSize = 16

  /// How many items, the first dimension.
  let count: Int
  /// The values, `[count, item…]`.
  let bytes: [UInt8]

  /// Reads `path`, plain or gzip, whose items have the dimensions `item` (`[28, 28]` for images, `[]` for
  /// labels).
  ///
  /// The header is checked first, so a header that lies about its size reserves no memory: more than
  /// `maximum` items are refused before anything is allocated.
  ///
  /// - Throws: `DatasetError.malformed` with the offset for a wrong magic number, wrong dimensions, a count outside
  ///   `1...maximum`, a content that ends early or goes on after the last value; `.unreadable` from the system.
  init(path: String, item: [Int], maximum: Int) throws(DatasetError) {
    let reader = try openContent(path)
    var header = [UInt8](repeating: 0, count: 4 * (2 + item.count))
    let received = try read(&header, from: reader)

    let magic: [UInt8] = [0, 0, 8, UInt8(1 + item.count)]
    guard received >= 4, Array(header[..<4]) == magic else {
      throw .malformed(
        path: path, offset: 0,
        expected: "the IDX magic number \(FileBeginning.hexadecimal(magic)), plain or inside gzip",
        found: FileBeginning.words(for: header[..<received]))
    }
    guard received == header.count else {
      throw .malformed(
        path: path, offset: received, expected: "an IDX header of \(header.count) bytes",
        found: "the end of the file")
    }
    let sizes = (1..<header.count / 4).map { field in
      header[4 * field..<4 * field + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    count = sizes[0]
    guard (1...maximum).contains(count) else {
      throw .malformed(path: path, offset: 4, expected: "1 to \(maximum) items", found: "\(count)")
    }
    guard Array(sizes[1...]) == item else {
      throw .malformed(
        path: path, offset: 8, expected: "items of \(describeSize(item))",
        found: describeSize(Array(sizes[1...])))
    }

    let total = item.reduce(count, *)
    var values = StoredImages.pictureBytes(count: total) { $0.initialize(repeating: 0, count: total) }
    let filled = try read(&values, from: reader)
    guard filled == total else {
      throw .malformed(
        path: path, offset: header.count + filled, expected: "\(total) bytes of values for \(count) items",
        found: "the end of the file after \(filled)")
    }
    var beyond: [UInt8] = [0]
    guard try read(&beyond, from: reader) == 0 else {
      throw .malformed(
        path: path, offset: header.count + total, expected: "the end of the file after \(count) items",
        found: "more bytes")
    }
    bytes = values
  }
}

/// `[28, 28]` as "28×28".
private func describeSize(_ dimensions: [Int]) -> String {
  dimensions.isEmpty ? "single bytes" : dimensions.map(String.init).joined(separator: "×")
}
