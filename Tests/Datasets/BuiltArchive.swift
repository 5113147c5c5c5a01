/// A tar archive in the making (POSIX.1-1988, "ustar").
struct BuiltArchive {
  private(set) var bytes: [UInt8] = []

  /// Appends an entry: by default a file whose header tells the truth.
  ///
  /// - Parameters:
  ///   - kind: "0" a file, "1" a hard link, "2" a symbolic link, "5" a folder.
  ///   - claiming: the size in the header, if it is another than the content's.
  mutating func add(
    _ name: String, _ content: [UInt8] = [], kind: Character = "0", to target: String = "",
    claiming: Int? = nil
  ) {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at place: Int) {
      header.replaceSubrange(place..<place + text.utf8.count, with: text.utf8)
    }
    func octal(_ value: Int, _ digits: Int) -> String {
      let text = String(value, radix: 8)
      return String(repeating: "0", count: digits - text.count) + text
    }
    put(name, at: 0)
    put(octal(0o644, 7), at: 100)
    put(octal(0, 7), at: 108)
    put(octal(0, 7), at: 116)
    let size = claiming ?? content.count
    if size < 1 << 33 {
      put(octal(size, 11), at: 124)
    } else {
      // GNU's way for sizes that eleven octal digits cannot hold.
      header[124] = 0x80
      for byte in 0..<8 { header[135 - byte] = UInt8(truncatingIfNeeded: size >> (8 * byte)) }
    }
    put(octal(0, 11), at: 136)
    put("        ", at: 148)
    put(String(kind), at: 156)
    put(target, at: 157)
    put("ustar\u{0}00", at: 257)
    put(octal(header.reduce(0) { $0 + Int($1) }, 6) + "\u{0} ", at: 148)
    bytes += header + content
    bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }

  /// The archive with its end, which is two blocks of zeros.
  var finished: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }
}
