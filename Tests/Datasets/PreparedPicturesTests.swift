import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite("Prepared pictures", .enabled(if: PlacesLibraries.areInstalled, "libturbojpeg0 and libarchive13"))
struct PreparedPicturesTests {
  let small: SmallMiniPlaces

  init() throws {
    small = try SmallMiniPlaces()
    try small.write()
  }

  /// Every byte that the network would see.
  private func pixels(_ places: MiniPlaces) -> [[UInt8]] {
    [places.training, places.validation].flatMap { part in (0..<part.count).map(part.pixels(at:)) }
  }

  @Test("Wherever the file is cut off or changed, it is made anew")
  func damage() throws {
    let expected = pixels(try small.open().places)
    let path = try small.keptPath()
    let sound = try small.root.read(path)
    let end = PreparedFormat.headerSize + 8 * 192
    // Every byte of the index and the details, and some of the pictures; of the header those that say something.
    let header = sound.prefix(4096).lastIndex(of: UInt8(ascii: "}")) ?? 0
    let places = Array(0..<header) + stride(from: 4096, to: end, by: 97) + Array(end..<sound.count)
    for place in places.filter({ $0 % 5 == 0 }) {
      var changed = sound
      changed[place] ^= 0x04
      try small.root.write(changed, to: path)
      let (again, wasPrepared) = try small.open()
      #expect(wasPrepared && pixels(again) == expected, "byte \(place)")
    }
    for length in [0, 1, 4095, 4096, 5000, end, sound.count - 1] {
      try small.root.write(Array(sound[..<length]), to: path)
      #expect(try small.open().wasPrepared)
    }
    try small.root.write(sound + [0], to: path)
    #expect(try small.open().wasPrepared)
    #expect(try !small.open().wasPrepared)
    #expect(try small.keptPath() == path)
  }

  @Test("A file of an older version, or of another program, is made anew")
  func older() throws {
    _ = try small.open()
    let path = try small.keptPath()
    let text = String(decoding: try small.root.read(path), as: UTF8.self)
    for (word, other) in [("\"version\":1", "\"version\":0"), ("Lookbook prepared", "Workbook prepared")] {
      let sound = try small.root.read(path)
      let page = String(decoding: sound.prefix(4096), as: UTF8.self)
      #expect(page.contains(word), "\(text.prefix(200))")
      try small.root.write(Array(page.replacing(word, with: other).utf8) + sound.dropFirst(4096), to: path)
      #expect(try small.open().wasPrepared)
    }
    try small.root.write(Array("no pictures at all".utf8), to: path)
    #expect(try small.open().wasPrepared)
  }

  @Test("A header that lies about sizes reserves no memory")
  func lies() throws {
    _ = try small.open()
    let path = try small.keptPath()
    let sound = try small.root.read(path)
    for (field, value) in [
      ("count", 1 << 62), ("count", -8), ("width", 1 << 40), ("height", 0), ("channels", 1 << 60),
      ("byteCount", 1 << 62),
    ] {
      let page = String(decoding: sound.prefix(4096), as: UTF8.self)
      let range = try #require(page.range(of: "\"\(field)\":[0-9]+", options: .regularExpression))
      let changed = page.replacingCharacters(in: range, with: "\"\(field)\":\(value)")
      try small.root.write(Array(changed.utf8.prefix(4096)) + sound.dropFirst(4096), to: path)
      #expect(try small.open().wasPrepared)
    }
  }

  @Test("Another archive, or other lists, are prepared anew; a copy with another date is not")
  func changes() throws {
    _ = try small.open()
    let now = Date()
    try FileManager.default.setAttributes([.modificationDate: now], ofItemAtPath: small.archivePath)
    #expect(try !small.open().wasPrepared)
    // The same size, another content: the first picture's name in the archive is the last in the list.
    var bytes = try small.root.read("miniplaces/data.tar.gz")
    bytes[4] ^= 1  // the date in gzip's header, which nobody checks
    try small.root.write(bytes, to: "miniplaces/data.tar.gz")
    try FileManager.default.setAttributes([.modificationDate: now + 5], ofItemAtPath: small.archivePath)
    #expect(try small.open().wasPrepared)
    try small.root.write(Array(small.validation.utf8).dropLast() + [0x20, 0x0A], to: "miniplaces/val.txt")
    #expect(try small.open().wasPrepared)
    #expect(small.kept.count == 1)
  }

