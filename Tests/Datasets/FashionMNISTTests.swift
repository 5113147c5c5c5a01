import Foundation
import TestSupport
import Testing

@testable import Datasets

/// The folder with the real files, if the environment names one.
let realData = ProcessInfo.processInfo.environment[DataLocation.environmentVariable]

@Suite("Fashion-MNIST")
struct FashionMNISTTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try SmallFashionMNIST.write(to: folder)
  }

  @Test("Four packed files become two labelled collections")
  func reads() throws {
    let fashion = try SmallFashionMNIST.read(folder)
    #expect(fashion.training.count == 20 && fashion.test.count == 10)
    #expect(fashion.training.label(at: 13) == 3)
    #expect(fashion.training.pixels(at: 1) == Array(idxImages(20)[(16 + 784)..<(16 + 2 * 784)]))
    #expect(fashion.training.classNames[9] == "Ankle boot")
    #expect(!fashion.training.isDrawn)
  }

  @Test("A file that was unpacked by hand is read as well")
  func unpacked() throws {
    try FileManager.default.removeItem(atPath: folder.path + "/train-labels-idx1-ubyte.gz")
    try folder.write(idxLabels(20), to: "train-labels-idx1-ubyte")
    #expect(try SmallFashionMNIST.read(folder).training.count == 20)
  }

  @Test("A label out of range is named with its place")
  func labelOutOfRange() throws {
    var labels = idxLabels(20)
    labels[8 + 7] = 10
    let path = try folder.write(gzip(labels), to: "train-labels-idx1-ubyte.gz")
    #expect(
      throws: DatasetError.malformed(path: path, offset: 15, expected: "a label of 0...9", found: "10")
    ) { try SmallFashionMNIST.read(folder) }
  }

  @Test("Advice is right in a chapter and in a program that has no options")
  func advice() throws {
    let missing = #expect(throws: DatasetError.self) { try FashionMNIST(folder: folder.path + "/none") }
    let elsewhere = #expect(throws: DatasetError.self) {
      try DataLocation(authoritative: "/nowhere").folder(FashionMNIST.folderName)
    }
    let errors = [
      missing, elsewhere, .unwritable(path: "/full/file", reason: "No space left on device"),
      .wrongAnswer(file: "file", attempts: ["mirror: a web page"]), .unreachable(file: "file", attempts: []),
    ]
    for error in errors {
      // An option of the chapters may be named as theirs.
      let words = try #require(error).description.replacing("(in a chapter: --drawn)", with: "")
      #expect(!words.contains("--"))
    }
  }

  @Test("Images and labels must agree in number")
  func countsDisagree() throws {
    let path = try folder.write(gzip(idxLabels(19)), to: "train-labels-idx1-ubyte.gz")
    #expect(
      throws: DatasetError.countsDisagree(
        images: folder.path + "/train-images-idx3-ubyte.gz", imageCount: 20, labels: path, labelCount: 19)
    ) { try SmallFashionMNIST.read(folder) }
  }

  @Test("A consistent collection of another size is not Fashion-MNIST")
  func otherCount() throws {
    try folder.write(gzip(idxImages(9)), to: "t10k-images-idx3-ubyte.gz")
    try folder.write(gzip(idxLabels(9)), to: "t10k-labels-idx1-ubyte.gz")
    let error = #expect(throws: DatasetError.self) { try SmallFashionMNIST.read(folder) }
    #expect(try #require(error).description.contains("expected 10 images, found 9"))
  }

  @Test("Pictures whose pixels are all alike are none", arguments: [0, 255] as [UInt8])
  func blank(byte: UInt8) throws {
    let pixels = [UInt8](repeating: byte, count: 20 * 784)
    let path = try folder.write(gzip(idxImages(20)[..<16] + pixels), to: "train-images-idx3-ubyte.gz")
    #expect(
      throws: DatasetError.malformed(
        path: path, offset: 16, expected: "pictures", found: "15680 times the byte \(byte)")
    ) { try SmallFashionMNIST.read(folder) }
  }

  @Test("A missing file is named")
  func missing() throws {
    let path = folder.path + "/t10k-labels-idx1-ubyte.gz"
    try FileManager.default.removeItem(atPath: path)
    let error = #expect(throws: DatasetError.self) { try SmallFashionMNIST.read(folder) }
    guard case .missing(path, _, _) = try #require(error) else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
  }

  @Test("The official files: counts, classes in equal number, digests", .enabled(if: realData != nil))
  func official() throws {
    let folder = try DataLocation(authoritative: #require(realData)).folder(FashionMNIST.folderName)
    let fashion = try FashionMNIST(folder: folder)
    #expect(fashion.training.count == 60_000 && fashion.test.count == 10_000)
    let histogram = fashion.training.labels.reduce(into: [Int](repeating: 0, count: 10)) { $0[$1] += 1 }
    #expect(histogram == [Int](repeating: 6_000, count: 10))
    #expect(fashion.training.labelHistogram == histogram)
    let statistics = fashion.training.pixelStatistics
    // As computed by NumPy over the official file: 0.28604060 and 0.35302424.
    #expect(abs(statistics.mean[0] - 0.2860406) < 1e-6 && abs(statistics.deviation[0] - 0.3530242) < 1e-6)
    #expect(statistics.minimum == 0 && statistics.maximum == 255)
    #expect(fashion.training.label(at: 0) == 9)
    for file in FashionMNISTFile.all {
      let path = try #require(file.path(in: folder))
      if path.hasSuffix(".gz") { #expect(try Digest.sha256(ofFile: path) == file.sha256) }
    }
  }
}

@Suite("Where data is looked for")
struct DataLocationTests {
  @Test("An option beats the variable, the variable beats the cache")
  func order() {
    let environment = ["LOOKBOOK_DATA": "/variable", "XDG_CACHE_HOME": "/cache", "HOME": "/home/reader"]
    #expect(
      DataLocation(option: "/option", environment: environment) == DataLocation(authoritative: "/option"))
    #expect(DataLocation(environment: environment) == DataLocation(authoritative: "/variable"))
  }

  #if os(Linux)
    @Test("The cache has a name that a shell understands")
    func nameOfTheCache() {
      #expect(DataLocation.cacheName(["XDG_CACHE_HOME": "/c"]) == "$XDG_CACHE_HOME/lookbook")
      #expect(DataLocation.cacheName(["XDG_CACHE_HOME": "c"]) == "~/.cache/lookbook")
      #expect(DataLocation.cacheName([:]) == "~/.cache/lookbook")
    }

    @Test("The cache is $XDG_CACHE_HOME if that is absolute, else ~/.cache")
    func cache() {
      #expect(
        DataLocation(environment: ["XDG_CACHE_HOME": "/c", "HOME": "/h"])
          == DataLocation(cache: "/c/lookbook"))
      #expect(DataLocation(environment: ["XDG_CACHE_HOME": "c", "HOME": "/h"]).root == "/h/.cache/lookbook")
      #expect(DataLocation(environment: ["HOME": "/h", "LOOKBOOK_DATA": ""]).root == "/h/.cache/lookbook")
    }
  #endif

  @Test("A named folder must be there, and so must the data set's own")
  func missing() throws {
    let folder = try TemporaryFolder()
    for (root, missing) in [("/nowhere", "/nowhere"), (folder.path, folder.path + "/fashion-mnist")] {
      let error = #expect(throws: DatasetError.self) {
        try FashionMNIST.open(FashionMNISTRequest(location: DataLocation(authoritative: root)))
      }
      #expect(try #require(error).description.hasPrefix(missing + ": expected a folder"))
    }
  }
}
