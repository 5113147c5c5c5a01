import TestSupport
import Testing

@testable import Datasets

@Suite("Reading IDX files")
struct IDXFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(
    _ bytes: [UInt8], item: [Int] = [28, 28], maximum: Int = 100
  ) throws -> IDXFile {
    try IDXFile(path: folder.write(bytes, to: "file"), item: item, maximum: maximum)
  }

  /// The offset, expectation and finding of the error that reading `bytes` throws.
  private func failure(
    _ bytes: [UInt8], item: [Int] = [28, 28], maximum: Int = 100
  ) throws -> (offset: Int, expected: String, found: String) {
    let error = #expect(throws: DatasetError.self) { try read(bytes, item: item, maximum: maximum) }
    guard case .malformed(let path, let offset, let expected, let found) = try #require(error) else {
      Issue.record("another error: \(String(describing: error))")
      return (0, "", "")
    }
    #expect(path.hasSuffix("/file"))
    #expect(
      !"\(DatasetError.malformed(path: path, offset: offset, expected: expected, found: found))".contains(
        "\n"))
    return (offset, expected, found)
  }

  @Test("Plain and packed files give the same values, whatever they are called")
  func plainAndPacked() throws {
    let bytes = idxImages(3)
    for content in [bytes, gzip(bytes)] {
      let file = try read(content)
      #expect(file.count == 3)
      #expect(file.bytes == Array(bytes[16...]))
    }
  }

  @Test("Labels have one dimension")
  func labels() throws {
    #expect(try read(idxLabels(12), item: []).bytes == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])
  }

  @Test("A file that is cut is refused at the place where it ends, plain or packed")
  func truncated() throws {
    let bytes = idxImages(2)
    for kept in [4, 15, 16, 17, 800, bytes.count - 1] {
      #expect(try failure(Array(bytes[..<kept])).offset == kept)
      #expect(try failure(gzip(Array(bytes[..<kept]))).offset == kept)
    }
    let packed = gzip(bytes)
    for kept in [2, 9, 10, 40, packed.count - 8, packed.count - 1] {
      #expect(try failure(Array(packed[..<kept])).found.contains("cut off"), "\(kept)")
    }
  }

  @Test("Bytes after the last value are refused, in the content and behind the gzip trailer")
  func trailing() throws {
    let bytes = idxImages(2)
    #expect(try failure(bytes + [0]).offset == bytes.count)
    #expect(try failure(gzip(bytes + [0])).offset == bytes.count)
    #expect(try failure(gzip(bytes) + [0]).found.contains("do not belong"))
  }

  @Test("A flipped bit anywhere in a gzip file is noticed, or changes nothing")
  func flippedBits() throws {
    let bytes = idxImages(2)
    let packed = gzip(bytes)
    for place in packed.indices {
      var damaged = packed
      damaged[place] ^= 1 << UInt8(place % 8)
      if let file = try? read(damaged) { #expect(file.bytes == Array(bytes[16...]), "byte \(place)") }
    }
  }

  @Test("Foreign files are named for what they look like")
  func foreign() throws {
    #expect(try failure(Array("<!DOCTYPE html><html>".utf8)).found == "what looks like a web page")
    #expect(try failure([]).found == "an empty file")
    #expect(try failure([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]).found == "89 50 4e 47")
    #expect(try failure(idxLabels(9)).expected.contains("00 00 08 03"))
    var floats = idxImages(1)
    floats[2] = 0x0d
    #expect(try failure(floats).offset == 0)
  }

  @Test("A header that lies about its size is refused before memory is reserved")
  func enormous() throws {
    let lie = [0, 0, 8, 3] + bigEndian(Int(UInt32.max)) + bigEndian(28) + bigEndian(28)
    #expect(try failure(lie).offset == 4)
    #expect(try failure(gzip(lie)).found == "4294967295")
    #expect(try failure(idxImages(0)).found == "0")
  }

  @Test("Pictures of another size are refused")
  func otherSize() throws {
    let error = try failure(idxImages(1, height: 32, width: 20))
    #expect(error.offset == 8 && error.expected.contains("28×28") && error.found == "32×20")
  }

  @Test("What is no file is refused by the system's own words")
  func notAFile() throws {
    for path in [folder.path, folder.path + "/none", "/dev/null"] {
      let error = #expect(throws: DatasetError.self) { try IDXFile(path: path, item: [], maximum: 1) }
      guard case .unreadable(path, _) = try #require(error) else {
        Issue.record("another error: \(String(describing: error))")
        continue
      }
    }
  }
}
