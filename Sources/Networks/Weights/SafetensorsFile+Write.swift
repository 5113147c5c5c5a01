import Tensors

extension SafetensorsFile {
  /// Writes a file: beside its place first, then to the disk for good, then renamed. Whoever reads it
  /// meanwhile, or after a crash, finds the old file or the new one, never a part.
  ///
  /// The numbers go to the disk from where they are: nothing is copied. Longer kinds of number come first, so
  /// that all lie at multiples of their size, as the reference implementation wants it.
  ///
  /// - Parameter metadata: free text for whoever reads the file
  public static func write(
    _ values: [(name: String, value: StoredValue)], metadata: [String: String] = [:], to path: String
  ) throws(WeightFileError) {
    var names: Set<String> = ["__metadata__"]
    for (name, _) in values where !names.insert(name).inserted { throw .duplicate(path: path, name: name) }
    let ordered = NumberType.longestFirst.flatMap { type in values.filter { $0.value.type == type } }
    let file = try WrittenFile(path: path)
    let header = headerText(ordered, metadata)
    try file.write(HeaderLength.encode(header.count))
    try file.write(header)
    for (_, value) in ordered {
      switch value {
      case .tensor(let tensor):
        try file.write(
          UnsafeRawBufferPointer(start: tensor.pointer, count: tensor.count * value.type.byteCount))
      case .integers(let integers, _): try file.write(integers)
      }
    }
    try file.finish()
  }

  /// The header, filled up with blanks so that the numbers begin at a multiple of eight bytes.
  private static func headerText(
    _ values: [(name: String, value: StoredValue)], _ metadata: [String: String]
  ) -> [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }
      members.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    var offset = 0
    for (name, value) in values {
      let end = offset + value.shape.count * value.type.byteCount
      let lengths = value.shape.dimensions.map(String.init).joined(separator: ",")
      members.append(
        "\(quoted(name)):{\"dtype\":\"\(value.type.rawValue)\",\"shape\":[\(lengths)],"
          + "\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    var text = Array("{\(members.joined(separator: ","))}".utf8)
    while text.count % HeaderLength.byteCount != 0 { text.append(UInt8(ascii: " ")) }
    return text
  }

  /// A string as JSON writes it.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
