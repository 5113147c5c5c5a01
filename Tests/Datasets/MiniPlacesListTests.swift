import Testing

@testable import Datasets

@Suite("MiniPlaces' lists", .enabled(if: PlacesLibraries.areInstalled, "libturbojpeg0 and libarchive13"))
struct MiniPlacesListTests {
  var small: SmallMiniPlaces

  init() throws { small = try SmallMiniPlaces() }

  static let badPictures: [(line: String, words: String)] = [
    ("train/a/abbey/2.jpg", "expected a name, a blank and a number, found “train/a/abbey/2.jpg”"),
    ("train/a/abbey/2.jpg one", "expected a name, a blank and a number"),
    ("train/a/abbey/2.jpg 2", "expected a label of 0...1, found 2"),
    ("train/a/abbey/2.jpg -1", "expected a label of 0...1, found -1"),
    ("train/a/abbey/2.jpg 99999999999999999999", "expected a name, a blank and a number"),
    ("../2.jpg 0", "expected the name of a picture inside images/, found “../2.jpg”"),
    ("/etc/2.jpg 0", "expected the name of a picture inside images/"),
    ("train//2.jpg 0", "expected the name of a picture inside images/"),
    ("train/./2.jpg 0", "expected the name of a picture inside images/"),
    ("train/a/abbey/1.jpg 1", "expected each picture once, found train/a/abbey/1.jpg again"),
    ("\u{0}\u{1}", "expected a name, a blank and a number"),
  ]

  @Test("A bad line of a list is named with its number", arguments: badPictures.indices)
  mutating func badPicture(_ which: Int) throws {
    let (line, words) = Self.badPictures[which]
    small.training = "train/a/abbey/1.jpg 0\n\n\(line)\n"
    try small.write()
    let refusal = try small.refusal()
    #expect(
      refusal.hasPrefix("\(small.folder)/train.txt: in line 3 ") && refusal.contains(words), "\(refusal)")
    #expect(small.kept.isEmpty)
  }

  @Test("A picture in both lists is an error")
  mutating func both() throws {
    small.validation += "train/a/abbey/1.jpg 0\n"
    try small.write()
    #expect(try small.refusal().hasPrefix("\(small.folder)/val.txt: in line 3 expected each picture once"))
  }

  @Test(
    "Categories must be counted from 0 in order",
    arguments: ["/a/abbey 1\n", "/a/abbey 0\n/b/bar 0\n", "abbey 0\n", "/a/abbey\n", "/a 0\n"])
  mutating func categories(_ text: String) throws {
    small.categories = text
    try small.write()
    #expect(try small.refusal().contains("/categories.txt: in line "))
  }

  @Test("An empty list is an error")
  mutating func empty() throws {
    small.validation = "\n \n"
    try small.write()
    #expect(
      try small.refusal().contains("val.txt: at byte 0 expected a list of names and numbers, found no line"))
  }

  @Test("Lines may end as on Windows, and the last may have no end")
  mutating func ends() throws {
    small.categories = "/a/abbey 0\r\n/b/bakery/shop 1"
    small.training = "train/a/abbey/1.jpg 0\r\n\r\ntrain/a/abbey/2.jpg\t1 "
    try small.write()
    #expect(try small.open().places.training.labels == [0, 1])
  }
}
