import TestSupport
import Testing

@testable import Datasets

@Suite("Archives", .enabled(if: PlacesLibraries.areInstalled, "libturbojpeg0 and libarchive13"))
struct ArchiveTests {
  let folder: TemporaryFolder
  private let letters = (0..<3000).map { UInt8(truncatingIfNeeded: $0 &* 7) }

  init() throws { folder = try TemporaryFolder() }

  private var sample: BuiltArchive {
    var archive = BuiltArchive()
    archive.add("folder/", kind: "5")
    archive.add("./folder/first", Array("first".utf8))
    archive.add("folder/second", letters)
    return archive
  }

  /// What a whole walk through an archive meets: names and contents.
  private func walk(_ bytes: [UInt8]) throws -> [(ArchiveEntry, [UInt8])] {
    let reader = try ArchiveReader(InputFile(path: folder.write(bytes, to: "data.tar.gz")))
    var met: [(ArchiveEntry, [UInt8])] = []
    while let entry = try reader.next() {
      met.append((entry, entry.kind == .file ? try reader.content(of: entry, limit: 5000) : []))
    }
    return met
  }

  private func refusal(_ bytes: [UInt8]) throws -> String {
    try #require(#expect(throws: DatasetError.self) { try walk(bytes) }).description
  }

  @Test("Plain or packed, entries come in their order with their contents")
  func reads() throws {
    for bytes in [sample.finished, gzip(sample.finished)] {
      let met = try walk(bytes)
      #expect(met.map(\.0.name) == ["folder/", "folder/first", "folder/second"])
      #expect(met.map(\.0.kind) == [.other, .file, .file])
      #expect(met.map(\.1) == [[], Array("first".utf8), letters])
    }
  }

  @Test("Contents that nobody asks for are passed over")
  func passesOver() throws {
    let reader = try ArchiveReader(InputFile(path: folder.write(gzip(sample.finished), to: "data.tar.gz")))
    var names: [String] = []
    while let entry = try reader.next() { names.append(entry.name) }
    #expect(names.count == 3)
  }

  @Test("The digest of the file is taken in the same reading")
  func digest() throws {
    let path = try folder.write(gzip(sample.finished), to: "data.tar.gz")
    let file = try InputFile(path: path)
    file.digest = try Digest(.sha256)
    let reader = try ArchiveReader(file)
    while try reader.next() != nil {}
    #expect(try file.digest?.finish() == Digest.sha256(ofFile: path))
  }

  @Test("Links are told from files, whatever they point to")
  func links() throws {
    var archive = sample
    archive.add("soft", kind: "2", to: "/etc/passwd")
    archive.add("hard", kind: "1", to: "folder/first")
    #expect(try walk(gzip(archive.finished)).suffix(2).map(\.0.kind) == [.link, .link])
  }

  @Test("Wherever a packed archive is cut off, it is an error")
  func cut() throws {
    let packed = gzip(sample.finished)
    for length in stride(from: packed.count - 1, through: 2, by: -7) {
      _ = try refusal(Array(packed[..<length]))
    }
    #expect(try refusal(packed.dropLast(20)).contains("it is cut off"))
  }

  @Test("A plain archive that is cut off inside an entry is an error that says where the entry begins")
  func cutPlain() throws {
    let words = try refusal(Array(sample.bytes.dropLast(600)))
    #expect(words.contains("at byte 1536 expected a sound tar archive, found damage ("))
  }

  @Test("Packed bytes that were changed are found by gzip's checksum, at the end at the latest")
  func changed() throws {
    var archive = BuiltArchive()
    archive.add("file", letters)
    // Level 6 packs these regular bytes; changing the checksum itself changes nothing else.
    var packed = gzip(archive.finished)
    packed[packed.count - 6] ^= 1
    #expect(try refusal(packed).contains("expected sound gzip data"))
  }

  @Test("An entry that claims ten gigabytes is refused before memory is reserved, and passed over without")
  func tenGigabytes() throws {
    var archive = BuiltArchive()
    archive.add("huge", letters, claiming: 10 << 30)
    #expect(
      try refusal(gzip(archive.finished)).hasPrefix(
        "huge in \(folder.path)/data.tar.gz: found 10737418240 bytes, expected no more than 5000 bytes"))
    let reader = try ArchiveReader(InputFile(path: folder.path(of: "data.tar.gz")))
    #expect(try reader.next()?.size == 10 << 30)
    let error = try #require(#expect(throws: DatasetError.self) { try reader.next() })
    #expect(error.description.contains("found damage (Truncated"))
  }

  @Test("What is no archive is said to be none")
  func foreign() throws {
    for bytes in [[], Array("<html>".utf8), letters, gzip(letters)] {
      #expect(
        try refusal(bytes).contains("expected a sound tar archive, found damage (Unrecognized archive format")
      )
    }
  }
}
