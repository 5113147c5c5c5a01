import Drawing
import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite("Folders of the reader's own pictures", .enabled(if: PlacesLibraries.areInstalled, "libturbojpeg0"))
struct ImageFolderTests {
  let root: TemporaryFolder

  init() throws {
    root = try TemporaryFolder()
    for (place, fixture) in Self.pictures { try write(PictureFixture.bytes(fixture), to: place) }
    // What is no picture by its name is nobody's concern.
    try write([1], to: "b/notes.txt")
    try write([1], to: "b/.hidden.jpg")
    try write([1], to: ".git/a.png")
    try write([1], to: "readme.png")
  }

  /// In the order in which they are found: a folder's own before those of the folders in it.
  static let pictures = [
    ("a class/2.JPG", "turned6"), ("a class/einkauf.png", "png"), ("a class/deeper/1.jpeg", "inks"),
    ("b/1.png", "pngGrey"), ("b/10.jpg", "grey"), ("b/2.jpg", "420"), ("b/3.png", "pngHoled"),
    ("b/4.png", "pngPalette"),
  ]

  private var folder: String { root.path + "/birds" }

  private func write(_ bytes: [UInt8], to name: String) throws {
    let path = folder + "/" + name
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  private func open(
    channels: Int = 3, damage: Double = 0.01
  ) throws(DatasetError) -> (folder: ImageFolder, wasPrepared: Bool) {
    let counter = Counter()
    var request = ImageFolder.Request(folder, channels: channels, side: 8)
    request.preparedFolder = root.path + "/prepared"
    request.allowedDamage = damage
    request.onPrepared = { _, _ in counter.add() }
    return (try ImageFolder.open(request), counter.value > 0)
  }

  private func refusal() throws -> String {
    try #require(#expect(throws: DatasetError.self) { try open() }).description
  }

  @Test(
    "JPEG and PNG, grey and colour, upright, in squares as Pillow and torchvision make them",
    arguments: [1, 3])
  func pixels(channels: Int) throws {
    let pictures = try open(channels: channels).folder.pictures
    #expect(pictures.name == "birds" && pictures.classNames == ["a class", "b"])
    #expect(pictures.labels == [0, 0, 0, 1, 1, 1, 1, 1])
    #expect(pictures.imageSize == ImageSize(channels: channels, height: 8, width: 8))
    for (index, (_, name)) in Self.pictures.enumerated() {
      let fixture = try #require(PictureFixture.all.first { $0.name == name })
      let expected = channels == 3 ? fixture.square : fixture.greySquare
      #expect(checksum(pictures.pixels(at: index)) == expected, "\(name)")
    }
  }

  @Test("The second start prepares nothing, unless a picture was added, changed or taken away")
  func secondStart() throws {
    #expect(try open().wasPrepared)
    #expect(try !open().wasPrepared)
    try write(PictureFixture.bytes("444"), to: "b/5.jpg")
    #expect(try open().wasPrepared)
    try write(PictureFixture.bytes("grey"), to: "b/5.jpg")
    #expect(try open().wasPrepared)
    try FileManager.default.removeItem(atPath: folder + "/b/5.jpg")
    #expect(try open().wasPrepared)
    #expect(try !open().wasPrepared)
  }

  @Test("Pictures that cannot be read are left out and named, up to the allowed share")
  func damage() throws {
    try write([0xFF, 0xD8, 0xFF, 0], to: "b/0.jpg")
    try write(PictureFixture.bytes("png").dropLast(30), to: "a class/0.png")
    try write(Array("GIF89a".utf8), to: "b/9.png")
    for _ in 0..<2 {
      let opened = try open(damage: 0.3).folder
      #expect(opened.pictures.labels == [0, 0, 0, 1, 1, 1, 1, 1] && opened.skipped.count == 3)
      #expect(opened.skipped[0].hasPrefix(folder + "/a class/0.png: expected"))
      #expect(opened.skipped[1].hasPrefix(folder + "/b/0.jpg: expected a"))
      #expect(opened.skipped[2].contains("it is a GIF picture; convert it to JPEG or PNG"))
    }
    #expect(try refusal().hasPrefix("\(folder): expected at most 0 of 11 pictures that cannot be read"))
  }

  @Test("A picture that is a thousand times as long as wide does not fill the memory")
  func shape() throws {
    let page = Page(size: Size(2000, 2))
    try write(page.png(), to: "b/5.png")
    #expect(
      try open(damage: 0.2).folder.skipped[0].contains(
        "expected no more than 64 times the length of its shorter"))
  }

