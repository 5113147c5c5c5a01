import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite("MiniPlaces", .enabled(if: PlacesLibraries.areInstalled, "libturbojpeg0 and libarchive13"))
struct MiniPlacesTests {
  var small: SmallMiniPlaces

  init() throws { small = try SmallMiniPlaces() }

  /// That the pictures are the small ones, in the order of the lists, as Pillow and torchvision prepare them.
  private func expectAll(_ places: MiniPlaces) throws {
    #expect(places.training.classNames == ["abbey", "bakery/shop"])
    #expect(places.training.labels + places.validation.labels == SmallMiniPlaces.labels)
    #expect(places.training.count == 6 && places.validation.count == 2 && places.skipped.isEmpty)
    let found = [places.training, places.validation].flatMap { part in
      (0..<part.count).map { checksum(part.pixels(at: $0)) }
    }
    let expected = SmallMiniPlaces.fixtures.map { name in PictureFixture.all.first { $0.name == name }?.square
    }
    #expect(found == expected)
  }

  @Test("The archive's pictures come in the order of the lists, scaled as torchvision scales them")
  func archive() throws {
    try small.write()
    let (places, wasPrepared) = try small.open()
    try expectAll(places)
    #expect(wasPrepared && places.reasonNotKept == nil && small.kept.count == 1)
    #expect("\(places)" == "MiniPlaces, 6 + 2 pictures from the folder \(small.folder)")
  }

  @Test("The second start prepares nothing and finds the same")
  func secondStart() throws {
    try small.write()
    _ = try small.open()
    let (places, wasPrepared) = try small.open()
    #expect(!wasPrepared)
    try expectAll(places)
  }

  @Test("A plain archive and an unpacked folder give the same")
  func otherForms() throws {
    try small.writeLists()
    try small.root.write(SmallMiniPlaces.archive().finished, to: "miniplaces/data.tar")
    try expectAll(try small.open().places)
    try FileManager.default.removeItem(atPath: small.folder + "/data.tar")
    for (name, fixture) in zip(SmallMiniPlaces.names, SmallMiniPlaces.fixtures) {
      try small.write(PictureFixture.bytes(fixture), picture: name)
    }
    let (places, wasPrepared) = try small.open()
    #expect(wasPrepared)
    try expectAll(places)
    #expect(try !small.open().wasPrepared)
    // A picture more in a folder is a change.
    try small.write(PictureFixture.bytes("420"), picture: "train/a/abbey/7.jpg")
    #expect(try small.open().wasPrepared)
  }

  @Test("Limits cut what is handed out, not what is kept")
  func limits() throws {
    try small.write()
    var request = small.request()
    (request.trainingLimit, request.validationLimit) = (2, 1)
    let places = try MiniPlaces.open(request)
    #expect(places.training.count == 2 && places.validation.count == 1)
    #expect(try small.open().places.training.count == 6)
  }

  @Test("Progress counts up to the number of pictures")
  func progress() throws {
    try small.write()
    let last = Counter()
    _ = try MiniPlaces.open(small.request { done, total in if done == 8 && total == 8 { last.add() } })
    #expect(last.value == 1)
  }

  @Test("Lists that name a part of the archive get that part")
  mutating func part() throws {
    small.training = SmallMiniPlaces.lines(2..<4)
    try small.write()
    let places = try small.open().places
    #expect(places.training.labels == [0, 1] && places.validation.count == 2)
  }

