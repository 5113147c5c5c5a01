import Foundation
import Testing

@testable import Kernels

@Suite struct ReplacedFileTests {
  private static func path(_ process: Int32) -> String {
    NSTemporaryDirectory() + "lookbook-replaced-\(process)"
  }

  @Test func anotherWriterIsNoticedAndLeftAlone() throws {
    let path = Self.path(getpid()) + "-locked"
    let first = try ReplacedFile(path: path, temporary: path + ".new")
    #expect(throws: ReplacedFileError.inUse) { try ReplacedFile(path: path, temporary: path + ".new") }
    try [7].withUnsafeBytes { try first.write($0) }
    try first.finish()
    #expect(FileManager.default.contents(atPath: path)?.first == 7)
    #expect(!FileManager.default.fileExists(atPath: path + ".new"))
    unlink(path)
  }

  @Test func theSystemsRefusalIsReported() {
    #expect(throws: ReplacedFileError.refused("No such file or directory")) {
      try ReplacedFile(path: "/nowhere/file", temporary: "/nowhere/file.new")
    }
  }

  @Test func aProgramThatEndsAtOnceRemovesWhatItHasNotFinished() async {
    // The child's parent is this process, so both know the path.
    let path = Self.path(getpid())
    await #expect(processExitsWith: .exitCode(130)) {
      let path = Self.path(getppid())
      let finished = try ReplacedFile(path: path + ".finished", temporary: path + ".new")
      try finished.finish()
      let unfinished = try ReplacedFile(path: path, temporary: path + ".new")
      try [1, 2, 3].withUnsafeBytes { try unfinished.write($0) }
      UnfinishedFiles.removeAndExit(130)
    }
    #expect(FileManager.default.fileExists(atPath: path + ".finished"))
    #expect(!FileManager.default.fileExists(atPath: path + ".new"))
    #expect(!FileManager.default.fileExists(atPath: path))
    unlink(path + ".finished")
  }
}
