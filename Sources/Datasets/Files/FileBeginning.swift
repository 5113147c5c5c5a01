/// What a file that is not the expected one looks like from its first bytes.
enum FileBeginning {
  /// In words if it looks like text, else its first four bytes.
  static func words(for bytes: some Collection<UInt8>) -> String {
    if bytes.isEmpty { return "an empty file" }
    if bytes.first == UInt8(ascii: "<") { return "what looks like a web page" }
    return hexadecimal(bytes.prefix(4))
  }

  /// `[0, 0, 8, 3]` as "00 00 08 03".
  static func hexadecimal(_ bytes: some Collection<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }
}
