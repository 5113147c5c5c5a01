/// Reads the files `objects/….xml` of MiniPlaces: no whole XML, which has one element around all, but elements one after
/// the other without attributes.
///
///     <class>0</class>
///     <objects>
///       <class>136</class>
///       <polygon><pt><x>1</x><y>1</y></pt> … </polygon>
///       <bndbox><xmin>1</xmin><xmax>111</xmax><ymin>1</ymin><ymax>87</ymax></bndbox>
///     </objects>
struct SceneAnnotationFile {
  /// The largest file that is read; the largest of MiniPlaces has 78 KB.
  static let largest = 4 << 20
  /// Elements inside each other; the files have four.
  private static let deepest = 16

  private let path: String
  private let bytes: [UInt8]
  private let objectNames: [String]
  private var place = 0

  /// The elements that are open, the innermost last.
  private var open: [String] = []
  private var label: Int?
  private var objects: [SceneAnnotation.Object] = []
  // The object that is being read.
  private var kind: Int?
  private var box: [String: Int] = [:]
  private var corner: [String: Int] = [:]
  private var outline: [SceneAnnotation.Corner] = []

  private init(_ bytes: [UInt8], _ path: String, _ objectNames: [String]) {
    (self.bytes, self.path, self.objectNames) = (bytes, path, objectNames)
  }

  /// The annotation of `picture` in `bytes`, the content of the file `path`.
  ///
  /// - Parameters:
  ///   - objectNames: what the numbers of objects stand for.
  ///   - categories: how many categories there are.
  /// - Throws: `DatasetError.malformed`.
  static func read(
    _ bytes: [UInt8], path: String, picture: String, objectNames: [String], categories: Int
  ) throws(DatasetError) -> SceneAnnotation {
    var file = SceneAnnotationFile(bytes, path, objectNames)
    try file.readElements()
    guard let label = file.label, (0..<categories).contains(label) else {
      throw file.malformed("a category of 0...\(categories - 1)", file.label.map(String.init) ?? "none")
    }
    return SceneAnnotation(picture: picture, label: label, objects: file.objects)
  }

  private mutating func readElements() throws(DatasetError) {
    while let start = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
      let text = bytes[place..<start]
      place = start
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else {
        throw malformed("an element that ends in >", "the end of the file")
      }
      let isEnd = bytes[start + 1] == UInt8(ascii: "/")
      let name = String(decoding: bytes[(start + (isEnd ? 2 : 1))..<end], as: UTF8.self)
      if isEnd {
        guard open.last == name else {
          throw malformed("the end of \(open.last.map { "<\($0)>" } ?? "the file")", "</\(name)>")
        }
        try close(name, String(decoding: text, as: UTF8.self))
        open.removeLast()
      } else {
        guard open.count < Self.deepest else {
          throw malformed("at most \(Self.deepest) elements inside each other", "<\(name)> in the innermost")
        }
        open.append(name)
      }
      place = end + 1
    }
    guard open.isEmpty else { throw malformed("the end of <\(open[open.count - 1])>", "the end of the file") }
  }

  /// Takes in the content of an element that ends here.
  private mutating func close(_ name: String, _ text: String) throws(DatasetError) {
    switch (open.dropLast().last, name) {
    case ("objects", "class"): kind = try number(text)
    case (_, "class"): label = try number(text)
    case ("pt", _): corner[name] = try number(text)
    case ("bndbox", _): box[name] = try number(text)
    case (_, "pt"):
      guard let x = corner["x"], let y = corner["y"] else { throw malformed("x and y of a corner", "less") }
      outline.append(SceneAnnotation.Corner(x: x, y: y))
      corner = [:]
    case (_, "objects"): try closeObject()
    default: break
    }
  }

  private mutating func closeObject() throws(DatasetError) {
    guard let kind, objectNames.indices.contains(kind) else {
      throw malformed("an object of 0...\(objectNames.count - 1)", kind.map(String.init) ?? "none")
    }
    guard let left = box["xmin"], let right = box["xmax"], let top = box["ymin"], let bottom = box["ymax"],
      left <= right, top <= bottom
    else {
      throw malformed(
        "a box with xmin ≤ xmax and ymin ≤ ymax", "\(box.sorted { $0.key < $1.key }.map(\.value))")
    }
    objects.append(
      SceneAnnotation.Object(
        name: objectNames[kind], columns: left...right, rows: top...bottom, outline: outline))
    (self.kind, box, outline) = (nil, [:], [])
  }

  private func number(_ text: String) throws(DatasetError) -> Int {
    // Far more than any picture is wide, and far from what arithmetic with it could not hold.
    guard let number = Int(text), abs(number) < 1 << 20 else {
      throw malformed("a number", "“\(text.prefix(40))”")
    }
    return number
  }

  private func malformed(_ expected: String, _ found: String) -> DatasetError {
    .malformed(path: path, offset: place, expected: expected, found: found)
  }
}
