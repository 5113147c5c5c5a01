import Foundation
import TestSupport
import Testing

@testable import Datasets

/// A small MiniPlaces of two categories, six training and two validation pictures, to be spoiled by tests.
struct SmallMiniPlaces {
  let root: TemporaryFolder
  /// The names of the fixtures that the pictures are, in the order of the lists.
  static let fixtures = ["444", "progressive", "inks", "onePixel", "grey", "oneRow", "420", "damaged"]
  /// The pictures as the lists name them.
  static let names = (1...6).map { "train/a/abbey/\($0).jpg" } + ["val/1.jpg", "val/2.jpg"]
  static let labels = [0, 1, 0, 1, 1, 0, 1, 0]

  var categories = "/a/abbey 0\n/b/bakery/shop 1\n"
  var training = lines(0..<6)
  var validation = lines(6..<8)

  init() throws {
    root = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  var folder: String { root.path + "/miniplaces" }
  var archivePath: String { folder + "/data.tar.gz" }

  static func lines(_ range: Range<Int>) -> String {
    range.map { "\(names[$0]) \(labels[$0])\n" }.joined()
  }

  /// The archive with all pictures, without its end. Pictures to validate come first: the order is the archive's own.
  static func archive(without missing: Set<Int> = []) throws -> BuiltArchive {
    var archive = BuiltArchive()
    archive.add("images/", kind: "5")
    for index in names.indices.reversed() where !missing.contains(index) {
      archive.add("images/" + names[index], try PictureFixture.bytes(fixtures[index]))
    }
    archive.add("images/test/1.jpg", [1, 2, 3])
    return archive
  }

  /// Puts the lists in their places.
  func writeLists() throws {
    try root.write(Array(categories.utf8), to: "miniplaces/categories.txt")
    try root.write(Array(training.utf8), to: "miniplaces/train.txt")
    try root.write(Array(validation.utf8), to: "miniplaces/val.txt")
  }

  /// Puts lists and archive in their places.
  func write(_ archive: BuiltArchive? = nil) throws {
    try writeLists()
    try root.write(gzip((archive ?? Self.archive()).finished), to: "miniplaces/data.tar.gz")
  }

  /// Puts an unpacked picture in its place.
  func write(_ bytes: [UInt8], picture name: String) throws {
    let folder = (folder + "/images/" + name as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try root.write(bytes, to: "miniplaces/images/" + name)
  }

  func request(_ onPrepared: @escaping @Sendable (Int, Int) -> Void = { _, _ in }) -> MiniPlacesRequest {
    var request = MiniPlacesRequest(location: DataLocation(authoritative: root.path))
    request.preparedFolder = root.path + "/prepared"
    request.side = 8
    request.onPrepared = onPrepared
    return request
  }

  /// Opens it, and says whether pictures had to be prepared for that.
  func open() throws(DatasetError) -> (places: MiniPlaces, wasPrepared: Bool) {
    let counter = Counter()
    let places = try MiniPlaces.open(request { _, _ in counter.add() })
    return (places, counter.value > 0)
  }

  /// The error that opening it gives, in its words.
  func refusal() throws -> String {
    try #require(#expect(throws: DatasetError.self) { try open() }).description
  }

  /// What lies in the folder of prepared pictures.
  var kept: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root.path + "/prepared")) ?? []).sorted()
  }

  /// The one file in it.
  func keptPath() throws -> String {
    #expect(kept.count == 1)
    return "prepared/" + (try #require(kept.first))
  }
}

/// Counts calls from any thread.
final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var count = 0

  func add() { lock.withLock { count += 1 } }
  var value: Int { lock.withLock { count } }
}
