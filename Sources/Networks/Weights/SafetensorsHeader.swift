import Tensors

/// What a safetensors file says about its contents: the names, kinds, shapes and places of its tensors.
///
/// A file is: the header's length in 8 bytes, least significant first; the header, a JSON object; the numbers
/// of all tensors, without gaps. <https://huggingface.co/docs/safetensors>
struct SafetensorsHeader {
  /// A tensor in a file.
  struct Entry: Equatable {
    let name: String
    /// The kind of number under the format's name: "F32".
    let type: String
    let shape: Shape
    /// Where the numbers lie, from the end of the header on.
    let bytes: Range<Int>

    var layout: String { "\(type) \(shape)" }
  }

  /// In the order of their places.
  let entries: [Entry]
  /// Free text of whoever wrote the file.
  let metadata: [String: String]

  /// The reference implementation's limit: no network has so many tensors.
  static let largest = 100_000_000
  /// What the names of the types say, in bits.
  private static let bits = [
    "BOOL": 8, "U8": 8, "I8": 8, "F8_E5M2": 8, "F8_E4M3": 8, "I16": 16, "U16": 16, "F16": 16, "BF16": 16,
    "I32": 32, "U32": 32, "F32": 32, "I64": 64, "U64": 64, "F64": 64,
  ]

  /// Reads the header's text and checks that its tensors fill `dataCount` bytes exactly.
  init(_ text: [UInt8], dataCount: Int, path: String) throws(WeightFileError) {
    var entries: [Entry] = []
    var metadata: [String: String] = [:]
    var scanner = HeaderScanner(text, path: path)
    try scanner.object { (scanner, name) throws(WeightFileError) in
      if name == "__metadata__" {
        try scanner.object { (scanner, key) throws(WeightFileError) in metadata[key] = try scanner.string() }
      } else {
        entries.append(try Self.entry(name, &scanner, path: path))
      }
    }
    try scanner.end()
    entries.sort { ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound) }
    var end = 0
    for entry in entries {
      if entry.bytes.lowerBound != end {
        throw .mismatch(
          path: path, name: entry.name,
          expected: "stored from offset \(end) on, where the tensor before it ends",
          found: "the offset \(entry.bytes.lowerBound)")
      }
      end = entry.bytes.upperBound
    }
    let before = HeaderLength.byteCount + text.count
    if end != dataCount {
      let (expected, overflow) = before.addingReportingOverflow(end)
      throw .wrongLength(path: path, expected: overflow ? .max : expected, found: before + dataCount)
    }
    self.entries = entries
    self.metadata = metadata
  }

  private static func entry(
    _ name: String, _ scanner: inout HeaderScanner, path: String
  ) throws(WeightFileError) -> Entry {
    var (type, shape, offsets): (String?, [Int]?, [Int]?)
    try scanner.object { (scanner, key) throws(WeightFileError) in
      switch key {
      case "dtype": type = try scanner.string()
      case "shape": shape = try scanner.numbers()
      case "data_offsets": offsets = try scanner.numbers()
      default:
        throw .mismatch(
          path: path, name: name, expected: "described by dtype, shape and data_offsets", found: key)
      }
    }
    guard let type, let shape, let offsets else {
      throw scanner.fault("dtype, shape and data_offsets of \(name) before this place")
    }
    guard let bits = Self.bits[type] else { throw .unsupportedType(path: path, name: name, found: type) }
    guard offsets.count == 2, offsets[0] <= offsets[1] else {
      throw .mismatch(
        path: path, name: name, expected: "stored between two offsets in order", found: "\(offsets)")
    }
    var (byteCount, overflows) = (bits / 8, false)
    for length in shape where !overflows {
      (byteCount, overflows) = byteCount.multipliedReportingOverflow(by: length)
    }
    guard !overflows, byteCount == offsets[1] - offsets[0] else {
      throw .mismatch(
        path: path, name: name,
        expected: overflows ? "of a possible size" : "\(byteCount) bytes long, as \(type) \(shape) is",
        found: overflows ? "\(type) \(shape)" : "\(offsets[1] - offsets[0]) bytes")
    }
    return Entry(name: name, type: type, shape: Shape(shape), bytes: offsets[0]..<offsets[1])
  }
}

/// The first eight bytes of a file.
enum HeaderLength {
  static let byteCount = 8

  static func decode(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  static func encode(_ length: Int) -> [UInt8] {
    (0..<byteCount).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) }
  }
}
