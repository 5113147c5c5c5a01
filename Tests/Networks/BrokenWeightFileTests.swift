import Networks
import Tensors
import TestSupport
import Testing

@Suite struct BrokenWeightFileTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path(of: "weights")
  }

  /// Writes a file with this header, and with `data` zeros after it.
  private func file(_ header: String, claiming length: Int? = nil, data: Int = 0) throws -> String {
    let length = length ?? header.utf8.count
    let claim = (0..<8).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) }
    try folder.write(claim + Array(header.utf8) + [UInt8](repeating: 0, count: data), to: "weights")
    return path
  }

  private func message(_ path: String) -> String {
    do {
      _ = try SafetensorsFile(path: path).readAll()
      return "none"
    } catch { return "\(error)" }
  }

  @Test(arguments: [
    // (header, bytes after it, what the message says)
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, 7,
      "expected 70 bytes, found 69: the file is cut"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, 9,
      "expected 70 bytes, found 71: the file is longer"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}"#, 8, #"expected "}" at byte 61, found the end"#
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}x"#, 8,
      #"expected the end of the header at byte 62, found "x""#
    ),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,12]}}"#, 12, "expected a to be 8 bytes long"),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#, 8, "between two offsets in order"),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,9]}}"#, 8, "between two offsets in order"),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#, 12, "stored from offset 0 on"),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
      8, "the name a occurs twice"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
      4, "expected b to be stored from offset 4 on"
    ),
    (
      #"{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 4,
      "the name dtype occurs twice"
    ),
    (#"{"a":{"dtype":"F32","shape":[1]}}"#, 0, "dtype, shape and data_offsets of a"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}}"#, 4, "found more"),
    (
      #"{"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}"#, 4,
      "a holds numbers of type BF16, expected F32 or I64"
    ),
    (#"{"a":{"dtype":"F33","shape":[2],"data_offsets":[0,4]}}"#, 4, "a holds numbers of type F33"),
    (#"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, 4, "expected a whole number at byte 37"),
    (#"{"a":{"dtype":"F32","shape":[01],"data_offsets":[0,4]}}"#, 4, "leading zeros"),
    (#"{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,6]}}"#, 6, #"expected "]""#),
    (#"{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}"#, 4, "a number below 2⁶³"),
    (#"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#, 0, "of a possible size"),
    (
      #"{"a":{"dtype":"F32","shape":[1152921504606846975],"data_offsets":[0,4611686018427387900]}}"#, 4,
      "the file is cut"
    ),
    (#"{"a":[1]}"#, 0, #"expected "{""#),
    (#"{"__metadata__":{"a":1}}"#, 0, #"expected "\"""#),
    (#"{"\x":{}}"#, 0, "expected an escape"),
    (#"{"\ud800":{}}"#, 0, "the second half of a character"),
    ("{\"\u{1}\":{}}", 0, "without control characters"),
    (#"{"a"#, 0, "the end of the string that begins at byte 10"),
    (#"{"a":{"dtype":"F32","shape":[[[[[["#, 0, "expected a whole number"),
  ])
  func aBadHeaderIsRefusedWithItsPlace(header: String, data: Int, text: String) throws {
    let message = message(try file(header, data: data))
    #expect(message.hasPrefix(path))
    #expect(message.contains(text.replacing(#"\""#, with: "\"")), "\(message)")
    #expect(!message.contains("\n"))
  }

  @Test func claimsReserveNoMemory() throws {
    for claim in [Int.max, -1, 1 << 40, 100_000_001] {
      #expect(try message(file("{}", claiming: claim)).contains("expected a safetensors file"))
    }
    #expect(try message(file("{}", claiming: 90_000_000)).contains("expected 90000008 bytes, found 10"))
  }

  @Test func foreignFilesAreRecognised() throws {
    let foreign: [([UInt8], String)] = [
      ([], "a file of 0 bytes"), ([1, 0, 0], "a file of 3 bytes"),
      (Array("PK\u{3}\u{4}archive.pt".utf8), "PyTorch"),
      ([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2], "another format"),
      (Array("<!DOCTYPE html><html>".utf8), "another format"),
    ]
    for (bytes, text) in foreign {
      try folder.write(bytes, to: "weights")
      #expect(message(path).contains(text))
    }
    #expect(message(folder.path(of: "missing")).contains("No such file or directory"))
    #expect(message(folder.path(of: "")).contains("it is not a file"))
  }

  @Test func aCutOrFlippedFileNeverTraps() throws {
    let model = withSeed(1) {
      Sequential {
        Linear(3, 2); BatchNorm2d(2)
      }
    }
    try model.save(to: path)
    let whole = try folder.read("weights")
    let target = withSeed(2) {
      Sequential {
        Linear(3, 2); BatchNorm2d(2)
      }
    }
    let before = target.namedState().map { "\($0.value)" }
    for length in stride(from: 0, to: whole.count, by: 3) {
      try folder.write(Array(whole[..<length]), to: "weights")
      #expect(throws: WeightFileError.self) { try target.load(from: path) }
    }
    #expect(target.namedState().map { "\($0.value)" } == before)
    // A flipped bit in a number cannot be seen; in the header most can, and none may trap.
    let header = 8 + Int(whole[0]) + Int(whole[1]) << 8
    for place in 0..<header {
      var flipped = whole
      flipped[place] ^= 1 << (place % 8)
      try folder.write(flipped, to: "weights")
      _ = try? target.load(from: path)
    }
  }
}
