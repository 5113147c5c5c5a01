/// Reads the JSON of a safetensors header: objects, strings and lists of whole numbers, which is all that it
/// may hold.
///
/// Small and strict instead of a general reader, so that every fault has a place, names that occur twice are
/// seen, and no depth of nesting can exhaust the stack.
struct HeaderScanner {
  private let bytes: [UInt8]
  private let path: String
  private var position = 0
  /// Where the text begins in the file: after the eight bytes that hold its length.
  private static let start = 8

  init(_ bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
  }

  /// Reads an object and calls `member` with each name; it then has to read the value.
  mutating func object(
    _ member: (inout HeaderScanner, String) throws(WeightFileError) -> Void
  ) throws(WeightFileError) {
    try expect("{")
    if skip("}") { return }
    var names: Set<String> = []
    repeat {
      let name = try string()
      if !names.insert(name).inserted { throw .duplicate(path: path, name: name) }
      try expect(":")
      try member(&self, name)
    } while skip(",")
    try expect("}")
  }

  /// Reads a list of whole numbers from 0 on.
  mutating func numbers() throws(WeightFileError) -> [Int] {
    try expect("[")
    var numbers: [Int] = []
    if skip("]") { return numbers }
    repeat { numbers.append(try number()) } while skip(",")
    try expect("]")
    return numbers
  }

  /// Reads a string, with its escapes resolved.
  mutating func string() throws(WeightFileError) -> String {
    try expect("\"")
    let first = position
    var text: [UInt8] = []
    while let byte = current, byte != UInt8(ascii: "\"") {
      if byte < 0x20 { throw fault("a string without control characters") }
      position += 1
      if byte == UInt8(ascii: "\\") {
        text += Array(String(try escaped()).utf8)
      } else {
        text.append(byte)
      }
    }
    guard current != nil else {
      throw fault("the end of the string that begins at byte \(first + Self.start)")
    }
    position += 1
    guard let string = String(validating: text, as: UTF8.self) else {
      position = first
      throw fault("a string in UTF-8")
    }
    return string
  }

  /// Nothing but blanks may follow: they fill the header up to a multiple of eight bytes.
  mutating func end() throws(WeightFileError) {
    skipBlanks()
    if current != nil { throw fault("the end of the header") }
  }

  /// A fault at the place that was reached.
  func fault(_ expected: String) -> WeightFileError {
    let found = current.map { byte in
      (0x21...0x7E).contains(byte) ? "\"\(Character(UnicodeScalar(byte)))\"" : "the byte \(byte)"
    }
    return .malformed(
      path: path, offset: Self.start + position, expected: expected, found: found ?? "the end of the header")
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = current, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  /// Skips blanks and the character, if it is there.
  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard current == UInt8(ascii: character) else { return false }
    position += 1
    skipBlanks()
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(WeightFileError) {
    skipBlanks()
    guard current == UInt8(ascii: character) else { throw fault("\"\(character)\"") }
    position += 1
    if character != "\"" { skipBlanks() }
  }

  private mutating func number() throws(WeightFileError) -> Int {
    let first = position
    var value = 0
    while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      let (shifted, overflow1) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflow2) = shifted.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
      if overflow1 || overflow2 { throw fault("a number below 2⁶³") }
      value = sum
      position += 1
    }
    if position == first { throw fault("a whole number") }
    if position - first > 1 && bytes[first] == UInt8(ascii: "0") {
      position = first
      throw fault("a number without leading zeros")
    }
    return value
  }

  /// What follows a backslash.
  private mutating func escaped() throws(WeightFileError) -> Unicode.Scalar {
    guard let byte = current else { throw fault("an escape") }
    let simple: [UInt8: Unicode.Scalar] = [
      0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{8}", 0x66: "\u{C}", 0x6E: "\n", 0x72: "\r", 0x74: "\t",
    ]
    if let scalar = simple[byte] {
      position += 1
      return scalar
    }
    guard byte == UInt8(ascii: "u") else { throw fault("an escape") }
    position += 1
    let unit = try hexadecimal()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    // Characters beyond 16 bits are written as two escapes.
    guard (0xD800..<0xDC00).contains(unit), skipUnitMark() else {
      throw fault("the second half of a character")
    }
    let second = try hexadecimal()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00))
    else { throw fault("the second half of a character") }
    return scalar
  }

  private mutating func skipUnitMark() -> Bool {
    guard bytes[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else { return false }
    position += 2
    return true
  }

  private mutating func hexadecimal() throws(WeightFileError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = current.flatMap({ Character(UnicodeScalar($0)).hexDigitValue }) else {
        throw fault("a hexadecimal digit")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