  @Test(
    "Pictures that the lists name and the archive lacks are one error, which says how many and which first")
  func missing() throws {
    try small.write(SmallMiniPlaces.archive(without: [2, 5, 7]))
    #expect(
      try small.refusal()
        == "\(small.archivePath): expected the 8 pictures that the lists name, found 3 of them "
        + "missing, the first images/train/a/abbey/3.jpg; get the whole archive, or the lists that belong to this one"
    )
    #expect(small.kept.isEmpty)
    try FileManager.default.removeItem(atPath: small.archivePath)
    try small.write(PictureFixture.bytes("420"), picture: SmallMiniPlaces.names[0])
    #expect(try small.refusal().contains("found 7 of them missing, the first train/a/abbey/2.jpg"))
  }

  @Test("A list or archive that is not there is named, with where to get it")
  func nothing() throws {
    #expect(try small.refusal().contains("miniplaces/categories.txt: expected this list of MiniPlaces"))
    try small.writeLists()
    let words = try small.refusal()
    #expect(words.contains("data.tar.gz: expected the official archive, or a folder images/ beside it"))
    #expect(words.contains("http://miniplaces.csail.mit.edu/data/data.tar.gz"))
  }

  @Test("Wherever the archive is cut off, it is an error and nothing is kept")
  func cut() throws {
    try small.write()
    let bytes = try small.root.read("miniplaces/data.tar.gz")
    for length in stride(from: bytes.count - 1, to: 0, by: -bytes.count / 40) {
      try small.root.write(Array(bytes[..<length]), to: "miniplaces/data.tar.gz")
      #expect(throws: DatasetError.self) { try small.open() }
    }
    #expect(small.kept.isEmpty)
    try small.root.write(bytes, to: "miniplaces/data.tar.gz")
    try expectAll(try small.open().places)
  }

  @Test("Whatever names an archive has, nothing is written but the prepared pictures")
  func names() throws {
    var archive = try SmallMiniPlaces.archive()
    let picture = try PictureFixture.bytes("420")
    for name in [
      "../outside.jpg", "images/../../outside.jpg", small.root.path + "/outside.jpg", "images//x.jpg", "",
    ] {
      archive.add(name, picture)
    }
    archive.add("images/link.jpg", kind: "2", to: "/etc/passwd")
    archive.add("images/hard.jpg", kind: "1", to: "images/val/1.jpg")
    archive.add("images/pipe.jpg", kind: "6")
    try small.write(archive)
    try expectAll(try small.open().places)
    #expect(small.root.names == ["miniplaces", "prepared"] && small.kept.count == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: small.folder).count == 4)
  }

  @Test(
    "A listed picture that is a link is an error, not followed", arguments: ["1", "2", "5"] as [Character])
  func links(_ kind: Character) throws {
    var archive = try SmallMiniPlaces.archive(without: [0])
    archive.add("images/" + SmallMiniPlaces.names[0], kind: kind, to: "images/val/1.jpg")
    try small.write(archive)
    #expect(
      try small.refusal().contains(
        "expected the picture images/train/a/abbey/1.jpg, found a link or a folder"))
  }

  @Test("A picture that comes twice is an error")
  func twice() throws {
    var archive = try SmallMiniPlaces.archive()
    archive.add("./images/" + SmallMiniPlaces.names[3], try PictureFixture.bytes("grey"))
    try small.write(archive)
    #expect(
      try small.refusal().contains("expected each picture once, found images/train/a/abbey/4.jpg again"))
  }

  @Test("A picture that claims ten gigabytes is refused before memory is reserved")
  func tenGigabytes() throws {
    var archive = try SmallMiniPlaces.archive(without: [0])
    archive.add("images/" + SmallMiniPlaces.names[0], [1, 2, 3], claiming: 10 << 30)
    try small.write(archive)
    #expect(try small.refusal().contains("found 10737418240 bytes, expected no more than 16777216 bytes"))
  }

  @Test("Pictures that cannot be read are left out and named, up to the allowed share")
  func damage() throws {
    var archive = try SmallMiniPlaces.archive(without: [1, 4])
    archive.add("images/" + SmallMiniPlaces.names[1], Array("<html>".utf8))
    archive.add("images/" + SmallMiniPlaces.names[4], Array(try PictureFixture.bytes("grey").dropLast(9)))
    try small.write(archive)
    var request = small.request()
    request.allowedDamage = 0.25
    for _ in 0..<2 {
      let places = try MiniPlaces.open(request)
      #expect(places.training.labels == [0, 0, 1, 0] && places.validation.labels == [1, 0])
      #expect(places.skipped.count == 2)
      #expect(
        places.skipped[0].hasPrefix(
          "images/train/a/abbey/2.jpg in \(small.archivePath): expected a JPEG picture"))
      #expect(
        places.skipped[1].contains("train/a/abbey/5.jpg") && places.skipped[1].contains("it is cut off"))
    }
    request.allowedDamage = 0.24
    let error = try #require(#expect(throws: DatasetError.self) { try MiniPlaces.open(request) })
    #expect(
      error.description.hasPrefix(
        "\(small.folder): expected at most 1 of 8 pictures that cannot be read, found 2"))
    #expect(error.description.contains("the first is images/train/a/abbey/"))
  }

  @Test("Large numbers in an error are grouped")
  func groupedNumbers() {
    let error = DatasetError.missingPictures(path: "/d", count: 1200, total: 20504, first: "1.jpg")
    #expect(
      error.description.contains("expected the 20,504 pictures that the lists name, found 1,200 of them"))
  }

  @Test("A picture of 65,000×65,000 pixels counts as one that cannot be read")
  func tooLarge() throws {
    var file = try PictureFixture.bytes("420")
    let frame = try #require(file.indices.dropLast().first { file[$0] == 0xFF && file[$0 + 1] == 0xC0 })
    file.replaceSubrange(frame + 5..<frame + 9, with: [0xFD, 0xE8, 0xFD, 0xE8])
    var archive = try SmallMiniPlaces.archive(without: [0])
    archive.add("images/" + SmallMiniPlaces.names[0], file)
    try small.write(archive)
    var request = small.request()
    request.allowedDamage = 0.2
    #expect(try MiniPlaces.open(request).skipped[0].contains("found 65000×65000 pixels"))
  }
}