  @Test("A folder that is not there, has one class, or a class without pictures is an error")
  func wrongFolders() throws {
    try FileManager.default.createDirectory(atPath: folder + "/c", withIntermediateDirectories: true)
    #expect(try refusal().hasPrefix("\(folder)/c: expected pictures whose names end in .jpg, .jpeg, .png"))
    for name in ["/c", "/b"] { try FileManager.default.removeItem(atPath: folder + name) }
    #expect(
      try refusal().contains(
        "expected a folder of pictures for each of two classes or more, found 1 folder in it; put"))
    try FileManager.default.removeItem(atPath: folder)
    #expect(
      try refusal().hasPrefix("\(folder): expected a folder that holds a folder of pictures for each class"))
  }

  @Test("Links that lead in a circle come to an end")
  func circle() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/b/again", withDestinationPath: folder + "/b")
    let labels = try open().folder.pictures.labels
    #expect(labels.count { $0 == 1 } <= 10)
    #expect(labels.count { $0 == 0 } == 3)
  }

  @Test("One picture is read as it is seen")
  func photograph() throws {
    let fixture = try #require(PictureFixture.all.first { $0.name == "turned8" })
    try write(fixture.bytes, to: "one")
    let picture = try Picture(photograph: folder + "/one")
    #expect(checksum(picture.pixels) == fixture.checksum)
    #expect(throws: DatasetError.self) { try Picture(photograph: folder + "/none") }
    #expect(throws: DatasetError.self) { try Picture(photograph: folder) }
  }

  @Test(
    "Pictures of kinds that are not read are known by their first bytes",
    arguments: [
      ("GIF89a", "a GIF"), ("RIFF\u{1}\0\0\0WEBPVP8 ", "a WebP"), ("BM\u{1}\0", "a BMP"),
      ("II*\0\u{8}", "a TIFF"), ("MM\0*", "a TIFF"), ("\0\0\0\u{18}ftypheic", "a HEIC"),
      ("\0\0\0\u{18}ftypmif1", "a HEIC"), ("\0\0\0\u{1C}ftypavif", "an AVIF"),
    ])
  func otherKinds(_ beginning: String, _ kind: String) throws {
    try write(Array(beginning.utf8), to: "b/9.jpg")
    let error = try #require(
      #expect(throws: DatasetError.self) { try Picture(photograph: folder + "/b/9.jpg") })
    #expect(error.description == "\(folder)/b/9.jpg: it is \(kind) picture; convert it to JPEG or PNG")
  }

  @Test("A folder is no picture")
  func folderForAPicture() {
    #expect(throws: DatasetError.folder(path: folder)) { try Picture(photograph: folder) }
  }
}

@Suite("Squares")
struct CenterCropTests {
  @Test("An odd number of pixels is shared out as Python rounds halves")
  func halves() {
    // torchvision: round((5 - 2) / 2) = 2, round((3 - 2) / 2) = 0.
    let size = ImageSize(channels: 1, height: 5, width: 3)
    let image = Compose([CenterCrop(2), ToTensor()])((0..<15).map { UInt8($0) }, size: size)
    #expect(image.shape == [1, 2, 2])
    #expect(image.values().map { ($0 * 255).rounded() } == [6, 7, 9, 10])
    let after = Compose([ToTensor(), CenterCrop(2)])((0..<15).map { UInt8($0) }, size: size)
    #expect(after.values() == image.values())
  }
}
