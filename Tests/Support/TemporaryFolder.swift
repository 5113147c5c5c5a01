import Foundation

/// A folder of a test's own, removed with everything in it when the test lets go of it.
package final class TemporaryFolder: Sendable {
  package let path = NSTemporaryDirectory() + "lookbook-test-\(UUID().uuidString)"

  package init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of what is called `name` in it.
  package func path(of name: String) -> String { "\(path)/\(name)" }

  /// The names of everything in it, in order.
  package var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  /// Writes `bytes` to the file `name` and returns its path.
  @discardableResult
  package func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path(of: name)))
    return path(of: name)
  }

  /// The bytes of the file `name`.
  package func read(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(of: name))))
  }

  /// The bytes of the file `name`, or `nil` if there is none.
  package func content(_ name: String) -> Data? { FileManager.default.contents(atPath: path(of: name)) }

  /// How many lines the file `name` has by now.
  package func lines(_ name: String) -> Int { content(name)?.count { $0 == UInt8(ascii: "\n") } ?? 0 }

  /// Writes `text` after what the file `name` holds.
  package func append(_ text: String, to name: String) {
    let content = (content(name) ?? Data()) + Data(text.utf8)
    _ = FileManager.default.createFile(atPath: path(of: name), contents: content)
  }

  /// Waits until a file has so many lines, but no longer than a minute.
  package func wait(for name: String, lines count: Int) {
    let start = ContinuousClock.now
    while lines(name) < count, ContinuousClock.now - start < .seconds(60) { usleep(2000) }
  }
}
