import Foundation
import TestSupport
import Testing

/// Broken files, and places where nothing can be read or written, as the user of a chapter meets them.
@Suite struct BrokenDataTests {
  let program = BuiltProgram(name: "chapter-dnn")

  /// A way in which a file of Fashion-MNIST may be broken.
  struct Breakage: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let file: String
    let content: @Sendable () -> Data
    /// A part of the sentence about it.
    let words: String

    init(_ name: String, _ file: String, words: String, _ content: @escaping @Sendable () -> Data) {
      (testDescription, self.file, self.words, self.content) = (name, file, words, content)
    }
  }

  static let images = "train-images-idx3-ubyte"
  static let labels = "train-labels-idx1-ubyte"

  static let breakages = [
    Breakage("a gzip file that is cut off", "\(images).gz", words: "it is cut off") {
      gzipBeginning + storedBlock(imageHeader(count: 60_000))
    },
    Breakage("a gzip file that is damaged", "\(images).gz", words: "damage (invalid block type)") {
      // Deflate knows the block types 0, 1 and 2 (RFC 1951, section 3.2.3); this byte says 3.
      gzipBeginning + Data([0b111] + [UInt8](repeating: 0, count: 100))
    },
    Breakage("a file of another kind", images, words: "magic number 00 00 08 03") {
      Data("\u{89}PNG\r\n".utf8) + Data(count: 2000)
    },
    Breakage("a web page", "\(images).gz", words: "web page") {
      Data("<!DOCTYPE html>\n<html><body>Not found</body></html>\n".utf8)
    },
    Breakage("an empty file", images, words: "magic number 00 00 08 03") { Data() },
    Breakage("a file that is cut off", images, words: "at byte 4176") {
      imageHeader(count: 60_000) + Data(count: 4160)
    },
    Breakage("a file that claims more than there can be", images, words: "found 4294967295") {
      imageHeader(count: .max) + Data(count: 784)
    },
    Breakage("a file that is longer than it says", images, words: "the end of the file") {
      imageHeader(count: 60_000) + Data(count: 60_000 * 784 + 1)
    },
    Breakage("a label that is no class", labels, words: "at byte 1008 expected a label of 0...9, found 10") {
      labelHeader(count: 60_000) + Data(count: 1000) + Data([10]) + Data(count: 58_999)
    },
    Breakage("fewer labels than images", labels, words: "59999") {
      labelHeader(count: 59_999) + Data(count: 59_999)
    },
  ]

  @Test(arguments: breakages)
  func aBrokenFileEndsTheChapterWithOneLine(breakage: Breakage) throws {
    let folder = try TemporaryFolder()
    let fashion = folder.path + "/fashion-mnist/"
    try FileManager.default.createDirectory(atPath: fashion, withIntermediateDirectories: true)
    if breakage.file == Self.labels {
      // The images are read first, and must be whole for anyone to look at the labels.
      let images = Self.imageHeader(count: 60_000) + Data(count: 60_000 * 784)
      try images.write(to: URL(fileURLWithPath: fashion + Self.images))
    } else {
      let labels = Self.labelHeader(count: 60_000) + Data(count: 60_000)
      try labels.write(to: URL(fileURLWithPath: fashion + Self.labels))
    }
    try breakage.content().write(to: URL(fileURLWithPath: fashion + breakage.file))
    let outcome = try program.run(["--data", folder.path])
    expectOneLine(outcome, naming: fashion + breakage.file)
    #expect(outcome.errors.contains(breakage.words), "\(outcome.errors)")
  }

  @Test func aVariableThatNamesNoFolderEndsTheChapterWithOneLine() throws {
    let outcome = try program.run([], environment: ["LOOKBOOK_DATA": "/nowhere"])
    expectOneLine(outcome, naming: "/nowhere")
    #expect(outcome.errors.contains("LOOKBOOK_DATA"), "\(outcome.errors)")
  }

  #if os(Linux)
    /// File systems of the kernel's own, in which not even the superuser can make a file.
    @Test(arguments: ["--log", "--checkpoint", "--weights"], ["/proc/run", "/sys/run"])
    func aPlaceThatCannotBeWrittenEndsTheChapterWithOneLine(option: String, path: String) throws {
      let brief = ["--drawn", "--train-limit", "20", "--test-limit", "20", "--epochs", "1"]
      expectOneLine(try program.run(brief + [option, path]), naming: path)
    }
  #endif

  /// A non-zero status, no signal, and exactly one line on standard error, which names the culprit.
  func expectOneLine(_ outcome: BuiltProgram.Outcome, naming name: String) {
    #expect(outcome.status == 1)
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("chapter-dnn: ") && outcome.errors.hasSuffix("\n"))
    #expect(outcome.errors.contains(name), "\(outcome.errors)")
  }

  // MARK: - Pieces of files

  /// Magic number, deflate, no name, no time, Unix (RFC 1952, section 2.3).
  static let gzipBeginning = Data([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])

  /// A deflate block of bytes as they are, not the last one (RFC 1951, section 3.2.4).
  static func storedBlock(_ bytes: Data) -> Data {
    let count = UInt16(bytes.count)
    return Data([0, UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8)]) + bytes
  }

  static func imageHeader(count: UInt32) -> Data { header(type: 3, [count, 28, 28]) }
  static func labelHeader(count: UInt32) -> Data { header(type: 1, [count]) }

  /// An IDX header: the magic number and the sizes, all big-endian.
  private static func header(type: UInt8, _ sizes: [UInt32]) -> Data {
    Data([0, 0, 8, type]) + sizes.flatMap { size in (0..<4).map { UInt8(size >> (24 - 8 * $0) & 255) } }
  }
}
