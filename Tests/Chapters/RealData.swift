import Foundation
import TestSupport
import Testing

/// The real Fashion-MNIST, where `LOOKBOOK_DATA` names a folder that holds it.
enum RealData {
  static var folder: String? {
    ProcessInfo.processInfo.environment["LOOKBOOK_DATA"].flatMap { root in
      FileManager.default.fileExists(atPath: root + "/fashion-mnist") ? root : nil
    }
  }

  static var isThere: Bool { folder != nil }

  /// Whether MiniPlaces is there, too.
  static var hasPlaces: Bool {
    folder.map { FileManager.default.fileExists(atPath: $0 + "/miniplaces/data.tar.gz") } ?? false
  }

  /// What a chapter prints when it reads the real images.
  static func run(_ name: String, _ options: String...) throws -> String {
    let outcome = try BuiltProgram(name: "chapter-\(name)").run(["--data", #require(folder)] + options)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }
}
