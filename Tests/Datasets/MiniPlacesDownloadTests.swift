import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite("Downloading MiniPlaces", .enabled(if: PlacesLibraries.areInstalled, "libturbojpeg0 and libarchive13"))
struct MiniPlacesDownloadTests {
  let small: SmallMiniPlaces
  let server = LocalServer()
  private let contents: [String: [UInt8]]

  init() throws {
    small = try SmallMiniPlaces()
    contents = [
      "categories.txt": Array(small.categories.utf8), "train.txt": Array(small.training.utf8),
      "val.txt": Array(small.validation.utf8), "object_categories.txt": Array("sky 0\n".utf8),
      "data.tar.gz": gzip(try SmallMiniPlaces.archive().finished),
    ]
    for (name, bytes) in contents { server[name] = .body(bytes) }
  }

  private func remote(_ name: String, _ algorithm: Digest.Algorithm, byteCount: Int?) throws -> RemoteFile {
    let hash = try Digest(algorithm)
    (contents[name] ?? []).withUnsafeBytes { hash.update($0) }
    return RemoteFile(name: name, byteCount: byteCount, algorithm: algorithm, digest: hash.finish())
  }

  private func cache(archive mirror: String? = nil, offline: Bool = false) throws -> MiniPlacesCache {
    var request = small.request()
    request.location = DataLocation(cache: small.root.path)
    (request.archiveMirrors, request.listMirrors) = ([mirror ?? server.mirror], [server.mirror])
    (request.patience.connecting, request.patience.answering) = (20, 40)
    request.offline = offline
    let lists = try MiniPlacesFile.lists.map {
      try remote($0.name, .sha256, byteCount: contents[$0.name]?.count)
    }
    return MiniPlacesCache(
      folder: small.folder, request: request, archive: try remote("data.tar.gz", .md5, byteCount: nil),
      lists: lists)
  }

  private func refusal(_ cache: MiniPlacesCache) throws -> String {
    try #require(#expect(throws: DatasetError.self) { try cache.open() }).description
  }

  private var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: small.folder)) ?? []).sorted()
  }

  @Test("An empty cache is filled and checked, and the next run asks nobody")
  func fills() throws {
    defer { server.stop() }
    let places = try cache().open()
    #expect(places.source == .downloaded(folder: small.folder, mirror: server.mirror))
    #expect(places.training.labels + places.validation.labels == SmallMiniPlaces.labels)
    #expect(files == contents.keys.sorted() && server.requests.last == "data.tar.gz")
    #expect(try cache(offline: true).open().source == .cache(small.folder))
    #expect(server.requests.count == 5)
  }

  @Test("Files that were placed by hand are taken as they are, and only the rest is fetched")
  func placed() throws {
    defer { server.stop() }
    try small.root.write(contents["data.tar.gz"] ?? [], to: "miniplaces/data.tar.gz")
    #expect(try cache().open().training.count == 6)
    #expect(!server.requests.contains("data.tar.gz") && server.requests.count == 4)
  }

  @Test("What was placed by hand as the advice says is enough without a network")
  func placedOffline() throws {
    defer { server.stop() }
    for (name, bytes) in contents where name != "object_categories.txt" {
      try small.root.write(bytes, to: "miniplaces/\(name)")
    }
    #expect(try cache(offline: true).open().source == .cache(small.folder))
    #expect(server.requests.isEmpty)
  }

  @Test("A server that is down, or sends something else, leaves exact words on how to place the file by hand")
  func down() throws {
    defer { server.stop() }
    let sound = try cache().archive.digest
    let words = "get data.tar.gz from "
    let place = "(MD5 \(sound)), and put it at \(small.archivePath)"
    server["data.tar.gz"] = .status(503)
    #expect(try refusal(cache()).contains("HTTP status 503"))
    server["data.tar.gz"] = .body([1, 2, 3])
    let altered = try refusal(cache())
    #expect(altered.contains("the answer's MD5 is 5289df737df57326fcdd22597afb1fac, expected \(sound)"))
    #expect(altered.contains(words + server.mirror + "data.tar.gz") && altered.hasSuffix(place))
    server["data.tar.gz"] = .cut(announced: 1000, [1, 2, 3])
    #expect(try refusal(cache()).contains("the connection broke after 3 of 1000 bytes"))
    let silent = try refusal(cache(archive: "http://127.0.0.1:9/"))
    #expect(silent.contains(words + "http://127.0.0.1:9/data.tar.gz") && silent.hasSuffix(place))
    // The lists stay, nothing else.
    #expect(files == contents.keys.filter { $0.hasSuffix(".txt") }.sorted())
  }

  @Test("Offline nothing is asked for, and the words are the same")
  func offline() throws {
    defer { server.stop() }
    let words = try refusal(cache(offline: true))
    #expect(
      words.contains("nothing may be downloaded") && words.contains("and put it at \(small.archivePath)"))
    #expect(server.requests.isEmpty)
  }

  @Test("Without the libraries that could read it, nothing is downloaded")
  func libraries() throws {
    defer { server.stop() }
    let missing = DatasetError.libraryMissing(
      library: "libarchive", purpose: "to read", install: "install it")
    var cache = try cache()
    cache.requireLibraries = { () throws(DatasetError) in throw missing }
    #expect(throws: missing) { try cache.open() }
    #expect(server.requests.isEmpty && files.isEmpty)
  }

  @Test(
    "Without the libraries places are drawn, and it is said what to install; photographs that are there are an error"
  )
  func librariesOrDrawn() throws {
    defer { server.stop() }
    let missing = DatasetError.libraryMissing(
      library: "libarchive", purpose: "to read", install: "install it")
    var cache = try cache()
    cache.request.trainingLimit = 3
    cache.request.validationLimit = 2
    let withoutLibraries = MiniPlacesCache(
      folder: cache.folder, request: cache.request, archive: cache.archive, lists: cache.lists,
      requireLibraries: { () throws(DatasetError) in throw missing })
    let drawn = try MiniPlaces.orDrawn(withoutLibraries)
    #expect(drawn.training.isDrawn && drawn.training.count == 3 && drawn.validation.count == 2)
    #expect(drawn.whyDrawn == missing)
    #expect(
      drawn.source.description.contains(
        "the cache lacks data.tar.gz, and libarchive to read it is not installed"))
    // With the libraries the same cache is filled, and drawn no more.
    let photographs = try MiniPlaces.orDrawn(cache)
    #expect(!photographs.training.isDrawn && photographs.whyDrawn == nil)
  }

  @Test("The official files are those of the publishers")
  func official() {
    #expect(MiniPlacesFile.archive.address == "http://miniplaces.csail.mit.edu/data/data.tar.gz")
    #expect(MiniPlacesFile.archive.remote.digest == "265825ec94f79390e4f1e38045a69059")
    #expect(
      MiniPlacesFile.lists.map(\.name).sorted() == contents.keys.filter { $0.hasSuffix(".txt") }.sorted())
  }
}
