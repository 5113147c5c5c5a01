import Foundation

/// What standard output can show beside text.
struct TerminalAbilities: Equatable, Sendable {
  /// How whole pictures are shown, if they can be.
  var pictures: TerminalPictures?
  /// Whether letters may have 24-bit colours.
  var showsColours = false

  /// A pipe, a file, or a terminal that says nothing of itself.
  static let none = TerminalAbilities()

  /// What the environment says of the terminal that standard output is; nothing, if it is none.
  ///
  /// `NO_COLOR` is respected: see no-color.org.
  init(environment: [String: String], isTerminal: Bool) {
    guard isTerminal else { return }
    pictures = TerminalPictures(environment: environment)
    let depth = environment["COLORTERM"] ?? ""
    showsColours = ["truecolor", "24bit"].contains(depth) && (environment["NO_COLOR"] ?? "").isEmpty
  }

  private init() {}

  static func ofThisProcess() -> TerminalAbilities {
    TerminalAbilities(environment: ProcessInfo.processInfo.environment, isTerminal: isatty(1) != 0)
  }
}
