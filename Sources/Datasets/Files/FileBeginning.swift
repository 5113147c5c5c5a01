/// What a file that is not the expected one looks like from its first bytes.
enum FileBeginning {
  /// In words if it looks like text, else its first four bytes.
  static func words(for bytes: some Collection<UInt8>) -> String {
    if bytes.isEmpty { return "an empty file" }
    if bytes.first == UInt8(ascii: "<") { return "what looks like a web page" }
    return hexadecimal(bytes.prefix(4))
  }

  /// The name of a common kind of picture that is not read, if a file begins like one.
  static func otherPicture(_ bytes: [UInt8]) -> String? {
    func has(_ word: String, at place: Int) -> Bool { bytes.dropFirst(place).starts(with: Array(word.utf8)) }
    if has("GIF8", at: 0) { return "GIF" }
    if has("RIFF", at: 0), has("WEBP", at: 8) { return "WebP" }
    if has("BM", at: 0) { return "BMP" }
    if has("II*\0", at: 0) || has("MM\0*", at: 0) { return "TIFF" }
    guard has("ftyp", at: 4) else { return nil }
    if has("avif", at: 8) || has("avis", at: 8) { return "AVIF" }
    // The brands of ISO/IEC 23008-12, of which phones write the first.
    return ["heic", "heix", "heim", "heis", "hevc", "mif1", "msf1"].contains { has($0, at: 8) } ? "HEIC" : nil
  }

  /// How many bytes ``otherPicture(_:)`` looks at.
  static let pictureBytes = 12

  /// `[0, 0, 8, 3]` as "00 00 08 03".
  static func hexadecimal(_ bytes: some Collection<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }
}
