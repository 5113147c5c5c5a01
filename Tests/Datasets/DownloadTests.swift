import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Datasets

@Suite("Downloading Fashion-MNIST")
struct DownloadTests {
  let folder: TemporaryFolder
  let server = LocalServer()
  let second = LocalServer()

  init() throws {
    folder = try TemporaryFolder()
    for (file, bytes) in zip(SmallFashionMNIST.files, SmallFashionMNIST.contents) {
      server[file.name] = .body(bytes)
      second[file.name] = .body(bytes)
    }
  }

  /// The cache of a test. It waits long for connections where the test is not about that: the machine may be busy.
  private func cache(
    _ mirrors: [String], offline: Bool = false, connecting: Double = 20, answering: Double = 40
  ) -> FashionMNISTCache {
    var request = FashionMNISTRequest(location: DataLocation(cache: folder.path))
    request.mirrors = mirrors
    request.offline = offline
    (request.patience.connecting, request.patience.answering) = (connecting, answering)
    (request.trainingLimit, request.testLimit) = (20, 10)
    return FashionMNISTCache(
      folder: folder.path + "/fashion-mnist", request: request, files: SmallFashionMNIST.files,
      counts: SmallFashionMNIST.counts)
  }

  /// What lies in the cache afterwards.
  private var kept: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/fashion-mnist")) ?? []).sorted()
  }

  private let all = SmallFashionMNIST.files.map(\.name).sorted()
  private let first = SmallFashionMNIST.files[0].name

  private func stop() {
    server.stop()
    second.stop()
  }

  @Test("An empty cache is filled, and the next run reads it without asking")
  func fills() throws {
    defer { stop() }
    let downloaded = try cache([server.mirror]).open()
    #expect(downloaded.source == .downloaded(folder: folder.path + "/fashion-mnist", mirror: server.mirror))
    #expect(downloaded.training.count == 20 && kept == all)
    #expect(server.requests.count == 4)
    #expect(try cache([server.mirror]).open().source == .cache(folder.path + "/fashion-mnist"))
    #expect(server.requests.count == 4)
  }

  @Test("Only what is missing is fetched")
  func completes() throws {
    defer { stop() }
    _ = try cache([server.mirror]).open()
    try FileManager.default.removeItem(atPath: folder.path + "/fashion-mnist/" + first)
    _ = try cache([server.mirror]).open()
    #expect(server.requests.last == first && server.requests.count == 5 && kept == all)
  }

  @Test("A damaged file in the cache is fetched anew; offline it is an error")
  func repairs() throws {
    defer { stop() }
    _ = try cache([server.mirror]).open()
    let path = folder.path + "/fashion-mnist/" + first
    try Data([0x1f, 0x8b, 8, 0]).write(to: URL(fileURLWithPath: path))
    #expect(throws: DatasetError.self) { try cache([server.mirror], offline: true).open() }
    #expect(try cache([server.mirror]).open().training.count == 20)
    #expect(server.requests.count == 5)
  }

  @Test("Several damaged files and a missing one are all fetched, the sound one is not")
  func repairsAll() throws {
    defer { stop() }
    _ = try cache([server.mirror]).open()
    let names = SmallFashionMNIST.files.map(\.name)
    try folder.write([0x1f, 0x8b, 8, 0], to: "fashion-mnist/" + names[0])
    try folder.write(gzip(idxLabels(10).map { $0 == 3 ? 11 : $0 }), to: "fashion-mnist/" + names[3])
    try FileManager.default.removeItem(atPath: folder.path(of: "fashion-mnist/" + names[2]))
    #expect(try cache([server.mirror]).open().test.count == 10)
    #expect(server.requests.dropFirst(4) == [names[2], names[0], names[3]])
  }

  @Test(
    "A well-formed file with the wrong number of pictures or labels is fetched anew", arguments: [0, 1, 2, 3])
  func repairsCounts(_ which: Int) throws {
    defer { stop() }
    _ = try cache([server.mirror]).open()
    let name = SmallFashionMNIST.files[which].name
    let wrong = [idxImages(19), idxLabels(19), idxImages(9), idxLabels(9)][which]
    try folder.write(gzip(wrong), to: "fashion-mnist/" + name)
    #expect(throws: DatasetError.self) { try cache([server.mirror], offline: true).open() }
    #expect(try cache([server.mirror]).open().training.count == 20)
    #expect(server.requests.dropFirst(4) == [name])
  }

  @Test("A damaged file that was unpacked by hand gives way to the official one")
  func repairsUnpacked() throws {
    defer { stop() }
    _ = try cache([server.mirror]).open()
    try FileManager.default.removeItem(atPath: folder.path(of: "fashion-mnist/" + first))
    try folder.write([0, 0], to: "fashion-mnist/" + first.dropLast(3))
    #expect(try cache([server.mirror]).open().training.count == 20)
    #expect(server.requests.dropFirst(4) == [first])
  }

  static let wrongAnswers: [(LocalServer.Answer, String)] = [
    (.body(Array("<html>log in first</html>".utf8), type: "text/html"), "web page"),
    (.body(Array(SmallFashionMNIST.contents[0].dropLast())), "ended after"),
    (.body(SmallFashionMNIST.contents[0] + [0]), "longer than"),
    (.body(SmallFashionMNIST.contents[0].reversed()), "SHA-256"),
    (
      .cut(announced: SmallFashionMNIST.contents[0].count, Array(SmallFashionMNIST.contents[0][..<100])),
      "broke after"
    ),
    (.status(404), "404"),
    (.status(503), "503"),
  ]

  @Test("After a wrong answer the next mirror is asked", arguments: wrongAnswers.indices)
  func nextMirror(_ which: Int) throws {
    defer { stop() }
    server[first] = Self.wrongAnswers[which].0
    #expect(try cache([server.mirror, second.mirror]).open().training.count == 20)
    #expect(second.requests == SmallFashionMNIST.files.map(\.name) && kept == all)
  }

  @Test(
    "If no mirror has the file, the error says what each sent, and nothing is left",
    arguments: wrongAnswers.indices)
  func allWrong(_ which: Int) throws {
    defer { stop() }
    let (answer, words) = Self.wrongAnswers[which]
    server[first] = answer
    second[first] = .status(500)
    let error = #expect(throws: DatasetError.self) { try cache([server.mirror, second.mirror]).open() }
    guard case .wrongAnswer(first, let attempts) = try #require(error) else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(attempts.count == 2 && attempts[0].contains(words) && attempts[1].contains("500"), "\(attempts)")
    #expect(kept.isEmpty)
  }

  @Test("A mirror that takes the connection and says nothing is given up for the next")
  func silence() throws {
    defer { stop() }
    server[first] = .silence
    let fashion = try cache([server.mirror, second.mirror], connecting: 1, answering: 2).open()
    #expect(fashion.training.count == 20 && !fashion.source.isDrawn)
    #expect(second.requests.first == first)
  }

  @Test("Mirrors that are there and give nothing are an error, not a missing network")
  func thereButSilent() throws {
    defer { stop() }
    server[first] = .silence
    second[first] = .hangingUp
    let error = #expect(throws: DatasetError.self) {
      try cache([server.mirror, second.mirror, "http://127.0.0.1:9/"], connecting: 1, answering: 2).open()
    }
    guard case .wrongAnswer(first, let attempts) = try #require(error) else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(
      attempts.count == 3 && attempts[0].contains("took the connection and sent no answer within 2.0 s"))
    #expect(kept.isEmpty)
  }

  @Test("A mirror that is slow to answer has more time than one that is slow to connect")
  func late() throws {
    defer { stop() }
    server[first] = .late(SmallFashionMNIST.contents[0], seconds: 1.5)
    let fashion = try cache([server.mirror], connecting: 0.5).open()
    #expect(!fashion.source.isDrawn && server.requests.count == 4)
  }

  #if os(Linux)
    @Test("Mirrors that do not take the connection are out of reach after the time for connecting")
    func fullQueue() throws {
      defer { stop() }
      // Linux drops what comes when a server's queue of connections is full.
      let busy = LocalServer(queue: 0)
      defer { busy.stop() }
      let waiting = (0..<4).map { _ in busy.connect() }
      defer { for descriptor in waiting { close(descriptor) } }
      let start = ContinuousClock.now
      let fashion = try cache([busy.mirror], connecting: 1, answering: 600).open()
      #expect(fashion.source.isDrawn && fashion.source.description.contains("no mirror could be reached"))
      #expect(ContinuousClock.now - start < .seconds(60))
    }
  #endif

  @Test("Where no mirror answers, garments are drawn and the source says why")
  func unreachable() throws {
    defer { stop() }
    let fashion = try cache(["http://127.0.0.1:9/", "http://localhost:9/"]).open()
    #expect(fashion.source.isDrawn && fashion.training.isDrawn)
    #expect(fashion.source.description.contains("no mirror could be reached"))
    #expect(fashion.training.count == 20 && kept.isEmpty)
  }

  @Test("Offline, no mirror is asked and garments are drawn")
  func offline() throws {
    defer { stop() }
    let fashion = try cache([server.mirror], offline: true).open()
    #expect(fashion.source.isDrawn && fashion.source.description.contains("nothing may be downloaded"))
    #expect(server.requests.isEmpty)
  }

  @Test("Progress counts up to the whole download")
  func progress() throws {
    defer { stop() }
    let seen = Mutex<[Int]>([])
    var downloader = Downloader(mirrors: [server.mirror])
    downloader.onProgress = { step in seen.withLock { $0.append(step.bytes) } }
    _ = try downloader.fetch(SmallFashionMNIST.files.map(\.remote), into: folder.path)
    let bytes = seen.withLock { $0 }
    #expect(bytes == bytes.sorted() && bytes.last == SmallFashionMNIST.files.reduce(0) { $0 + $1.byteCount })
  }

  @Test("A cache folder that cannot be made is an error of its own, not a reason to draw")
  func unwritable() throws {
    defer { stop() }
    try folder.write([1], to: "fashion-mnist")
    let error = #expect(throws: DatasetError.self) { try cache([server.mirror]).open() }
    guard case .unwritable = try #require(error) else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(folder.names == ["fashion-mnist"])
  }
}

