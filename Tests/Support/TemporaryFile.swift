import Foundation

/// A path in the temporary folder, gone with the test.
package final class TemporaryFile: Sendable {
  package let path = NSTemporaryDirectory() + "lookbook-\(UUID().uuidString)"

  package init() {}

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// What is written there, or nothing.
  package var text: String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
}
