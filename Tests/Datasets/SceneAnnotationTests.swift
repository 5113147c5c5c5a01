import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite("Annotated scenes", .enabled(if: PlacesLibraries.areInstalled, "libturbojpeg0 and libarchive13"))
struct SceneAnnotationTests {
  let small: SmallMiniPlaces

  init() throws {
    small = try SmallMiniPlaces()
    try small.root.write(Array("sky 0\npalm_tree 1\n".utf8), to: "miniplaces/object_categories.txt")
  }

  static let tree = """
    <objects>
    \t<class>1</class>
    \t<polygon><pt><x>3</x><y>4</y></pt><pt><x>9</x><y>4</y></pt><pt><x>5</x><y>8</y></pt></polygon>
    \t<bndbox><xmin>3</xmin><xmax>9</xmax><ymin>4</ymin><ymax>8</ymax></bndbox>
    </objects>

    """
  static let scene = """
    <filename>93353149.jpg</filename>
    <folder>/a/abbey</folder>
    <class>0</class>
    <scenedescription>a &quot;tree&quot;</scenedescription>

    """ + tree + tree.replacing("<class>1", with: "<class>0")

  private func write(_ texts: [String: String]) throws {
    var archive = try SmallMiniPlaces.archive()
    for (name, text) in texts.sorted(by: { $0.key > $1.key }) {
      archive.add("objects/" + name, Array(text.utf8))
    }
    try small.write(archive)
  }

  private func refusal(_ text: String) throws -> String {
    try write(["val/1.xml": text])
    return try #require(#expect(throws: DatasetError.self) { try MiniPlaces.annotations(small.request()) })
      .description
  }

  @Test("Boxes, outlines and names are read, from an archive and from a folder")
  func reads() throws {
    try write(["train/a/abbey/2.xml": Self.scene, "train/a/abbey/1.xml": "<class>1</class>"])
    let found = try MiniPlaces.annotations(small.request())
    #expect(found.map(\.picture) == ["train/a/abbey/1.jpg", "train/a/abbey/2.jpg"])
    #expect(found.map(\.label) == [1, 0] && found[0].objects.isEmpty)
    #expect(found[1].objects.map(\.name) == ["palm_tree", "sky"])
    let tree = found[1].objects[0]
    #expect(tree.columns == 3...9 && tree.rows == 4...8)
    #expect(tree.outline.map(\.x) == [3, 9, 5] && tree.outline.map(\.y) == [4, 4, 8])

    try FileManager.default.removeItem(atPath: small.archivePath)
    for (name, text) in [("2", Self.scene), ("1", "<class>1</class>")] {
      let folder = small.folder + "/objects/train/a/abbey"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try small.root.write(Array(text.utf8), to: "miniplaces/objects/train/a/abbey/\(name).xml")
    }
    try small.write(PictureFixture.bytes("420"), picture: "train/a/abbey/2.jpg")
    #expect(try MiniPlaces.annotations(small.request()) == found)
  }

  static let bad: [(text: String, words: String)] = [
    ("", "expected a category of 0...1, found none"),
    ("<class>2</class>", "expected a category of 0...1, found 2"),
    ("<class>0<class>", "expected the end of <class>, found the end of the file"),
    ("<class>0</folder>", "expected the end of <class>, found </folder>"),
    ("</class>", "expected the end of the file, found </class>"),
    ("<class>0</class", "expected an element that ends in >"),
    ("<", "expected an element that ends in >"),
    ("<class>zero</class>", "expected a number, found “zero”"),
    ("<class>99999999999999999999</class>", "expected a number"),
    ("<class>0</class><objects><class>2</class></objects>", "expected an object of 0...1, found 2"),
    ("<class>0</class><objects><class>1</class></objects>", "expected a box with xmin ≤ xmax"),
    ("<class>0</class>" + tree.replacing("<xmax>9", with: "<xmax>2"), "expected a box with xmin ≤ xmax"),
    ("<class>0</class><objects><pt><x>1</x></pt></objects>", "expected x and y of a corner"),
    (String(repeating: "<a>", count: 1000), "expected at most 16 elements inside each other"),
  ]

  @Test("What is no annotation is an error that says where", arguments: bad.indices)
  func malformed(_ which: Int) throws {
    let words = try refusal(Self.bad[which].text)
    #expect(words.hasPrefix("objects/val/1.xml in \(small.archivePath): at byte "), "\(words)")
    #expect(words.contains(Self.bad[which].words), "\(words)")
  }

  @Test("Pictures come in their full size, in the order in which they are asked for")
  func originals() throws {
    try small.write()
    let names = [SmallMiniPlaces.names[6], SmallMiniPlaces.names[0]]
    let pictures = try MiniPlaces.originals(names, small.request())
    let expected = ["420", "444"].map { name in PictureFixture.all.first { $0.name == name }?.checksum }
    #expect(pictures.map { checksum($0.pixels) } == expected)
    let error = #expect(throws: DatasetError.self) {
      try MiniPlaces.originals(["val/3.jpg"], small.request())
    }
    #expect(try #require(error).description.contains("found 1 of them missing, the first images/val/3.jpg"))
  }

  @Test(
    "The real annotations: as many as there are, all boxes in the pictures",
    .enabled(if: realMiniPlaces != nil))
  func real() throws {
    let request = MiniPlacesRequest(location: DataLocation(authoritative: try #require(realData)))
    let scenes = try MiniPlaces.annotations(request)
    // The part of MiniPlaces at hand has 3,002 of the 3,502 annotated training pictures, and all 371 to validate.
    #expect(scenes.count == 3373 || scenes.count == 3873)
    #expect(scenes.count { $0.picture.hasPrefix("val/") } == 371)
    let objects = scenes.flatMap(\.objects)
    #expect(objects.allSatisfy { $0.columns.lowerBound >= 1 && $0.columns.upperBound <= 128 })
    #expect(objects.allSatisfy { $0.rows.lowerBound >= 1 && $0.rows.upperBound <= 128 })
    #expect(Set(objects.map(\.name)).count > 100)
  }
}
