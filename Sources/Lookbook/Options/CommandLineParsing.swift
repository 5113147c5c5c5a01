import ArgumentParser
import Foundation

/// Why a chapter does not start.
enum CommandLineError: Error, Equatable, CustomStringConvertible {
  /// Something was asked for that is answered by text: `--help`.
  case answered(String)
  /// The options cannot be understood; `reason` names the option, what was expected and what was found.
  case refused(reason: String, program: String)

  /// One line, or the answer.
  var description: String {
    switch self {
    case .answered(let text): text
    case .refused(let reason, let program): "\(reason) (\(program) --help lists all options)"
    }
  }
}

extension ParsableCommand {
  /// Reads the words after the program's name.
  ///
  /// - Parameter program: what is asked for `--help`; the chapter's program if `nil`.
  static func parsed(
    _ words: [String], for introduction: ChapterIntroduction, program: String? = nil
  ) throws(CommandLineError) -> Self {
    let result = ChapterOptions.$introduction.withValue(introduction) {
      Result { try Self.parse(words) }.mapError { error in
        exitCode(for: error) == .success
          ? CommandLineError.answered(message(for: error))
          : .refused(reason: oneLine(message(for: error)), program: program ?? introduction.entry.program)
      }
    }
    return try result.get()
  }

  /// The parser ends its sentences with a full stop, and a word of the user's may hold line breaks.
  private static func oneLine(_ message: String) -> String {
    let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.hasSuffix(".") ? String(line.dropLast()) : line
  }
}
