import Drawing
import Testing

@testable import Datasets

@Suite("Parts of a collection that are fair to its classes")
struct ClassShareTests {
  /// Pictures of one pixel, whose value is their position, with these labels.
  private func pictures(_ labels: [UInt8], classes: Int) -> StoredImages {
    StoredImages(
      name: "dots", classNames: (0..<classes).map { "class \($0)" },
      imageSize: ImageSize(channels: 1, height: 1, width: 1), source: .folder("dots"),
      bytes: labels.indices.map { UInt8($0) }, labels: labels)
  }

  private func positions(_ part: any ImageDataset) -> [Int] {
    (0..<part.count).map { Int(part.pixels(at: $0)[0]) }
  }

  @Test("A fifth of every class is held out, at least one picture, and nothing is in both parts")
  func shares() throws {
    let labels = [UInt8](repeating: 0, count: 10) + [UInt8](repeating: 1, count: 5) + [2, 2]
    let parts = try pictures(labels, classes: 3).split(testShare: 0.2, seed: 0)
    #expect(parts.test.labelHistogram == [2, 1, 1])
    #expect(parts.training.labelHistogram == [8, 4, 1])
    #expect((positions(parts.training) + positions(parts.test)).sorted() == Array(0..<17))
  }

  @Test("The first few of a part are of all classes")
  func rounds() throws {
    let labels = [UInt8](repeating: 0, count: 10) + [UInt8](repeating: 1, count: 10)
    let parts = try pictures(labels, classes: 2).split(testShare: 0.2, seed: 0)
    #expect(parts.training.limited(to: 6).labels == [0, 1, 0, 1, 0, 1])
    #expect(parts.test.labels == [0, 1, 0, 1])
  }

  @Test("The same seed holds the same pictures out, and more pictures of another class change nothing")
  func stability() throws {
    let few = pictures([UInt8](repeating: 0, count: 20) + [1, 1], classes: 2)
    let more = pictures([UInt8](repeating: 0, count: 20) + [1, 1, 1, 1], classes: 2)
    let held = try [few, few, more].map { images in
      positions(try images.split(testShare: 0.2, seed: 3).test).filter { $0 < 20 }
    }
    #expect(held[0] == held[1] && held[0] == held[2])
    #expect(try held[0] != positions(few.split(testShare: 0.2, seed: 4).test).filter { $0 < 20 })
  }

  @Test("A class with fewer than two pictures is an error that names it", arguments: [[0, 0, 1], [0, 0]])
  func tooFew(labels: [UInt8]) throws {
    let images = pictures(labels, classes: 2)
    let error = try #require(
      #expect(throws: DatasetError.self) { try images.split(testShare: 0.2, seed: 0) })
    #expect(
      error
        == .tooFewPictures(name: "dots", className: "class 1", expected: 2, found: labels.count { $0 == 1 }))
    #expect(error.description.contains("“class 1”") && error.description.hasSuffix("or remove its folder"))
  }

  @Test("A fair limit takes as many of each class, in their order")
  func limits() {
    let images = pictures([0, 0, 0, 0, 1, 1, 2, 2, 2], classes: 3)
    #expect(positions(images.limited(fairlyTo: 6)) == [0, 1, 4, 5, 6, 7])
    #expect(positions(images.limited(fairlyTo: 8)) == [0, 1, 2, 4, 5, 6, 7, 8])
    #expect(images.limited(fairlyTo: nil).count == 9 && images.limited(fairlyTo: 90).count == 9)
  }

  @Test("Pictures of nothing are told from pictures, and a channel of nothing is not divided by")
  func blank() {
    func image(_ bytes: [UInt8]) -> StoredImages {
      StoredImages(
        name: "dots", classNames: ["a"], imageSize: ImageSize(channels: 3, height: 1, width: 2),
        source: .folder("dots"), bytes: bytes, labels: [UInt8](repeating: 0, count: bytes.count / 6))
    }
    #expect(image([7, 7, 7, 7, 7, 7]).isBlank)
    #expect(!image([7, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 8]).isBlank)
    let yellow = image([0, 255, 0, 255, 9, 9])
    #expect(!yellow.isBlank)
    #expect(yellow.pixelStatistics.normalization.deviation == [0.5, 0.5, 1])
  }
}