  @Test("Each folder and each size has a file of its own")
  func names() throws {
    _ = try small.open()
    var request = small.request()
    request.side = 16
    #expect(try MiniPlaces.open(request).training.imageSize == ImageSize(channels: 3, height: 16, width: 16))
    let other = try SmallMiniPlaces()
    try other.write()
    request = other.request()
    request.preparedFolder = small.root.path + "/prepared"
    _ = try MiniPlaces.open(request)
    #expect(small.kept.count == 3)
    #expect(try !small.open().wasPrepared)
  }

  @Test("Programs that prepare at the same time all get the pictures, and leave one file")
  func together() throws {
    let expected = pixels(try small.open().places)
    try FileManager.default.removeItem(atPath: small.root.path + "/prepared")
    let failures = Counter()
    DispatchQueue.concurrentPerform(iterations: 6) { _ in
      for _ in 0..<5 {
        let found = try? pixels(small.open().places)
        if found != expected { failures.add() }
      }
    }
    #expect(failures.value == 0)
    #expect(small.kept.count == 1)
  }

  @Test(
    "While pictures are prepared nothing has the file's name; what a killed program leaves is swept away unused"
  )
  func killed() throws {
    let small = small
    let seen = Counter()
    _ = try MiniPlaces.open(
      small.request { done, _ in
        let names = small.kept
        guard done > 0, names.count == 1, names[0].hasSuffix(".partial") else { return }
        if done == 8 { seen.add() }
        // What would lie there if the program were killed now. Nobody holds its lock.
        let half = (try? small.root.read("prepared/" + names[0])) ?? []
        _ = try? small.root.write(half, to: "half")
      })
    #expect(seen.value == 1)
    let path = try small.keptPath()
    let half = try small.root.read("half")
    try small.root.write(half, to: path)
    try small.root.write(half, to: path + ".1-2.partial")
    let (places, wasPrepared) = try small.open()
    #expect(wasPrepared && places.training.count == 6)
    #expect(small.kept.count == 1)
  }

  @Test(
    "Where no file can be kept, the pictures are prepared all the same, and it is said why they are not kept")
  func notKept() throws {
    try small.root.write([1], to: "prepared")
    for _ in 0..<2 {
      let (places, wasPrepared) = try small.open()
      #expect(wasPrepared && places.training.count == 6)
      #expect(places.reasonNotKept == "the folder cannot be made")
    }
    #expect(small.root.names == ["miniplaces", "prepared"])
  }

  @Test("A loader's batches are the pictures")
  func batches() throws {
    let places = try small.open().places
    let batches = Array(DataLoader(places.training, batchSize: 4))
    #expect(batches.map(\.images.shape) == [[4, 3, 8, 8], [2, 3, 8, 8]])
    #expect(batches.flatMap(\.labels) == places.training.labels)
    let first = places.training.pixels(at: 0).map { Float($0) / 255 }
    #expect(Array(batches[0].images.values()[..<192]) == first)
  }
}

@Suite(
  "MiniPlaces' real pictures",
  .enabled(
    if: PlacesLibraries.areInstalled && realMiniPlaces != nil, "libraries and LOOKBOOK_DATA/miniplaces"))
struct MiniPlacesRealTests {
  @Test("1,000 of them are Pillow's and torchvision's, bit for bit")
  func pixels() throws {
    let real = try #require(realMiniPlaces)
    let url = try #require(
      Bundle.module.url(forResource: "miniplaces", withExtension: "txt", subdirectory: "Fixtures"))
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: " ")
    }
    #expect(lines.count == 1000 && lines.allSatisfy { $0.count == 3 })
    var small = try SmallMiniPlaces()
    small.training = lines.filter { $0[0].hasPrefix("train") }.map { "\($0[0]) \($0[1])\n" }.joined()
    small.validation = lines.filter { $0[0].hasPrefix("val") }.map { "\($0[0]) \($0[1])\n" }.joined()
    small.categories = try String(contentsOfFile: real + "/categories.txt", encoding: .utf8)
    try small.writeLists()
    try FileManager.default.createSymbolicLink(
      atPath: small.archivePath, withDestinationPath: real + "/data.tar.gz")
    var request = small.request()
    request.side = 32
    let places = try MiniPlaces.open(request)
    let found = [places.training, places.validation].flatMap { part in
      (0..<part.count).map { checksum(part.pixels(at: $0)) }
    }
    #expect(zip(found, lines).count { $0 != $1[2] } == 0)
    #expect(found.count == 1000 && places.skipped.isEmpty)
  }
}

/// The folder with the real MiniPlaces, if the environment names one.
let realMiniPlaces: String? = realData.flatMap { root in
  FileManager.default.fileExists(atPath: root + "/miniplaces/data.tar.gz") ? root + "/miniplaces" : nil
}