@Suite("Writing files whole or not at all")
struct PartialFileTests {
  @Test("Before the commit there is no file, after it there is, and no leftover either way")
  func commit() throws {
    let folder = try TemporaryFolder()
    try folder.write([9], to: "data")
    do {
      let file = try PartialFile(destination: folder.path + "/data")
      try [1, 2, 3].withUnsafeBytes { try file.append(UnsafeRawBufferPointer(rebasing: $0[..<1])) }
      #expect(folder.names.count == 2)
    }
    #expect(folder.names == ["data"])
    #expect(FileManager.default.contents(atPath: folder.path + "/data") == Data([9]))
    try PartialFile(destination: folder.path + "/data").commit()
    #expect(folder.names == ["data"])
    #expect(FileManager.default.contents(atPath: folder.path + "/data") == Data())
  }

  #if os(Linux)
    @Test("A full disk is reported in the system's words, and leaves nothing")
    func fullDisk() throws {
      let folder = try TemporaryFolder()
      do {
        let file = try PartialFile(destination: folder.path + "/data")
        let full = open("/dev/full", O_WRONLY)
        defer { close(full) }
        dup2(full, file.descriptor)
        let error = #expect(throws: DatasetError.self) {
          try [UInt8](repeating: 1, count: 10).withUnsafeBytes { try file.append($0) }
        }
        #expect(try #require(error).description.contains("No space left on device"))
      }
      #expect(folder.names.isEmpty)
    }

    @Test("A folder that the system protects is reported")
    func protected() throws {
      let error = #expect(throws: DatasetError.self) { try PartialFile(destination: "/proc/lookbook/data") }
      #expect(try #require(error).description.hasPrefix("/proc/lookbook: cannot be written ("))
    }
  #endif

  @Test("What a killed run left behind is swept away, what somebody is still writing is not")
  func sweep() throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "data.1-2.partial")
    let other = try PartialFile(destination: folder.path + "/other")
    try PartialFile(destination: folder.path + "/data").commit()
    #expect(folder.names.count == 2 && folder.names[0] == "data" && folder.names[1].hasPrefix("other."))
    try other.commit()
    #expect(folder.names == ["data", "other"])
  }

  @Test("Many downloads at a time do not sweep away each other's files before they are locked")
  func manyAtATime() throws {
    let folder = try TemporaryFolder()
    let failures = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 4) { writer in
      for _ in 0..<100 {
        do {
          try PartialFile(destination: folder.path + "/data\(writer)").commit()
        } catch {
          failures.withLock { $0 += 1 }
        }
      }
    }
    #expect(failures.withLock { $0 } == 0)
    #expect(folder.names == ["data0", "data1", "data2", "data3"])
  }
}

@Suite("Digests")
struct DigestTests {
  @Test("The examples of FIPS 180-4's companion document")
  func knownAnswers() {
    #expect(
      SmallFashionMNIST.digest([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      SmallFashionMNIST.digest(Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("A file longer than the buffer has the digest of its bytes")
  func file() throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let path = try folder.write(bytes, to: "file")
    #expect(try Digest.sha256(ofFile: path) == SmallFashionMNIST.digest(bytes))
  }
}
