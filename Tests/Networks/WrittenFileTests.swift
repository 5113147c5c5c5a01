import Foundation
import TestSupport
import Testing

@testable import Networks

/// Where a weight file goes if something is there already.
@Suite struct WrittenFileTests {
  @Test func aLinkIsFollowedAndStaysALink() throws {
    let folder = try TemporaryFolder()
    let (file, link) = (folder.path + "/weights", folder.path + "/link")
    try Data("old".utf8).write(to: URL(fileURLWithPath: file))
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
    try Linear(2, 1).save(to: link)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == file)
    #expect(try SafetensorsFile(path: file).names.count == 2)
  }

  @Test func whatIsNoFileIsLeftAlone() throws {
    let folder = try TemporaryFolder()
    #expect(throws: WeightFileError.self) { try Linear(2, 1).save(to: folder.path) }
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(throws: WeightFileError.self) { try Linear(2, 1).save(to: pipe) }
    var status = stat()
    #expect(stat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }
}
