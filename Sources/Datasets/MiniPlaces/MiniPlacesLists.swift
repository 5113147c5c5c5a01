/// What MiniPlaces' three lists say: `categories.txt`, `train.txt` and `val.txt`.
struct MiniPlacesLists {
  /// A line of `train.txt` or `val.txt`.
  struct Picture: Equatable {
    /// Under `images/`, for instance `train/a/abbey/00000001.jpg`.
    let name: String
    let label: UInt16
  }

  /// The most categories, or kinds of objects: more than there are.
  static let mostCategories = 10_000

  /// "abbey", "church/outdoor": the official names without their first letter in front.
  let classNames: [String]
  let training: [Picture]
  let validation: [Picture]

  /// Training first.
  var all: [Picture] { training + validation }

  /// Reads the lists.
  ///
  /// - Throws: `DatasetError.badLine` for a line that is no name and number, a label that is none, a name that leads
  ///   elsewhere or was there before; `.malformed` for a list of nothing.
  init(_ texts: MiniPlacesListTexts) throws(DatasetError) {
    classNames = try Self.categories(texts.categories)
    var seen: Set<String> = []
    training = try Self.pictures(texts.training, classes: classNames.count, seen: &seen)
    validation = try Self.pictures(texts.validation, classes: classNames.count, seen: &seen)
  }

  /// The categories' names.
  static func categories(_ text: MiniPlacesListTexts.Text) throws(DatasetError) -> [String] {
    var names: [String] = []
    for (number, path) in try numbered(text) {
      // "/a/abbey": which letter it begins with says nothing new.
      let parts = path.split(separator: "/", maxSplits: 1)
      guard path.hasPrefix("/"), parts.count == 2 else {
        throw .badLine(
          path: text.path, line: number, expected: "a category like /a/abbey", found: "“\(path)”")
      }
      names.append(String(parts[1]))
    }
    return names
  }

  /// The lines of a list whose numbers count up from 0, and the names in them.
  static func numbered(
    _ text: MiniPlacesListTexts.Text
  ) throws(DatasetError) -> [(line: Int, name: String)] {
    var names: [(line: Int, name: String)] = []
    for (number, line) in TextLines.lines(of: text.content) {
      let (name, label) = try split(line, number, text.path)
      guard label == names.count, label < mostCategories else {
        throw .badLine(
          path: text.path, line: number, expected: "names in order, this one with the number \(names.count)",
          found: "\(label)")
      }
      names.append((number, name))
    }
    guard !names.isEmpty else { throw empty(text) }
    return names
  }

  private static func pictures(
    _ text: MiniPlacesListTexts.Text, classes: Int, seen: inout Set<String>
  ) throws(DatasetError) -> [Picture] {
    var pictures: [Picture] = []
    for (number, line) in TextLines.lines(of: text.content) {
      let (name, label) = try split(line, number, text.path)
      guard (0..<classes).contains(label) else {
        throw .badLine(
          path: text.path, line: number, expected: "a label of 0...\(classes - 1)", found: "\(label)")
      }
      let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      guard parts.allSatisfy({ !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) })
      else {
        throw .badLine(
          path: text.path, line: number, expected: "the name of a picture inside images/", found: "“\(name)”")
      }
      guard seen.insert(name).inserted else {
        throw .badLine(path: text.path, line: number, expected: "each picture once", found: "\(name) again")
      }
      pictures.append(Picture(name: name, label: UInt16(label)))
    }
    guard !pictures.isEmpty else { throw empty(text) }
    return pictures
  }

  /// "train/a/abbey/00000001.jpg 0" in its two parts.
  private static func split(
    _ line: ArraySlice<UInt8>, _ number: Int, _ path: String
  ) throws(DatasetError) -> (name: String, label: Int) {
    guard let blank = line.lastIndex(where: TextLines.isBlank),
      let end = line[..<blank].lastIndex(where: { !TextLines.isBlank($0) }),
      let label = Int(String(decoding: line[(blank + 1)...], as: UTF8.self))
    else {
      let beginning = String(decoding: line.prefix(60), as: UTF8.self)
      throw .badLine(
        path: path, line: number, expected: "a name, a blank and a number", found: "“\(beginning)”")
    }
    return (String(decoding: line[...end], as: UTF8.self), label)
  }

  private static func empty(_ text: MiniPlacesListTexts.Text) -> DatasetError {
    .malformed(path: text.path, offset: 0, expected: "a list of names and numbers", found: "no line of it")
  }
}
