import Foundation

/// A folder that goes away with the test.
final class TemporaryFolder: Sendable {
  let path = NSTemporaryDirectory() + "lookbook-run-\(UUID().uuidString)"

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func content(_ name: String) -> Data? { FileManager.default.contents(atPath: "\(path)/\(name)") }

  func lines(_ name: String) -> Int { content(name)?.count { $0 == UInt8(ascii: "\n") } ?? 0 }

  func append(_ text: String, to name: String) {
    let content = (content(name) ?? Data()) + Data(text.utf8)
    _ = FileManager.default.createFile(atPath: "\(path)/\(name)", contents: content)
  }

  /// Waits until a file has so many lines, but no longer than a minute.
  func wait(for name: String, lines count: Int) {
    let start = ContinuousClock.now
    while lines(name) < count, ContinuousClock.now - start < .seconds(60) { usleep(2000) }
  }
}
