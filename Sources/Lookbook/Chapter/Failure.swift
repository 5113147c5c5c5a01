import Foundation

/// How a chapter ends when something outside is not as it should be.
enum Failure {
  /// Prints one line on standard error and ends the program with status 1.
  static func stop(_ program: String, _ error: any Error, console: Console = .standard) -> Never {
    console.clear()
    let line = "\(error)".split(whereSeparator: \.isNewline).joined(separator: " ")
    StandardStreams.writeError("\(program): \(line)\n")
    exit(1)
  }

  /// The same for a sentence.
  static func stop(_ program: String, _ sentence: String) -> Never {
    stop(program, Sentence(text: sentence))
  }

  private struct Sentence: Error, CustomStringConvertible {
    let text: String
    var description: String { text }
  }
}
